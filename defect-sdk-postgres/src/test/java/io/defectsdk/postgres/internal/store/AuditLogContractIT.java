package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.AuditStoreContract;

class AuditLogContractIT extends AuditStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
