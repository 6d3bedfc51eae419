package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ProductChangeContract;

class InMemoryProductChangeTest extends ProductChangeContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
