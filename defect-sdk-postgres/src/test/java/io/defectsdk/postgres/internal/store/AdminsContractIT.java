package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.AdminContract;

class AdminsContractIT extends AdminContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
