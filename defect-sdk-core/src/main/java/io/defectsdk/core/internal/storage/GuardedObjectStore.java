package io.defectsdk.core.internal.storage;

import static java.util.Objects.requireNonNull;

import io.defectsdk.DefectSdkException;
import io.defectsdk.StorageException;
import io.defectsdk.spi.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
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
        return guarded("read", key, () -> {
            // nothing keeps a host's code from giving null
            Optional<InputStream> content = requireNonNull(store.open(key), "it gave null for what it has, or has not");
            return content.map(GuardedStream::new);
        });
    }

    @Override
    public boolean delete(String key) {
        return guarded("delete", key, () -> store.delete(key));
    }

    /** Fails as streams do, whatever the host's throws. */
    private static final class GuardedStream extends FilterInputStream {
        GuardedStream(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            return guarded(() -> in.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return guarded(() -> in.read(bytes, offset, length));
        }

        @Override
        public void close() throws IOException {
            guarded(() -> {
                in.close();
                return 0;
            });
        }

        private static int guarded(Reading reading) throws IOException {
            try {
                return reading.read();
            } catch (DefectSdkException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new IOException("the storage failed: " + e, e);
            }
        }

        /** What a stream does. */
        private interface Reading {
            int read() throws IOException;
        }
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
