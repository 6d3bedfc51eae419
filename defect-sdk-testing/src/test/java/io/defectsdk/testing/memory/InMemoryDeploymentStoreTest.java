package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.DeploymentStoreContract;

class InMemoryDeploymentStoreTest extends DeploymentStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
