package io.defectsdk.core.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.inspection.EncodedPicture;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StoredPicturesTest {
    private static final byte[] BYTES = "a picture".getBytes(StandardCharsets.UTF_8);
    private static final StoredContent CONTENT = new StoredContent(Sha256.of(BYTES), BYTES.length);

    private final ObjectStore storage = new InMemoryStores().objects();
    private final StoredPictures files = new StoredPictures(new VerifiedContent(storage));

    private static RegisteredPicture row(String key, Optional<StoredContent> content) {
        return new RegisteredPicture(
                7,
                "prod1",
                PictureType.NORMAL,
                Optional.empty(),
                "양품.png",
                key,
                content,
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                true,
                Instant.EPOCH,
                Optional.empty());
    }

    private StorageException refusal(RegisteredPicture row) {
        return catchThrowableOfType(StorageException.class, () -> files.picture(row));
    }

    @Test
    void givesTheFileUnderItsName() {
        storage.put("pictures/7.png", new ByteArrayInputStream(BYTES));

        EncodedPicture picture = (EncodedPicture) files.picture(row("pictures/7.png", Optional.of(CONTENT)));

        assertThat(picture.bytes()).isEqualTo(BYTES);
        assertThat(picture.name()).hasValue("양품.png");
    }

    @Test
    void tellsAMissingFileFromADamagedOne() {
        storage.put("pictures/7.png", new ByteArrayInputStream(new byte[BYTES.length]));

        assertThat(refusal(row("pictures/7.png", Optional.of(CONTENT))).code()).isEqualTo(ErrorCode.CONTENT_DAMAGED);
        assertThat(refusal(row("pictures/8.png", Optional.of(CONTENT))).code()).isEqualTo(ErrorCode.CONTENT_MISSING);
    }

    /** What an earlier system wrote as a path need not be a key of ours, and is not looked for. */
    @Test
    void saysThatARowThatWasTakenOverNeverHadAFileHere() {
        StorageException refusal = refusal(row("C:\\사진\\..\\양품.png", Optional.empty()));

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONTENT_MISSING);
        assertThat(refusal)
                .hasMessageContaining("양품.png")
                .hasMessageContaining("C:\\사진\\..\\양품.png")
                .hasMessageContaining("picture 7")
                .hasMessageContaining("supplyContent");
    }
}
