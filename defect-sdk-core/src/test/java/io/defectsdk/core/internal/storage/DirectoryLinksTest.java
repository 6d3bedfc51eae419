package io.defectsdk.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that somebody laid inside the storage directory. */
class DirectoryLinksTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path outside;
    private DirectoryObjectStore store;

    @BeforeEach
    void open() throws IOException {
        root = folder.resolve("storage");
        outside = Files.createDirectory(folder.resolve("outside"));
        store = new DirectoryObjectStore(root);
    }

    private void put(String key, String text) {
        store.put(key, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String get(String key) throws IOException {
        try (var stream = store.open(key).orElseThrow()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writesNothingThroughALinkToAFolderOutside() throws IOException {
        Files.createSymbolicLink(root.resolve("catalog"), outside);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> put("catalog/a.png", "x"))
                .withMessageContaining("catalog/a.png")
                .withMessageContaining("leads out");
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> put("catalog/deeper/a.png", "x"));

        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void readsAndDeletesNothingThroughALinkToAFolderOutside() throws IOException {
        Files.writeString(outside.resolve("secret.png"), "secret");
        Files.createSymbolicLink(root.resolve("catalog"), outside);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> get("catalog/secret.png"))
                .withMessageContaining("catalog/secret.png")
                .withMessageContaining("leads out");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.delete("catalog/secret.png"))
                .withMessageContaining("leads out");

        assertThat(outside.resolve("secret.png")).hasContent("secret");
    }

    @Test
    void readsNoLinkToAFileOutside() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("a.png"), secret);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> get("a.png"))
                .withMessageContaining("leads out");
    }

    @Test
    void replacesAndDeletesALinkItselfNotWhatItLeadsTo() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("a.png"), secret);
        Files.createSymbolicLink(root.resolve("b.png"), secret);

        put("a.png", "mine");
        assertThat(store.delete("b.png")).isTrue();

        assertThat(get("a.png")).isEqualTo("mine");
        assertThat(root.resolve("b.png")).doesNotExist();
        assertThat(secret).hasContent("secret");
    }

    @Test
    void followsLinksThatStayInside() throws IOException {
        put("real/a.png", "x");
        Files.createSymbolicLink(root.resolve("also"), root.resolve("real"));

        put("also/b.png", "y");

        assertThat(get("also/a.png")).isEqualTo("x");
        assertThat(get("real/b.png")).isEqualTo("y");
        assertThat(store.delete("also/a.png")).isTrue();
        assertThat(store.open("real/a.png")).isEmpty();
    }

    @Test
    void writesNoPartsThroughALinkOutside() throws IOException {
        Files.delete(root.resolve(".parts"));
        Files.createSymbolicLink(root.resolve(".parts"), outside);

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> put("a.png", "x"));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> new DirectoryObjectStore(root))
                .withMessageContaining("leads out");

        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void survivesALinkToItself() throws IOException {
        Files.createSymbolicLink(root.resolve("a.png"), root.resolve("a.png"));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> get("a.png"))
                .withMessageContaining("a.png");
        put("a.png", "x");

        assertThat(get("a.png")).isEqualTo("x");
    }
}
