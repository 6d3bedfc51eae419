package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ArtifactStoreContract;

class InMemoryArtifactStoreTest extends ArtifactStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
