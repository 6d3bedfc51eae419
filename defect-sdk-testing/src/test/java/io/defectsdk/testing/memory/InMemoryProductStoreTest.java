package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ProductStoreContract;

class InMemoryProductStoreTest extends ProductStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
