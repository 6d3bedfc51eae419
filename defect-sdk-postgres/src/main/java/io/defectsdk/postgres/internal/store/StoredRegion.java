package io.defectsdk.postgres.internal.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Vertex;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link AnomalyRegion} lies in the database.
 *
 * @param centroid column and row; null in rows that are older than outlines
 * @param outline column and row of each corner by turns; null in rows that are older
 * @param millimetresPerPixel null where the recipe has no scale
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredRegion(
        Box box,
        long area,
        int peakX,
        int peakY,
        double peakScore,
        @Nullable List<Double> centroid,
        @Nullable List<Integer> outline,
        @Nullable Double millimetresPerPixel) {

    static StoredRegion of(AnomalyRegion region) {
        return new StoredRegion(
                region.box(),
                region.area(),
                region.peakX(),
                region.peakY(),
                region.peakScore(),
                List.of(region.centroidX(), region.centroidY()),
                region.outline().stream()
                        .flatMap(corner -> Stream.of(corner.x(), corner.y()))
                        .toList(),
                region.millimetresPerPixel().isPresent()
                        ? region.millimetresPerPixel().getAsDouble()
                        : null);
    }

    AnomalyRegion toRegion() {
        if (centroid == null || outline == null) {
            return new AnomalyRegion(box, area, peakX, peakY, peakScore);
        }
        if (centroid.size() != 2 || outline.size() % 2 != 0) {
            throw new IllegalArgumentException(
                    "a region's centroid has two numbers and its outline two a corner, but they have " + centroid.size()
                            + " and " + outline.size());
        }
        return new AnomalyRegion(
                box,
                area,
                centroid.get(0),
                centroid.get(1),
                peakX,
                peakY,
                peakScore,
                IntStream.range(0, outline.size() / 2)
                        .mapToObj(i -> new Vertex(outline.get(2 * i), outline.get(2 * i + 1)))
                        .toList(),
                millimetresPerPixel == null ? OptionalDouble.empty() : OptionalDouble.of(millimetresPerPixel));
    }
}
