package io.defectsdk.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryObjectStoreTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(DirectoryObjectStore store, String key, byte[] content) {
        store.put(key, new ByteArrayInputStream(content));
    }

    private static Optional<byte[]> get(DirectoryObjectStore store, String key) {
        return store.open(key).map(stream -> {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void makesItsDirectoryAndKeepsPicturesBelowIt() throws IOException {
        DirectoryObjectStore store = new DirectoryObjectStore(folder.resolve("plant/pictures"));

        put(store, "inspections/2026/11/23/7.png", bytes("seven"));

        assertThat(get(store, "inspections/2026/11/23/7.png")).hasValue(bytes("seven"));
        assertThat(files()).containsExactly(Path.of("plant/pictures/inspections/2026/11/23/7.png"));
    }

    @Test
    void knowsNothingOfOtherKeys() {
        DirectoryObjectStore store = new DirectoryObjectStore(folder);

        assertThat(get(store, "a.png")).isEmpty();
        assertThat(get(store, "a/b/c.png")).isEmpty();
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        DirectoryObjectStore store = new DirectoryObjectStore(folder);

        put(store, "a.png", bytes("a long first picture"));
        put(store, "a.png", bytes("short"));

        assertThat(get(store, "a.png")).hasValue(bytes("short"));
        assertThat(files()).containsExactly(Path.of("a.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "../a.png",
                "a/../../b.png",
                "a/..",
                "/etc/passwd",
                "a//b.png",
                "a/./b.png",
                "a/",
                ".hidden",
                "a/.b.part",
                "a\\..\\b.png",
                "C:/a.png",
                "a\u0000.png",
                "a\n.png",
                "제품.png",
                "a b.png",
                "~/a.png"
            })
    void refusesKeysThatCouldLeadAstray(String key) throws IOException {
        DirectoryObjectStore store = new DirectoryObjectStore(folder.resolve("inside"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> put(store, key, bytes("x")))
                .withMessageContaining("relative path");
        assertThatIllegalArgumentException().isThrownBy(() -> get(store, key));
        assertThat(files()).isEmpty();
    }

    @Test
    void takesKeysOfAtMostFiveHundredCharacters() {
        DirectoryObjectStore store = new DirectoryObjectStore(folder);
        String longest = ("a".repeat(99) + "/").repeat(5).substring(0, 499) + "b";

        put(store, longest, bytes("x"));

        assertThat(get(store, longest)).hasValue(bytes("x"));
        assertThatIllegalArgumentException().isThrownBy(() -> put(store, longest + "b", bytes("x")));
    }

    @Test
    void followsALinkToADirectory() throws IOException {
        Path share = Files.createDirectory(folder.resolve("share"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), share);

        put(new DirectoryObjectStore(link), "day/a.png", bytes("x"));

        assertThat(share.resolve("day/a.png")).hasContent("x");
    }

    @Test
    void refusesAFileInPlaceOfTheDirectory() throws IOException {
        Path file = Files.writeString(folder.resolve("pictures"), "a file");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> new DirectoryObjectStore(file))
                .withMessageContaining(file.toString());
    }

    @Test
    void saysThatAPictureCannotBeWritten() throws IOException {
        DirectoryObjectStore store = new DirectoryObjectStore(folder.resolve("pictures"));
        Files.delete(folder.resolve("pictures/.parts"));
        Files.delete(folder.resolve("pictures"));
        Files.writeString(folder.resolve("pictures"), "a file in its place");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> put(store, "day/a.png", bytes("x")))
                .withMessageContaining("day/a.png")
                .withMessageContaining("pictures");
    }

    @Test
    void leavesNothingBehindWhenAPictureCannotBeWritten() throws IOException {
        DirectoryObjectStore store = new DirectoryObjectStore(folder);
        put(store, "a/b.png", bytes("kept"));

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> put(store, "a", bytes("x")));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> put(store, "a/b.png/c", bytes("x")));

        assertThat(files()).containsExactly(Path.of("a/b.png"));
        assertThat(get(store, "a/b.png")).hasValue(bytes("kept"));
    }

    @Test
    void saysThatAPictureCannotBeRead() throws IOException {
        DirectoryObjectStore store = new DirectoryObjectStore(folder);
        Files.createDirectory(folder.resolve("a.png"));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> get(store, "a.png"))
                .withMessageContaining("a.png");
    }

    @Test
    void showsAReaderOnlyWholePictures() throws Exception {
        DirectoryObjectStore store = new DirectoryObjectStore(folder);
        byte[] first = new byte[200_000];
        byte[] second = new byte[300_000];
        Arrays.fill(second, (byte) 1);
        put(store, "a.png", first);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 30; i++) {
                put(store, "a.png", i % 2 == 0 ? second : first);
            }
            done.set(true);
        });

        while (!done.get() && !writer.isDone()) {
            byte[] seen = get(store, "a.png").orElseThrow();
            assertThat(Arrays.equals(seen, first) || Arrays.equals(seen, second))
                    .isTrue();
        }

        writer.join();
        assertThat(files()).containsExactly(Path.of("a.png"));
    }
}
