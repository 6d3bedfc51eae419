package io.defectsdk.deployment;

import static java.util.Objects.requireNonNull;

import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.internal.Checks;
import java.util.OptionalDouble;

/**
 * What counts of a picture: where is looked, and how large a defect has to be. Immutable.
 *
 * <p>With a minimum defect of N pixels a picture's score is the highest level above which the anomaly map has a connected region
 * (8-neighbourhood) of N pixels or more, instead of its highest value: so a part is NG just when such a region lies above the NG
 * threshold. In the terms of mathematical morphology it is the maximum of the map's area opening (Vincent, Grayscale area openings and
 * closings, 1993). It needs no threshold to be defined, so OK pictures are scored, and thresholds found, by the same rule. It is measured
 * where the map is kept, at input resolution, each value of which stands for as many pixels as the picture has more of. A region is
 * larger than the flaw under it, because patches overlap and the map is blurred: even a speck makes a region some patches wide. So take
 * the minimum from the areas of {@link io.defectsdk.inspection.Inspection#regions()} of flaws that may pass.
 *
 * @param area where is looked
 * @param minimumDefect pixels of the picture that a region has at least; 1: all count
 * @param millimetresPerPixel scale of the pictures; 0: not known
 */
public record InspectionScope(InspectionArea area, long minimumDefect, double millimetresPerPixel) {
    /** Everything counts, and no scale is known. */
    public static final InspectionScope EVERYTHING = new InspectionScope(InspectionArea.whole(), 1, 0);

    /** Checks the ranges. */
    public InspectionScope {
        requireNonNull(area, "area");
        Checks.inRange(minimumDefect, "minimumDefect", 1, 1L << 40);
        Checks.inRange(millimetresPerPixel, "millimetresPerPixel", 0, 1_000);
    }

    /** Millimetres a pixel, where they are known. */
    public OptionalDouble scale() {
        return millimetresPerPixel == 0 ? OptionalDouble.empty() : OptionalDouble.of(millimetresPerPixel);
    }
}
