package io.defectsdk.postgres.internal.store;

import io.defectsdk.catalog.Mask;
import io.defectsdk.catalog.Point;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.inspection.Box;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How regions lie in {@code image_regions.shape}: as a box, a polygon or a mask. */
final class Shapes {
    private static final String COLUMN = "image_regions.shape";

    /** One of the three. */
    private record Shape(
            @Nullable List<Integer> box,
            @Nullable List<List<Double>> polygon,
            @Nullable Runs mask) {}

    private record Runs(int width, int height, List<Integer> runs) {}

    private Shapes() {}

    static String write(RegionShape shape) {
        if (shape instanceof RegionShape.Rectangle rectangle) {
            Box box = rectangle.box();
            return Json.write(Map.of("box", List.of(box.x(), box.y(), box.width(), box.height())));
        }
        if (shape instanceof RegionShape.Polygon polygon) {
            return Json.write(Map.of(
                    "polygon",
                    polygon.points().stream()
                            .map(point -> List.of(point.x(), point.y()))
                            .toList()));
        }
        Mask mask = (Mask) shape;
        return Json.write(Map.of(
                "mask",
                new Runs(
                        mask.width(),
                        mask.height(),
                        Arrays.stream(mask.runs()).boxed().toList())));
    }

    static RegionShape read(String json) {
        Shape shape = Json.read(COLUMN, json, Shape.class);
        try {
            if (shape.box() != null) {
                List<Integer> box = ofLength(4, shape.box());
                return RegionShape.box(box.get(0), box.get(1), box.get(2), box.get(3));
            }
            if (shape.polygon() != null) {
                return RegionShape.polygon(shape.polygon().stream()
                        .map(corner -> ofLength(2, corner))
                        .map(corner -> new Point(corner.get(0), corner.get(1)))
                        .toList());
            }
            if (shape.mask() != null) {
                Runs mask = shape.mask();
                int[] runs = mask.runs().stream().mapToInt(Integer::intValue).toArray();
                return Mask.ofRuns(mask.width(), mask.height(), runs);
            }
            throw new IllegalArgumentException("neither box nor polygon nor mask");
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Json.unreadable(COLUMN, e);
        }
    }

    private static <T> List<T> ofLength(int expected, List<T> numbers) {
        if (numbers.size() != expected) {
            throw new IllegalArgumentException(numbers.size() + " numbers where " + expected + " were expected");
        }
        return numbers;
    }
}
