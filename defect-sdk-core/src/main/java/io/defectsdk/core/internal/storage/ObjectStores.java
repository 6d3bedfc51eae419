package io.defectsdk.core.internal.storage;

import io.defectsdk.config.Storage;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.Stores;

/** From what a host chose to what stores files. */
public final class ObjectStores {
    private ObjectStores() {}

    /**
     * Opens a storage.
     *
     * @throws io.defectsdk.StorageException if its directory cannot be made or is none
     */
    public static ObjectStore open(Storage storage, Stores stores) {
        if (storage instanceof Storage.Directory directory) {
            return new DirectoryObjectStore(directory.path());
        }
        return storage instanceof Storage.Custom custom ? new GuardedObjectStore(custom.store()) : stores.objects();
    }
}
