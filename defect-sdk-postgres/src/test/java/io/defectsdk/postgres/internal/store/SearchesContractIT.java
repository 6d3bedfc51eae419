package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.SearchStoreContract;

class SearchesContractIT extends SearchStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
