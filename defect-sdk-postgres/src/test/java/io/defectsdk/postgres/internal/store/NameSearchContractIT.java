package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.NameSearchContract;

class NameSearchContractIT extends NameSearchContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
