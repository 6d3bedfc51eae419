package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.StorageClaimStoreContract;

class StorageClaimsContractIT extends StorageClaimStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
