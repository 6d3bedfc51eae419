package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.DeploymentStoreContract;

class DeploymentsContractIT extends DeploymentStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
