package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ManualStoreContract;

class ManualsContractIT extends ManualStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
