package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.contract.ObjectStoreContract;

class StoredObjectsContractIT extends ObjectStoreContract {
    @Override
    protected ObjectStore openStore() {
        return CleanStores.open().objects();
    }
}
