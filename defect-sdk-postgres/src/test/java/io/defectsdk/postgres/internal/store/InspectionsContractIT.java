package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.InspectionStoreContract;

class InspectionsContractIT extends InspectionStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
