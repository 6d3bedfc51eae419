package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.StorageClaimStoreContract;

class InMemoryStorageClaimStoreTest extends StorageClaimStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
