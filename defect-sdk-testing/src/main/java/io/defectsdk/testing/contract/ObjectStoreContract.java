package io.defectsdk.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StorageException;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link ObjectStore} has to keep, one of the host's own included. */
public abstract class ObjectStoreContract {
    private static final int MEGABYTE = 1 << 20;

    private ObjectStore store;

    /** For subclasses; the store is opened before each test. */
    protected ObjectStoreContract() {}

    /** An empty store of the implementation under test; asked for before each test. */
    protected abstract ObjectStore openStore() throws Exception;

    @BeforeEach
    final void openBeforeTest() throws Exception {
        store = openStore();
    }

    private void put(String key, byte[] content) {
        store.put(key, new ByteArrayInputStream(content));
    }

    private Optional<byte[]> get(String key) throws IOException {
        Optional<InputStream> opened = store.open(key);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream content = opened.get()) {
            return Optional.of(content.readAllBytes());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void beginsEmpty() throws IOException {
        assertThat(get("a.png")).isEmpty();
        assertThat(get("a/b/c.png")).isEmpty();
        assertThat(store.delete("a.png")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 2 * MEGABYTE, 5 * MEGABYTE + 12_345})
    void givesContentBackByteForByte(int length) throws IOException {
        byte[] content = random(length, length);

        put("pictures/2026/11/23/a.png", content);

        assertThat(get("pictures/2026/11/23/a.png")).hasValue(content);
    }

    @Test
    void tellsKeysApart() throws IOException {
        List<String> keys = List.of("a", "b", "a.png", "a.png.png", "d/a", "d/b", "d/e/a", "-", "_", "a-b_c.d", "0");
        for (String key : keys) {
            put(key, bytes(key));
        }

        for (String key : keys) {
            assertThat(get(key)).hasValue(bytes(key));
        }
        assertThat(get("d/e/b")).isEmpty();
        assertThat(get("a_png")).isEmpty();
    }

    @Test
    void takesKeysUpToTheirLimit() throws IOException {
        String longest = ("a".repeat(99) + "/").repeat(5).substring(0, 499) + "b";

        put(longest, bytes("x"));

        assertThat(get(longest)).hasValue(bytes("x"));
        assertThat(store.delete(longest)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> put(longest + "b", bytes("x")))
                .withMessageContaining("500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "../a",
                "a/../../b",
                "a/..",
                "/etc/passwd",
                "a//b",
                "a/./b",
                "a/",
                ".hidden",
                "a/.b.part",
                "a\\..\\b",
                "C:/a",
                "a\u0000",
                "a\n",
                "제품",
                "a b",
                "~/a",
                "a%2e",
                "a'b",
                "a;b"
            })
    void refusesKeysThatCouldLeadAstray(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> put(key, bytes("x")))
                .withMessageContaining("relative path");
        assertThatIllegalArgumentException().isThrownBy(() -> store.open(key));
        assertThatIllegalArgumentException().isThrownBy(() -> store.delete(key));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, MEGABYTE, 4 * MEGABYTE + 1})
    void replacesWhatWasThere(int length) throws IOException {
        put("a.png", random(2 * MEGABYTE + 7, 1));
        byte[] second = random(length, 2);

        put("a.png", second);

        assertThat(get("a.png")).hasValue(second);
    }

    @Test
    void removesWhatIsThereOnce() throws IOException {
        put("a", random(MEGABYTE + 1, 1));
        put("b", bytes("b"));

        assertThat(store.delete("a")).isTrue();
        assertThat(store.delete("a")).isFalse();

        assertThat(get("a")).isEmpty();
        assertThat(get("b")).hasValue(bytes("b"));
        put("a", bytes("anew"));
        assertThat(get("a")).hasValue(bytes("anew"));
    }

    @Test
    void takesAStreamThatGivesFewBytesAtATime() throws IOException {
        byte[] content = random(MEGABYTE + 777, 3);
        InputStream hesitant = new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1_000));
            }
        };

        store.put("a", hesitant);

        assertThat(get("a")).hasValue(content);
    }

    @Test
    void leavesTheStreamToItsOwner() {
        boolean[] closed = new boolean[1];
        store.put("a", new ByteArrayInputStream(bytes("x")) {
            @Override
            public void close() {
                closed[0] = true;
            }
        });

        assertThat(closed[0]).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3 * MEGABYTE})
    void leavesWhatWasThereWhenAStreamBreaksOff(int afterBytes) throws IOException {
        put("old", bytes("old"));

        assertThatThrownBy(() -> store.put("old", breaking(afterBytes, new IOException("the camera is gone"))))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("old")
                .hasMessageContaining("the camera is gone");
        assertThatThrownBy(() -> store.put("new", breaking(afterBytes, new IOException("the camera is gone"))))
                .isInstanceOf(StorageException.class);

        assertThat(get("old")).hasValue(bytes("old"));
        assertThat(get("new")).isEmpty();
    }

    @Test
    void letsAnExceptionOfTheStreamPassAndStoresNothing() throws IOException {
        put("old", bytes("old"));
        IllegalStateException thrown = new IllegalStateException("too large");

        assertThatThrownBy(() -> store.put("old", breaking(2 * MEGABYTE, thrown)))
                .isSameAs(thrown);
        assertThatThrownBy(() -> store.put("new", breaking(2 * MEGABYTE, thrown)))
                .isSameAs(thrown);

        assertThat(get("old")).hasValue(bytes("old"));
        assertThat(get("new")).isEmpty();
        put("new", bytes("another try"));
        assertThat(get("new")).hasValue(bytes("another try"));
    }

    private static InputStream breaking(int afterBytes, Exception failure) {
        return new InputStream() {
            private int left = afterBytes;

            @Override
            public int read() throws IOException {
                if (left-- > 0) {
                    return 7;
                }
                if (failure instanceof IOException e) {
                    throw e;
                }
                throw (RuntimeException) failure;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (left <= 0) {
                    return read();
                }
                int given = Math.min(length, left);
                left -= given;
                return given;
            }
        };
    }

    @Test
    void givesAReaderTheContentThatItOpened() throws IOException {
        byte[] first = random(3 * MEGABYTE, 1);
        put("replaced", first);
        put("deleted", first);
        try (InputStream replaced = store.open("replaced").orElseThrow();
                InputStream deleted = store.open("deleted").orElseThrow()) {
            byte[] beginning = replaced.readNBytes(10);

            put("replaced", random(4 * MEGABYTE, 2));
            store.delete("deleted");

            assertThat(beginning).isEqualTo(Arrays.copyOf(first, 10));
            assertThat(replaced.readAllBytes()).isEqualTo(Arrays.copyOfRange(first, 10, first.length));
            assertThat(deleted.readAllBytes()).isEqualTo(first);
        }
    }

    @Test
    void letsAReaderStopInTheMiddle() throws IOException {
        put("a", random(5 * MEGABYTE, 1));
        // more often than any pool has connections
        for (int i = 0; i < 50; i++) {
            try (InputStream content = store.open("a").orElseThrow()) {
                assertThat(content.read()).isNotNegative();
            }
        }
        put("a", bytes("x"));
        assertThat(get("a")).hasValue(bytes("x"));
    }

    @Test
    void showsReadersOnlyWholeContent() throws Exception {
        byte[] first = random(2 * MEGABYTE + 1, 1);
        byte[] second = random(3 * MEGABYTE, 2);
        put("a", first);
        Callable<Boolean> write = () -> {
            for (int i = 0; i < 6; i++) {
                put("a", i % 2 == 0 ? second : first);
            }
            return true;
        };
        Callable<Boolean> read = () -> {
            for (int i = 0; i < 12; i++) {
                byte[] seen = get("a").orElseThrow();
                assertThat(Arrays.equals(seen, first) || Arrays.equals(seen, second))
                        .isTrue();
            }
            return true;
        };

        List<Outcome<Boolean>> outcomes = Race.run(List.of(write, write, read));

        assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
    }

    @Test
    void takesSeveralWritersOfOneNewKey() throws Exception {
        for (int round = 0; round < 3; round++) {
            String key = "round-" + round;
            List<Callable<Boolean>> writers = new ArrayList<>();
            List<byte[]> contents = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                byte[] content = random(MEGABYTE + writer, writer);
                contents.add(content);
                writers.add(() -> {
                    put(key, content);
                    return true;
                });
            }

            List<Outcome<Boolean>> outcomes = Race.run(writers);

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            byte[] kept = get(key).orElseThrow();
            assertThat(contents).anyMatch(content -> Arrays.equals(content, kept));
        }
    }

    @Test
    void removesOnceForSeveralThreads() throws Exception {
        put("a", bytes("x"));
        Callable<Boolean> delete = () -> store.delete("a");

        List<Outcome<Boolean>> outcomes = Race.run(List.of(delete, delete, delete));

        assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
        assertThat(outcomes)
                .filteredOn(outcome -> Boolean.TRUE.equals(outcome.value()))
                .hasSize(1);
    }
}
