package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.AccountStoreContract;

class AccountsContractIT extends AccountStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
