package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.InspectionStoreContract;

class InMemoryInspectionStoreTest extends InspectionStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
