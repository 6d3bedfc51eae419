package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.GuideStoreContract;

class InMemoryGuideStoreTest extends GuideStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
