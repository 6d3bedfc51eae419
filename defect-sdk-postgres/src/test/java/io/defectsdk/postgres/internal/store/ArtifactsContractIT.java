package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ArtifactStoreContract;

class ArtifactsContractIT extends ArtifactStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
