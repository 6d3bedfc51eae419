package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.SessionContract;

class SessionsContractIT extends SessionContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
