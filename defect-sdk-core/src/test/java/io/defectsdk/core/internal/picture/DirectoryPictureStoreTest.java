package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryPictureStoreTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
        DirectoryPictureStore store = new DirectoryPictureStore(folder.resolve("plant/pictures"));

        store.put("inspections/2026/11/23/7.png", bytes("seven"));

        assertThat(store.get("inspections/2026/11/23/7.png")).hasValue(bytes("seven"));
        assertThat(files()).containsExactly(Path.of("plant/pictures/inspections/2026/11/23/7.png"));
    }

    @Test
    void knowsNothingOfOtherKeys() {
        DirectoryPictureStore store = new DirectoryPictureStore(folder);

        assertThat(store.get("a.png")).isEmpty();
        assertThat(store.get("a/b/c.png")).isEmpty();
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        DirectoryPictureStore store = new DirectoryPictureStore(folder);

        store.put("a.png", bytes("a long first picture"));
        store.put("a.png", bytes("short"));

        assertThat(store.get("a.png")).hasValue(bytes("short"));
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
        DirectoryPictureStore store = new DirectoryPictureStore(folder.resolve("inside"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(key, bytes("x")))
                .withMessageContaining("relative path");
        assertThatIllegalArgumentException().isThrownBy(() -> store.get(key));
        assertThat(files()).isEmpty();
    }

    @Test
    void takesKeysOfAtMostFiveHundredCharacters() {
        DirectoryPictureStore store = new DirectoryPictureStore(folder);
        String longest = ("a".repeat(99) + "/").repeat(5).substring(0, 499) + "b";

        store.put(longest, bytes("x"));

        assertThat(store.get(longest)).hasValue(bytes("x"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.put(longest + "b", bytes("x")));
    }

    @Test
    void followsALinkToADirectory() throws IOException {
        Path share = Files.createDirectory(folder.resolve("share"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), share);

        new DirectoryPictureStore(link).put("day/a.png", bytes("x"));

        assertThat(share.resolve("day/a.png")).hasContent("x");
    }

    @Test
    void refusesAFileInPlaceOfTheDirectory() throws IOException {
        Path file = Files.writeString(folder.resolve("pictures"), "a file");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> new DirectoryPictureStore(file))
                .withMessageContaining(file.toString());
    }

    @Test
    void saysThatAPictureCannotBeWritten() throws IOException {
        DirectoryPictureStore store = new DirectoryPictureStore(folder.resolve("pictures"));
        Files.delete(folder.resolve("pictures"));
        Files.writeString(folder.resolve("pictures"), "a file in its place");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.put("day/a.png", bytes("x")))
                .withMessageContaining("day/a.png")
                .withMessageContaining("pictures");
    }

    @Test
    void leavesNothingBehindWhenAPictureCannotBeWritten() throws IOException {
        DirectoryPictureStore store = new DirectoryPictureStore(folder);
        store.put("a/b.png", bytes("kept"));

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.put("a", bytes("x")));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.put("a/b.png/c", bytes("x")));

        assertThat(files()).containsExactly(Path.of("a/b.png"));
        assertThat(store.get("a/b.png")).hasValue(bytes("kept"));
    }

    @Test
    void saysThatAPictureCannotBeRead() throws IOException {
        DirectoryPictureStore store = new DirectoryPictureStore(folder);
        Files.createDirectory(folder.resolve("a.png"));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.get("a.png"))
                .withMessageContaining("a.png");
    }

    @Test
    void showsAReaderOnlyWholePictures() throws Exception {
        DirectoryPictureStore store = new DirectoryPictureStore(folder);
        byte[] first = new byte[200_000];
        byte[] second = new byte[300_000];
        Arrays.fill(second, (byte) 1);
        store.put("a.png", first);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 30; i++) {
                store.put("a.png", i % 2 == 0 ? second : first);
            }
            done.set(true);
        });

        while (!done.get() && !writer.isDone()) {
            byte[] seen = store.get("a.png").orElseThrow();
            assertThat(Arrays.equals(seen, first) || Arrays.equals(seen, second))
                    .isTrue();
        }

        writer.join();
        assertThat(files()).containsExactly(Path.of("a.png"));
    }
}
