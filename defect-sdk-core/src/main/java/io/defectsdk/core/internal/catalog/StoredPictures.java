package io.defectsdk.core.internal.catalog;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.inspection.Picture;
import java.util.Optional;

/** The files of registered pictures, as their rows tell of them. Thread-safe. */
public final class StoredPictures {
    private final VerifiedContent content;

    /** In this storage. */
    public StoredPictures(VerifiedContent content) {
        this.content = content;
    }

    /**
     * A picture's file.
     *
     * @throws StorageException {@code CONTENT_MISSING}, {@code CONTENT_DAMAGED}, or why it cannot be read
     */
    public Picture picture(RegisteredPicture picture) {
        byte[] bytes = bytes(picture);
        String name = FileNames.printable(picture.fileName()); // a row from before may be called anything
        return name.isBlank() ? Picture.of(bytes) : Picture.of(bytes, name);
    }

    /** What is wrong with a picture's file, if anything is. */
    Optional<String> problem(RegisteredPicture picture) {
        try {
            bytes(picture);
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private byte[] bytes(RegisteredPicture picture) {
        return content.read(picture.fileName(), picture.storageKey(), requireContent(picture));
    }

    /**
     * Hash and size of a picture's file.
     *
     * @throws StorageException {@code CONTENT_MISSING} if the row came without one
     */
    StoredContent requireContent(RegisteredPicture picture) {
        return picture.content()
                .orElseThrow(() -> new StorageException(
                        ErrorCode.CONTENT_MISSING,
                        "the file of picture " + picture.id() + " ('" + FileNames.printable(picture.fileName())
                                + "') was never brought: its row is from a hand-made database, where it lay at "
                                + FileNames.printable(picture.storageKey())
                                + "; bring it by supplyContent",
                        null));
    }
}
