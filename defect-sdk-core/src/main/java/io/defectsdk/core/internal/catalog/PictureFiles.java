package io.defectsdk.core.internal.catalog;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.inspection.Picture;

/** The files of registered pictures, verified by their rows. Thread-safe. */
public final class PictureFiles {
    private final VerifiedContent files;

    /** In this storage. */
    public PictureFiles(VerifiedContent files) {
        this.files = files;
    }

    /**
     * The file under its name.
     *
     * @throws StorageException {@code CONTENT_MISSING}, {@code CONTENT_DAMAGED}, or why it cannot be read
     */
    public Picture read(RegisteredPicture row) {
        return Picture.of(files.read(row.fileName(), row.storageKey(), content(row)), row.fileName());
    }

    private static StoredContent content(RegisteredPicture row) {
        return row.content()
                .orElseThrow(() -> new StorageException(
                        ErrorCode.CONTENT_MISSING,
                        "'" + row.fileName() + "' was taken over without its file, which an earlier system kept at "
                                + row.storageKey() + ": bring it with pictures().supplyContent(" + row.id()
                                + ", ...), or retire the picture",
                        null));
    }
}
