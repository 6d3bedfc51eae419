package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.AdminContract;

class InMemoryAdminTest extends AdminContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
