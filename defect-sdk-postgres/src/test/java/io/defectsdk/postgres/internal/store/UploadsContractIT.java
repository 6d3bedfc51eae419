package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.UploadStoreContract;

class UploadsContractIT extends UploadStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
