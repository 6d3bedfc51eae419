package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.SearchStoreContract;

class InMemorySearchStoreTest extends SearchStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
