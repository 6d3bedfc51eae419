package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.SimilarityIndexStoreContract;

class SimilarityIndexesContractIT extends SimilarityIndexStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
