package io.defectsdk.catalog;

import io.defectsdk.account.Actor;
import java.util.List;
import java.util.Optional;

/**
 * The manuals of the products: registered and stored. A row in the database, the file in storage, wholly or not at all.
 * Thread-safe; each call blocks until it is done.
 *
 * <p>Methods that take an actor are for admins: a worker gets {@link io.defectsdk.AccessDeniedException}, and that is recorded.
 * Every method throws {@link io.defectsdk.StoreException} when the database is away or fails, those that touch files {@link
 * io.defectsdk.StorageException}. What happened to a manual is in the audit trail under the subject {@code manual:<id>}.
 */
public interface Manuals {
    /**
     * Registers a manual.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}; {@code MANUAL_FORMAT_UNSUPPORTED} if the file is
     *     neither PDF nor DOCX, or not what its name says; {@code FILE_NAME_UNFIT} if its name holds control characters
     * @throws io.defectsdk.DuplicateEntryException {@code MANUAL_EXISTS} if the product has a manual of this name, retired
     *     or not: {@link #replace} it
     * @throws io.defectsdk.LimitExceededException if it is larger than {@code max_upload_size_mb}, or its name is too long
     * @throws io.defectsdk.StorageException if the file cannot be read
     */
    Manual add(NewManual manual, Actor actor);

    /**
     * Replaces the file of a manual, which keeps its id and name, whatever the new file is called; the same file again changes nothing, unless the stored one
     * was lost or damaged. The old file stays in storage, under the key that the audit trail names.
     *
     * @throws io.defectsdk.UnknownEntryException {@code MANUAL_UNKNOWN}
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}; {@code MANUAL_FORMAT_UNSUPPORTED} if the file is neither
     *     PDF nor DOCX, or PDF where the manual is DOCX by its name, or the other way round
     * @throws io.defectsdk.LimitExceededException if it is larger than {@code max_upload_size_mb}
     * @throws io.defectsdk.StorageException if the file cannot be read
     */
    Manual replace(long id, ManualFile file, Actor actor);

    /** The manual with this id, retired or not. */
    Optional<Manual> find(long id);

    /** A product's manuals, retired ones included, ordered by file name (by Unicode code point); none for an unknown one. */
    List<Manual> list(String productCode);

    /**
     * Manuals of all products by file name; see {@link Catalog#searchProducts}.
     *
     * @param text 1 to 100 characters
     * @param limit manuals at most, 1 to 100
     */
    List<Manual> search(String text, int limit);

    /**
     * The file's bytes, verified by their hash.
     *
     * @throws io.defectsdk.UnknownEntryException {@code MANUAL_UNKNOWN}
     * @throws io.defectsdk.StorageException {@code CONTENT_MISSING} or {@code CONTENT_DAMAGED}, naming file and key
     */
    byte[] content(long id);

    /**
     * Retires a manual: guides cite it no more.
     *
     * @throws io.defectsdk.UnknownEntryException {@code MANUAL_UNKNOWN}
     */
    Manual retire(long id, Actor actor);

    /** Takes a retirement back; throws as {@link #retire}. */
    Manual restore(long id, Actor actor);
}
