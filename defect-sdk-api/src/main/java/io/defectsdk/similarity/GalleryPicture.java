package io.defectsdk.similarity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A registered picture of a known defect, as a search sees it. Immutable.
 *
 * @param id the database's key, see {@link io.defectsdk.catalog.RegisteredPicture#id()}
 * @param productCode the product
 * @param defectCode code of the defect type
 * @param fileName the name it came under
 * @param storageKey where it lies
 * @param sha256 hash of its file, 64 lower-case hexadecimal digits
 * @param uploadedAt when it was registered
 */
public record GalleryPicture(
        long id,
        String productCode,
        String defectCode,
        String fileName,
        String storageKey,
        String sha256,
        Instant uploadedAt) {
    /** Checks that all is there. */
    public GalleryPicture {
        requireNonNull(productCode, "productCode");
        requireNonNull(defectCode, "defectCode");
        requireNonNull(fileName, "fileName");
        requireNonNull(storageKey, "storageKey");
        requireNonNull(sha256, "sha256");
        requireNonNull(uploadedAt, "uploadedAt");
    }
}
