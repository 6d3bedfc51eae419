package io.defectsdk.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A manual of a product. Immutable.
 *
 * @param id the database's key
 * @param productCode the product
 * @param fileName its file name, unique within the product, 1 to 255 characters, NFC-normalised
 * @param storageKey where it lies: a key of the SDK's storage, or a path from before where {@code content} is empty
 * @param content hash and size; empty for a row from before
 * @param revision 1 for the first file, one more with each {@link Manuals#replace}
 * @param active false once it is retired
 * @param createdAt when it was added
 * @param updatedAt when it was changed last
 */
public record Manual(
        long id,
        String productCode,
        String fileName,
        String storageKey,
        Optional<StoredContent> content,
        int revision,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {}
