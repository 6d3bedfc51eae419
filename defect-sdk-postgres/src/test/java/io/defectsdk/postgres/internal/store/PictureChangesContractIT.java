package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.PictureChangeContract;

class PictureChangesContractIT extends PictureChangeContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
