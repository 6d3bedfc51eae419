package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.PictureStoreContract;

class InMemoryPictureStoreTest extends PictureStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
