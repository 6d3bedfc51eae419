package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.ModelParamsContract;

class InMemoryModelParamsTest extends ModelParamsContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
