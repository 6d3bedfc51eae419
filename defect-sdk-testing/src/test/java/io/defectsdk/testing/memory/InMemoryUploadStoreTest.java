package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.UploadStoreContract;

class InMemoryUploadStoreTest extends UploadStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
