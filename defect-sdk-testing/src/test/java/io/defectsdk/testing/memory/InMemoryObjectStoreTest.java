package io.defectsdk.testing.memory;

import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.contract.ObjectStoreContract;

class InMemoryObjectStoreTest extends ObjectStoreContract {
    @Override
    protected ObjectStore openStore() {
        return new InMemoryStores().objects();
    }
}
