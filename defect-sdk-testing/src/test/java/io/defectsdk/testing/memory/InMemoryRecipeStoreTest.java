package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.RecipeStoreContract;

class InMemoryRecipeStoreTest extends RecipeStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
