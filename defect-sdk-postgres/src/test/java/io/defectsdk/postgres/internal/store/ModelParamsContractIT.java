package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ModelParamsContract;

class ModelParamsContractIT extends ModelParamsContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
