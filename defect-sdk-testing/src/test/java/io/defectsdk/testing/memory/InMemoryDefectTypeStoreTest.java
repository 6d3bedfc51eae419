package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.DefectTypeStoreContract;

class InMemoryDefectTypeStoreTest extends DefectTypeStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
