package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.NameSearchContract;

class InMemoryNameSearchTest extends NameSearchContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
