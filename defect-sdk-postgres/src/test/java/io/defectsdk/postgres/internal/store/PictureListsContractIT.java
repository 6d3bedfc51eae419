package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.PictureListContract;

class PictureListsContractIT extends PictureListContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
