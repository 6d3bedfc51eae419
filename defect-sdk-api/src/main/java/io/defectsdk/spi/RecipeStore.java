package io.defectsdk.spi;

import io.defectsdk.deployment.RecipeVersion;
import java.util.List;
import java.util.Optional;

/** Reads recipes; {@link DeploymentStore#complete} writes them. See {@link Stores} for what all stores promise. */
public interface RecipeStore {
    /** A product's active recipe; empty for an unknown product too. */
    Optional<RecipeVersion> active(String productCode);

    /** A product's recipes, newest version first; none for an unknown product. */
    List<RecipeVersion> list(String productCode);
}
