package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.DefectTypeStoreContract;

class DefectTypesContractIT extends DefectTypeStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
