package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.AuditStoreContract;

class InMemoryAuditStoreTest extends AuditStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
