package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.SessionContract;

class InMemorySessionTest extends SessionContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
