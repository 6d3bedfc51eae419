package io.defectsdk.core.internal.storage;

import io.defectsdk.DefectSdkException;
import io.defectsdk.StorageException;
import io.defectsdk.spi.ObjectStore;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** A store of the host's own, which may throw anything: callers see what the SDK promises. */
final class GuardedObjectStore implements ObjectStore {
    private final ObjectStore store;

    GuardedObjectStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void put(String key, InputStream content) {
        guarded("store", key, () -> {
            store.put(key, content);
            return key;
        });
    }

    @Override
    public Optional<InputStream> open(String key) {
        return guarded("read", key, () -> store.open(key));
    }

    @Override
    public boolean delete(String key) {
        return guarded("delete", key, () -> store.delete(key));
    }

    private static <T> T guarded(String what, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (DefectSdkException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StorageException("could not " + what + " the file " + key + ": the storage failed: " + e, e);
        }
    }
}
