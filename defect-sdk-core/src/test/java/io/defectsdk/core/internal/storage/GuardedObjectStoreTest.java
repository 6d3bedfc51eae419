package io.defectsdk.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StorageException;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.spi.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a store of a host may do that no store should. */
class GuardedObjectStoreTest {
    private static final StoredContent EXPECTED = new StoredContent("ab".repeat(32), 3);

    private static void assertNamesTheKey(Supplier<Optional<InputStream>> open, String said) {
        VerifiedContent content = new VerifiedContent(new GuardedObjectStore(new Opening(open)));

        assertThatThrownBy(() -> content.read("a.png", "some/key", EXPECTED))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("some/key")
                .hasMessageContaining(said);
    }

    @Test
    void takesNullForAFailure() {
        assertNamesTheKey(() -> null, "null");
    }

    @Test
    void takesWhatAStreamThrowsForAFailureToRead() {
        assertNamesTheKey(
                () -> Optional.of(new ByteArrayInputStream(new byte[3]) {
                    @Override
                    public synchronized int read(byte[] bytes, int offset, int length) {
                        throw new IllegalStateException("bucket gone");
                    }
                }),
                "bucket gone");
        assertNamesTheKey(
                () -> Optional.of(new ByteArrayInputStream(new byte[3]) {
                    @Override
                    public void close() {
                        throw new IllegalStateException("close failed");
                    }
                }),
                "close failed");
    }

    @Test
    void passesContentOn() throws IOException {
        byte[] bytes = {1, 2, 3};
        ObjectStore store = new GuardedObjectStore(new Opening(() -> Optional.of(new ByteArrayInputStream(bytes))));

        try (InputStream content = store.open("a").orElseThrow()) {
            assertThat(content.read()).isEqualTo(1);
            assertThat(content.readAllBytes()).containsExactly(2, 3);
            assertThat(content.read()).isEqualTo(-1);
        }
        assertThat(new GuardedObjectStore(new Opening(Optional::empty)).open("a"))
                .isEmpty();
    }

    private record Opening(Supplier<Optional<InputStream>> content) implements ObjectStore {
        @Override
        public void put(String key, InputStream bytes) {
            throw new AssertionError("nothing is stored");
        }

        @Override
        public Optional<InputStream> open(String key) {
            return content.get();
        }

        @Override
        public boolean delete(String key) {
            throw new AssertionError("nothing is deleted");
        }
    }
}
