package io.defectsdk.catalog;

import static java.util.Objects.requireNonNull;

/**
 * Where on a picture a defect is. Immutable.
 *
 * @param defectCode code of the defect type, one of the picture's product, not {@code normal}
 * @param shape its outline, within the picture
 */
public record DefectRegion(String defectCode, RegionShape shape) {
    /** Checks that both are there. */
    public DefectRegion {
        requireNonNull(defectCode, "defectCode");
        requireNonNull(shape, "shape");
    }
}
