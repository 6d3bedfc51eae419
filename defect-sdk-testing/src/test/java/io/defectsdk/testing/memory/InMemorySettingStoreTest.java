package io.defectsdk.testing.memory;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.SettingStoreContract;

class InMemorySettingStoreTest extends SettingStoreContract {
    @Override
    protected Stores openStores() {
        return new InMemoryStores();
    }
}
