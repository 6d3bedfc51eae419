package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.EmbeddingStoreContract;

class EmbeddingsContractIT extends EmbeddingStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
