package io.defectsdk.spi;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the rows of registered pictures; see {@link Stores} for what all stores promise. The subject of audit entries is
 * {@code picture:<id>}. Methods with an id throw {@link io.defectsdk.UnknownEntryException} ({@code PICTURE_UNKNOWN}) if there
 * is none; those with a defect code {@link io.defectsdk.UnknownEntryException} ({@code DEFECT_TYPE_UNKNOWN}) if the product has
 * no such type, and {@link io.defectsdk.CatalogException} ({@code DEFECT_TYPE_UNFIT}) if it is retired or {@code normal}.
 */
public interface PictureStore {
    /**
     * A picture to be added.
     *
     * @param productCode the product
     * @param type what it is for
     * @param defectCode there for a {@link PictureType#DEFECT} picture alone
     * @param fileName 1 to 255 characters, kept as it is
     * @param storageKey where its file lies
     * @param content hash and size of the file
     * @param width upright width in pixels
     * @param height upright height in pixels
     * @param regions where on it the defects are; empty unless it is a {@link PictureType#DEFECT} picture
     */
    record Row(
            String productCode,
            PictureType type,
            Optional<String> defectCode,
            String fileName,
            String storageKey,
            StoredContent content,
            int width,
            int height,
            List<DefectRegion> regions) {
        /** Copies the regions, and checks that what belongs to a defect is there for one alone. */
        public Row {
            regions = List.copyOf(regions);
            if (defectCode.isPresent() != (type == PictureType.DEFECT)) {
                throw new IllegalArgumentException("a defect type belongs to a " + PictureType.DEFECT
                        + " picture and to no other one, but this is a " + type + " picture with "
                        + defectCode.orElse("none"));
            }
            if (!regions.isEmpty() && type != PictureType.DEFECT) {
                throw new IllegalArgumentException("regions mark defects, but this is a " + type + " picture");
            }
        }
    }

    /**
     * Adds a picture whose file was stored, and ends its upload (see {@link UploadStore}) in the same transaction; audit action
     * {@code picture.add}, detail the file name.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}
     * @throws io.defectsdk.LimitExceededException if the file name is longer than 255 characters
     * @throws io.defectsdk.DuplicateEntryException {@code PICTURE_EXISTS}; the upload stays
     * @throws io.defectsdk.StoreException retryable, if the upload was given up by another process meanwhile
     */
    RegisteredPicture add(Row picture, Actor actor, Instant now);

    /** One picture. */
    Optional<RegisteredPicture> find(long id);

    /**
     * A product's picture with this content.
     *
     * @param sha256 64 hexadecimal digits of either case
     * @throws IllegalArgumentException if it holds anything else
     */
    Optional<RegisteredPicture> findBySha256(String productCode, String sha256);

    /** Pictures by id. */
    Page<RegisteredPicture> list(PictureFilter filter, PageRequest page);

    /** Pictures whose file name matches, by rank, then by id. */
    List<RegisteredPicture> search(PictureFilter filter, NameSearch search);

    /** The regions of a picture, in their order; none for an unknown one. */
    List<DefectRegion> regions(long id);

    /**
     * Gives a picture another type; its regions stay as they are. Audit action
     * {@code picture.change}, fields {@code type} and {@code defect_code} as far as they change; nothing is logged where
     * nothing does.
     *
     * @param defectCode there for {@link PictureType#DEFECT} alone
     * @throws IllegalArgumentException if it is not
     */
    RegisteredPicture changeType(long id, PictureType type, Optional<String> defectCode, Actor actor, Instant now);

    /**
     * Replaces a defect picture's regions; audit action {@code picture.mark}, field {@code regions}, as {@link AuditRegions} has
     * them.
     *
     * @throws io.defectsdk.CatalogException {@code DEFECT_TYPE_UNFIT} if it is no defect picture
     */
    RegisteredPicture setRegions(long id, List<DefectRegion> regions, Actor actor, Instant now);

    /** Retires or restores a picture; audit action {@code picture.retire} or {@code picture.restore}. */
    RegisteredPicture setActive(long id, boolean active, Actor actor, Instant now);

    /**
     * Gives a picture a file that was stored, and ends its upload in the same transaction. A file that it had before counts as
     * an upload that was given up, so that it is deleted. Audit action {@code picture.supply}, fields
     * {@code storage_key}, and {@code sha256} and {@code bytes} where it had none.
     *
     * @throws io.defectsdk.CatalogException {@code CHANGED_MEANWHILE} if the picture has another hash
     * @throws io.defectsdk.DuplicateEntryException {@code PICTURE_EXISTS} if another picture of the product has this content
     * @throws io.defectsdk.StoreException retryable, if the upload was given up by another process meanwhile
     */
    RegisteredPicture supply(
            long id, String storageKey, StoredContent content, int width, int height, Actor actor, Instant now);
}
