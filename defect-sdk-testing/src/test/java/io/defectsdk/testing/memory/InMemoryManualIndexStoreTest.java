package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ManualIndexStoreContract;

class InMemoryManualIndexStoreTest extends ManualIndexStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
