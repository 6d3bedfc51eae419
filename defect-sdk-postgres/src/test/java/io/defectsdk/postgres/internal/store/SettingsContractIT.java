package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.SettingStoreContract;

class SettingsContractIT extends SettingStoreContract {
    @Override
    protected Stores openStores() {
        return CleanStores.open();
    }
}
