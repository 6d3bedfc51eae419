package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.SimilarityIndexStoreContract;

class InMemorySimilarityIndexStoreTest extends SimilarityIndexStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
