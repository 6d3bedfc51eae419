package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.PictureListContract;

class InMemoryPictureListTest extends PictureListContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
