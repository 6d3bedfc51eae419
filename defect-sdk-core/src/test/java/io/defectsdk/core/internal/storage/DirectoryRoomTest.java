package io.defectsdk.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A disk that is full, and what dead processes leave on it. */
class DirectoryRoomTest {
    private static final int MEGABYTE = 1 << 20;

    private final FileSystem disk = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setMaxSize(2 * MEGABYTE).build());
    private final Path root = disk.getPath("/plant/storage");
    private final DirectoryObjectStore store = new DirectoryObjectStore(root);

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private static InputStream failing(String words) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException(words);
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                return read();
            }
        };
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void saysWhatAFileNeedsAndWhatIsFree() throws IOException {
        store.put("a.png", bytes(MEGABYTE));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.put("catalog/b.png", bytes(MEGABYTE + 5)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                .withMessageContaining("catalog/b.png needs 1048581 bytes or more")
                .withMessageContaining("1048576 free")
                .withMessageContaining("/plant/storage");

        assertThat(files()).containsExactly("a.png");
        store.put("catalog/b.png", bytes(MEGABYTE));
        assertThat(files()).containsExactly("a.png", "catalog/b.png");
    }

    @Test
    void keepsWhatWasThereWhenThereIsNoRoomForAnother() throws IOException {
        store.put("a.png", bytes(10));

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.put("a.png", bytes(3 * MEGABYTE)));

        assertThat(Files.size(root.resolve("a.png"))).isEqualTo(10);
    }

    @Test
    void callsAFailingStreamNoFullDisk() throws IOException {
        InputStream broken = new SequenceInputStream(bytes(10), failing("the camera was unplugged"));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.put("a.png", broken))
                .withMessageContaining("a.png")
                .withMessageContaining("the camera was unplugged")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED));

        assertThat(files()).isEmpty();
    }

    /** No quota can be set here: what the system would say while it writes, the stream says. */
    @Test
    void callsAUsedUpQuotaFullThoughTheDiskHasRoom() throws IOException {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.put("catalog/a.png", failing("Disk quota exceeded")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                .withMessageContaining("catalog/a.png")
                .withMessageContaining("Disk quota exceeded")
                .withMessageContaining("/plant/storage");

        assertThat(files()).isEmpty();
    }

    @Test
    void removesWhatIsHalfWrittenForMoreThanADay() throws IOException {
        Path old = Files.writeString(root.resolve(".parts/old.part"), "ha");
        Path young = Files.writeString(root.resolve(".parts/young.part"), "lf");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofHours(23))));

        new DirectoryObjectStore(root);

        assertThat(files()).containsExactly(".parts/young.part");
    }

    @Test
    void opensWhereAnOldPartCannotBeRemoved() throws IOException {
        Path stuck = Files.createDirectories(root.resolve(".parts/full/of"));
        Files.setLastModifiedTime(stuck.getParent(), FileTime.from(Instant.EPOCH));

        new DirectoryObjectStore(root).put("a.png", bytes(1));

        assertThat(files()).containsExactly("a.png");
        assertThat(stuck).exists();
    }

    @Test
    void deletesFilesAndNothingElse() throws IOException {
        store.put("day/a.png", bytes(1));

        assertThat(store.delete("day/a.png")).isTrue();
        assertThat(store.delete("day/a.png")).isFalse();
        assertThat(store.delete("no/such.png")).isFalse();
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.delete("day"))
                .withMessageContaining("is a directory");
    }
}
