package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.PictureChangeContract;

class InMemoryPictureChangeTest extends PictureChangeContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
