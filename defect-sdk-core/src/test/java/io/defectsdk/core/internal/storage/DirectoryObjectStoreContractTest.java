package io.defectsdk.core.internal.storage;

import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.contract.ObjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreContractTest extends ObjectStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected ObjectStore openStore() {
        return new DirectoryObjectStore(folder);
    }
}
