package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.EmbeddingStoreContract;

class InMemoryEmbeddingStoreTest extends EmbeddingStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
