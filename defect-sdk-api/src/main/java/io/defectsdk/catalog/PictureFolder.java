package io.defectsdk.catalog;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder of pictures to be registered, all of one type. Immutable. Which files count: see
 * {@link io.defectsdk.inspection.Picture#folder}; links that lead out of the folder are refused.
 */
public final class PictureFolder {
    private static final int DEFAULT_MAX_FILES = 100_000;

    private final String productCode;
    private final PictureType type;
    private final @Nullable String defectCode;
    private final Path folder;
    private final boolean recursive;
    private final int maxFiles;

    private PictureFolder(
            String productCode,
            PictureType type,
            @Nullable String defectCode,
            Path folder,
            boolean recursive,
            int maxFiles) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.type = type;
        this.defectCode = defectCode;
        this.folder = requireNonNull(folder, "folder");
        this.recursive = recursive;
        this.maxFiles = maxFiles;
    }

    /** Pictures of good parts. */
    public static PictureFolder normal(String productCode, Path folder) {
        return new PictureFolder(productCode, PictureType.NORMAL, null, folder, false, DEFAULT_MAX_FILES);
    }

    /** Pictures to try the inspection with. */
    public static PictureFolder test(String productCode, Path folder) {
        return new PictureFolder(productCode, PictureType.TEST, null, folder, false, DEFAULT_MAX_FILES);
    }

    /** Pictures of defects of this type. */
    public static PictureFolder defect(String productCode, String defectCode, Path folder) {
        return new PictureFolder(
                productCode,
                PictureType.DEFECT,
                requireNonNull(defectCode, "defectCode"),
                folder,
                false,
                DEFAULT_MAX_FILES);
    }

    /** The same with all folders below it; hidden ones and links to folders are left out. */
    public PictureFolder withSubfolders() {
        return new PictureFolder(productCode, type, defectCode, folder, true, maxFiles);
    }

    /** The same with another limit of files, 1 to 1,000,000; default 100,000. A folder with more is refused as a whole. */
    public PictureFolder withMaxFiles(int limit) {
        return new PictureFolder(
                productCode, type, defectCode, folder, recursive, Checks.inRange(limit, "maxFiles", 1, 1_000_000));
    }

    /** The product. */
    public String productCode() {
        return productCode;
    }

    /** What the pictures are for. */
    public PictureType type() {
        return type;
    }

    /** Code of their defect type. */
    public Optional<String> defectCode() {
        return Optional.ofNullable(defectCode);
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Whether folders below it count. */
    public boolean recursive() {
        return recursive;
    }

    /** Files at most. */
    public int maxFiles() {
        return maxFiles;
    }
}
