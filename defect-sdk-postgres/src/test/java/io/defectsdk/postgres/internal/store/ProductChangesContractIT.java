package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ProductChangeContract;

class ProductChangesContractIT extends ProductChangeContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
