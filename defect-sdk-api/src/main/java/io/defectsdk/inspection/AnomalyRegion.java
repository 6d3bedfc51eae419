package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A connected area (8-neighbourhood) of a picture whose scores are above the recipe's {@linkplain
 * io.defectsdk.deployment.RecipeSummary#regionThreshold() region threshold}; or the highest pixel alone, where none is. A part
 * that is not OK has at least one. Immutable.
 *
 * @param box the smallest box around it, in upright picture pixels
 * @param area number of pixels
 * @param centroidX column of the mean of its pixels' centres; the upper left pixel's centre is 0.5
 * @param centroidY row of that mean
 * @param peakX column of its highest score
 * @param peakY row of its highest score
 * @param peakScore its highest raw anomaly score
 * @param outline its outer boundary as a closed polygon, clockwise on the screen, 4 to {@value #MAX_OUTLINE} corners (of a record that is
 *     older than outlines: the box's). Simplified so that every pixel of the region lies in it (non-zero winding rule) and it stays
 *     within the box; it goes around holes as if they were filled
 * @param millimetresPerPixel the recipe's scale, where it has one
 */
public record AnomalyRegion(
        Box box,
        long area,
        double centroidX,
        double centroidY,
        int peakX,
        int peakY,
        double peakScore,
        List<Vertex> outline,
        OptionalDouble millimetresPerPixel) {
    /** An outline has at most this many corners. */
    public static final int MAX_OUTLINE = 200;

    /** Copies the outline. */
    public AnomalyRegion {
        outline = List.copyOf(outline);
        requireNonNull(millimetresPerPixel, "millimetresPerPixel");
    }

    /** A region of which no more is known than its box: that is its outline, and the box's middle its centroid. */
    public AnomalyRegion(Box box, long area, int peakX, int peakY, double peakScore) {
        this(
                box,
                area,
                box.x() + box.width() / 2.0,
                box.y() + box.height() / 2.0,
                peakX,
                peakY,
                peakScore,
                corners(box),
                OptionalDouble.empty());
    }

    private static List<Vertex> corners(Box box) {
        int right = box.x() + box.width();
        int bottom = box.y() + box.height();
        return List.of(
                new Vertex(box.x(), box.y()),
                new Vertex(right, box.y()),
                new Vertex(right, bottom),
                new Vertex(box.x(), bottom));
    }

    /** The same region on this scale. */
    public AnomalyRegion withMillimetresPerPixel(OptionalDouble scale) {
        return new AnomalyRegion(box, area, centroidX, centroidY, peakX, peakY, peakScore, outline, scale);
    }

    /** Its area in mm², where the recipe has a scale. */
    public OptionalDouble areaSquareMillimetres() {
        return scaled(area * millimetresPerPixel.orElse(0));
    }

    /** The box's width in mm, where the recipe has a scale. */
    public OptionalDouble widthMillimetres() {
        return scaled(box.width());
    }

    /** The box's height in mm, where the recipe has a scale. */
    public OptionalDouble heightMillimetres() {
        return scaled(box.height());
    }

    private OptionalDouble scaled(double value) {
        return millimetresPerPixel.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(value * millimetresPerPixel.getAsDouble());
    }

    /** Place, size and score in one line, in mm too where the recipe has a scale. */
    @Override
    public String toString() {
        String pixels = String.format(
                Locale.ROOT,
                "region at (%d, %d), %d x %d px, area %d px",
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                area);
        String millimetres = millimetresPerPixel.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (%.2f x %.2f mm, %.3f mm²)",
                        widthMillimetres().getAsDouble(),
                        heightMillimetres().getAsDouble(),
                        areaSquareMillimetres().getAsDouble());
        return pixels
                + millimetres
                + String.format(
                        Locale.ROOT,
                        ", centroid (%.1f, %.1f), peak %.3f at (%d, %d), outline of %d corners",
                        centroidX,
                        centroidY,
                        peakScore,
                        peakX,
                        peakY,
                        outline.size());
    }
}
