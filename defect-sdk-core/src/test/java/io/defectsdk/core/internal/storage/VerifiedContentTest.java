package io.defectsdk.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.core.internal.picture.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedContentTest {
    private static final byte[] BYTES = "content".getBytes(StandardCharsets.UTF_8);
    private static final StoredContent EXPECTED = new StoredContent(Sha256.of(BYTES), BYTES.length);

    @TempDir
    private Path folder;

    private VerifiedContent content;

    @BeforeEach
    void store() {
        DirectoryObjectStore store = new DirectoryObjectStore(folder);
        store.put("a/b.png", new ByteArrayInputStream(BYTES));
        content = new VerifiedContent(store);
    }

    private StorageException refusal(StoredContent expected) {
        return catchThrowableOfType(StorageException.class, () -> content.read("기공.png", "a/b.png", expected));
    }

    @Test
    void givesWhatWasStored() {
        assertThat(content.read("기공.png", "a/b.png", EXPECTED)).isEqualTo(BYTES);
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        Files.delete(folder.resolve("a/b.png"));

        StorageException refusal = refusal(EXPECTED);

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONTENT_MISSING);
        assertThat(refusal).hasMessageContaining("기공.png").hasMessageContaining("a/b.png");
    }

    @Test
    void tellsAFileThatIsTooShortTooLongOrAnotherOne() throws Exception {
        for (String found : new String[] {"conten", "content and more", "cOntent", ""}) {
            Files.writeString(folder.resolve("a/b.png"), found);

            StorageException refusal = refusal(EXPECTED);

            assertThat(refusal.code()).as(found).isEqualTo(ErrorCode.CONTENT_DAMAGED);
            assertThat(refusal).hasMessageContaining("기공.png").hasMessageContaining("a/b.png");
        }
        assertThat(refusal(new StoredContent(EXPECTED.sha256(), 1L << 40)).code())
                .isEqualTo(ErrorCode.CONTENT_DAMAGED);
    }

    @Test
    void saysWhatCannotBeRead() throws Exception {
        Files.delete(folder.resolve("a/b.png"));
        Files.createDirectory(folder.resolve("a/b.png"));

        assertThat(refusal(EXPECTED).code()).isEqualTo(ErrorCode.STORAGE_FAILED);
        assertThat(refusal(EXPECTED)).hasMessageContaining("a/b.png");
    }
}
