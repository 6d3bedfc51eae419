package io.defectsdk.catalog;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.Picture;
import io.defectsdk.internal.Checks;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A picture to be registered. Immutable. */
public final class NewPicture {
    /** More regions than this nobody marks on one picture. */
    public static final int MAX_REGIONS = 1_000;

    private final String productCode;
    private final PictureType type;
    private final @Nullable String defectCode;
    private final Picture picture;
    private final List<DefectRegion> regions;

    private NewPicture(
            String productCode,
            PictureType type,
            @Nullable String defectCode,
            Picture picture,
            List<DefectRegion> regions) {
        this.productCode = requireNonNull(productCode, "productCode");
        this.type = type;
        this.defectCode = defectCode;
        this.picture = requireNonNull(picture, "picture");
        this.regions = List.copyOf(regions);
        Checks.inRange(this.regions.size(), "regions of a picture", 0, MAX_REGIONS);
    }

    /** A picture of a good part. */
    public static NewPicture normal(String productCode, Picture picture) {
        return new NewPicture(productCode, PictureType.NORMAL, null, picture, List.of());
    }

    /** A picture to try the inspection with. */
    public static NewPicture test(String productCode, Picture picture) {
        return new NewPicture(productCode, PictureType.TEST, null, picture, List.of());
    }

    /** A picture of a defect of this type. */
    public static NewPicture defect(String productCode, String defectCode, Picture picture) {
        return new NewPicture(
                productCode, PictureType.DEFECT, requireNonNull(defectCode, "defectCode"), picture, List.of());
    }

    /**
     * The same with marked regions, at most {@value #MAX_REGIONS}; only a picture of a defect has any.
     *
     * @throws IllegalArgumentException if it is not a picture of a defect
     */
    public NewPicture withRegions(List<DefectRegion> marked) {
        if (type != PictureType.DEFECT) {
            throw new IllegalArgumentException("regions mark defects, but this is a " + type + " picture");
        }
        return new NewPicture(productCode, type, defectCode, picture, marked);
    }

    /** The product. */
    public String productCode() {
        return productCode;
    }

    /** What it is for. */
    public PictureType type() {
        return type;
    }

    /** Code of the defect type. */
    public Optional<String> defectCode() {
        return Optional.ofNullable(defectCode);
    }

    /** The picture. */
    public Picture picture() {
        return picture;
    }

    /** Where on it the defects are. */
    public List<DefectRegion> regions() {
        return regions;
    }
}
