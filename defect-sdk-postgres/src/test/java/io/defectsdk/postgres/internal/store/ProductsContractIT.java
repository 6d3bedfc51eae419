package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ProductStoreContract;

class ProductsContractIT extends ProductStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
