package io.defectsdk.spi;

import io.defectsdk.account.Actor;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.StoredContent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the rows of manuals; see {@link Stores} for what all stores promise. The subject of audit entries is
 * {@code manual:<id>}. Methods with an id throw {@link io.defectsdk.UnknownEntryException} ({@code MANUAL_UNKNOWN}) if there is
 * none.
 */
public interface ManualStore {
    /**
     * Adds a manual whose file was stored, revision 1, and ends its upload (see {@link UploadStore}) in the same transaction;
     * audit action {@code manual.add}, detail the file name.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}
     * @throws io.defectsdk.LimitExceededException if the file name is longer than 255 characters
     * @throws io.defectsdk.DuplicateEntryException {@code MANUAL_EXISTS}; the upload stays
     * @throws io.defectsdk.StoreException retryable, if the upload was given up by another process meanwhile
     */
    Manual add(String productCode, String fileName, String storageKey, StoredContent content, Actor actor, Instant now);

    /**
     * Gives a manual another file that was stored, one revision more, not indexed any more, and ends its upload in the same
     * transaction; the old file stays in storage. Audit action {@code manual.replace}, fields {@code sha256} and
     * {@code storage_key}.
     *
     * @throws io.defectsdk.StoreException retryable, if the upload was given up by another process meanwhile
     */
    Manual replace(long id, String storageKey, StoredContent content, Actor actor, Instant now);

    /** One manual. */
    Optional<Manual> find(long id);

    /** A product's manual of this name. */
    Optional<Manual> findByName(String productCode, String fileName);

    /** A product's manuals, ordered by file name, by Unicode code point. */
    List<Manual> list(String productCode);

    /** Manuals whose file name matches, by rank, then by id. */
    List<Manual> search(NameSearch search);

    /** Retires or restores a manual; audit action {@code manual.retire} or {@code manual.restore}. */
    Manual setActive(long id, boolean active, Actor actor, Instant now);
}
