package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.GuideStoreContract;

class GuidesContractIT extends GuideStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
