package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.RecipeStoreContract;

class RecipesContractIT extends RecipeStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
