package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ManualIndexStoreContract;

class ManualIndexesContractIT extends ManualIndexStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
