package io.defectsdk.catalog;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A picture of the catalogue. Immutable.
 *
 * @param id the database's key
 * @param productCode the product
 * @param type what it is for
 * @param defectCode code of the defect type; there for a {@link PictureType#DEFECT} picture
 * @param fileName the name it came under, 1 to 255 characters, NFC-normalised
 * @param storageKey where it lies: a key of the SDK's storage, or a path from before where a hand-made database was taken
 *     over and {@code content} is empty
 * @param content hash and size; empty for a row from before, until {@link Pictures#supplyContent} brings the file
 * @param width upright width in pixels; empty when {@code content} is
 * @param height upright height in pixels; empty when {@code content} is
 * @param regions how many regions are marked on it; see {@link Pictures#regions}
 * @param active false once it is retired
 * @param uploadedAt when it was added
 * @param uploadedBy name of who added it, if it is known
 */
public record RegisteredPicture(
        long id,
        String productCode,
        PictureType type,
        Optional<String> defectCode,
        String fileName,
        String storageKey,
        Optional<StoredContent> content,
        OptionalInt width,
        OptionalInt height,
        int regions,
        boolean active,
        Instant uploadedAt,
        Optional<String> uploadedBy) {}
