package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.AccountStoreContract;

class InMemoryAccountStoreTest extends AccountStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
