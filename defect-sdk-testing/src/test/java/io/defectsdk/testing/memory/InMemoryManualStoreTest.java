package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ManualStoreContract;

class InMemoryManualStoreTest extends ManualStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
