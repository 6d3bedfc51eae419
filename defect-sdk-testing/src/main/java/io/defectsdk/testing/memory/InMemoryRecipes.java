package io.defectsdk.testing.memory;

import static java.util.Comparator.comparingInt;

import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.spi.RecipeStore;
import java.util.List;
import java.util.Optional;

/** Recipes; {@link InMemoryDeployments} writes them. */
final class InMemoryRecipes implements RecipeStore {
    private final Memory memory;

    InMemoryRecipes(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<RecipeVersion> active(String productCode) {
        return memory.step(() -> memory.recipes.values().stream()
                .filter(recipe -> recipe.active() && recipe.productCode().equals(productCode))
                .findFirst());
    }

    @Override
    public List<RecipeVersion> list(String productCode) {
        return memory.step(() -> memory.recipes.values().stream()
                .filter(recipe -> recipe.productCode().equals(productCode))
                .sorted(comparingInt(RecipeVersion::version).reversed())
                .toList());
    }
}
