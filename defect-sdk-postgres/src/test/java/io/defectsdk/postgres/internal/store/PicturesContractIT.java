package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.PictureStoreContract;

class PicturesContractIT extends PictureStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
