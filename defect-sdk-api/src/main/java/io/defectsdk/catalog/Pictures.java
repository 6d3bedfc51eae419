package io.defectsdk.catalog;

import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.account.Actor;
import io.defectsdk.inspection.Picture;
import java.util.List;
import java.util.Optional;

/**
 * The registered pictures: of good parts, of known defects, and to try the inspection with. A row in the database, the file in
 * storage; a file is registered wholly or not at all, whatever dies in the middle. Thread-safe; each call blocks until it is
 * done, {@link #addFolder} excepted.
 *
 * <p>Methods that take an actor are for admins: a worker gets {@link io.defectsdk.AccessDeniedException}, and that is recorded.
 * Every method throws {@link io.defectsdk.StoreException} when the database is away or fails, those that touch files {@link
 * io.defectsdk.StorageException}. What happened to a picture is in the audit trail under the subject {@code picture:<id>}.
 */
public interface Pictures {
    /**
     * Registers a picture. It is decoded whole before, so that a truncated one is found now and not when it teaches. A
     * camera frame or image is stored as PNG.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} or {@code DEFECT_TYPE_UNKNOWN}
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}; {@code DEFECT_TYPE_UNFIT} if the defect type is retired or
     *     {@code normal}; {@code FILE_NAME_UNFIT} if the picture's file name holds control characters
     * @throws io.defectsdk.DuplicateEntryException {@code PICTURE_EXISTS} if the product has this very picture, retired or not
     * @throws io.defectsdk.LimitExceededException if it is larger than {@code max_upload_size_mb}, or its name is too long
     * @throws io.defectsdk.PictureException if it cannot be read or is not within the picture limits
     * @throws IllegalArgumentException if a region lies outside the picture
     */
    RegisteredPicture add(NewPicture picture, Actor actor);

    /**
     * Registers the pictures of a folder, one transaction a file; one run after the other. Duplicates and unreadable files
     * are reported and do not end the run. The folder is listed, and product and defect type are checked, before this returns.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} or {@code DEFECT_TYPE_UNKNOWN}
     * @throws io.defectsdk.CatalogException as {@link #add}; {@code FOLDER_UNREADABLE} if the folder is not there, is none, or
     *     cannot be read
     * @throws io.defectsdk.LimitExceededException if there are more files than {@link PictureFolder#maxFiles()}
     */
    FolderRun addFolder(PictureFolder folder, Actor actor);

    /** The picture with this id, retired or not. */
    Optional<RegisteredPicture> find(long id);

    /**
     * The product's picture with this SHA-256, retired or not.
     *
     * @param sha256 64 hexadecimal digits
     * @throws IllegalArgumentException if it is not of that form
     */
    Optional<RegisteredPicture> findBySha256(String productCode, String sha256);

    /** Pictures in the order in which they were registered. */
    Page<RegisteredPicture> list(PictureFilter filter, PageRequest page);

    /**
     * Pictures by file name; see {@link Catalog#searchProducts}.
     *
     * @param filter of which pictures
     * @param text 1 to 100 characters
     * @param limit pictures at most, 1 to 100
     */
    List<RegisteredPicture> search(PictureFilter filter, String text, int limit);

    /**
     * The file, verified by its hash.
     *
     * @return a picture of bytes under its file name, for an inspection or to be taught from
     * @throws io.defectsdk.UnknownEntryException {@code PICTURE_UNKNOWN}
     * @throws io.defectsdk.StorageException {@code CONTENT_MISSING} or {@code CONTENT_DAMAGED}, naming file and key
     */
    Picture content(long id);

    /** The regions marked on a picture, in their order; none for an unknown one. */
    List<DefectRegion> regions(long id);

    /**
     * Makes it a picture of a good part. Regions that were marked on it stay, and mean nothing as long as it is none of a
     * defect.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PICTURE_UNKNOWN}
     */
    RegisteredPicture makeNormal(long id, Actor actor);

    /** Makes it a picture to try the inspection with; as {@link #makeNormal}. */
    RegisteredPicture makeTest(long id, Actor actor);

    /**
     * Makes it a picture of a defect of this type. Its regions stay.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PICTURE_UNKNOWN} or {@code DEFECT_TYPE_UNKNOWN}
     * @throws io.defectsdk.CatalogException {@code DEFECT_TYPE_UNFIT}
     */
    RegisteredPicture makeDefect(long id, String defectCode, Actor actor);

    /**
     * Replaces the regions of a picture of a defect.
     *
     * @param regions at most {@value NewPicture#MAX_REGIONS}
     * @throws io.defectsdk.UnknownEntryException {@code PICTURE_UNKNOWN} or {@code DEFECT_TYPE_UNKNOWN}
     * @throws io.defectsdk.CatalogException {@code DEFECT_TYPE_UNFIT} if the picture or the type is not of a defect
     * @throws io.defectsdk.StorageException {@code CONTENT_MISSING} if the picture's size is not known, because its file was
     *     never brought: see {@link #supplyContent}
     * @throws IllegalArgumentException if a region lies outside the picture
     */
    RegisteredPicture markRegions(long id, List<DefectRegion> regions, Actor actor);

    /**
     * Retires a picture: it teaches and is found no more; the file stays.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PICTURE_UNKNOWN}
     */
    RegisteredPicture retire(long id, Actor actor);

    /** Takes a retirement back; throws as {@link #retire}. */
    RegisteredPicture restore(long id, Actor actor);

    /**
     * Brings the file of a picture whose row a hand-made database brought along without one, or whose file was lost or
     * damaged. In the latter case it must be the very same file, whatever it is called now; where nothing is wrong, nothing is
     * done.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PICTURE_UNKNOWN}
     * @throws io.defectsdk.DuplicateEntryException {@code PICTURE_EXISTS} if another picture of the product has this content
     * @throws io.defectsdk.CatalogException {@code CHANGED_MEANWHILE} if the row has another hash
     * @throws io.defectsdk.LimitExceededException if it is larger than {@code max_upload_size_mb}
     * @throws io.defectsdk.PictureException if it cannot be read or is not within the picture limits
     */
    RegisteredPicture supplyContent(long id, Picture picture, Actor actor);

    /**
     * Reads each of a product's files, retired ones included, and compares it with its row; takes long for many pictures.
     *
     * @return those whose file is missing or damaged or was never there, with what is wrong in words
     */
    List<Finding> verify(String productCode);

    /**
     * A picture whose file is not what its row says.
     *
     * @param picture the row
     * @param problem what is wrong
     */
    record Finding(RegisteredPicture picture, String problem) {}
}
