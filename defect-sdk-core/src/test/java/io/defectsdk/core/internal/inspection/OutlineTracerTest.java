package io.defectsdk.core.internal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Vertex;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The outline holds the region, in few corners. */
class OutlineTracerTest {
    @Test
    void givesARectangleItsFourCorners() {
        List<Vertex> outline =
                OutlineTracer.outline(new Box(3, 5, 4, 2), List.of(new PixelRun(5, 3, 6), new PixelRun(6, 3, 6)));

        assertThat(outline)
                .containsExactlyInAnyOrder(new Vertex(3, 5), new Vertex(7, 5), new Vertex(7, 7), new Vertex(3, 7));
        assertThat(doubledArea(outline)).isEqualTo(16);
    }

    @Test
    void goesAroundPixelsThatTouchAtACorner() {
        List<Vertex> outline =
                OutlineTracer.outline(new Box(0, 0, 2, 2), List.of(new PixelRun(0, 1, 1), new PixelRun(1, 0, 0)));

        assertThat(holds(outline, 1, 0)).isTrue();
        assertThat(holds(outline, 0, 1)).isTrue();
    }

    @Test
    void runsStraightAlongASlope() {
        float[] values = new float[100 * 100];
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x <= y; x++) {
                values[y * 100 + x] = 1;
            }
        }

        List<Vertex> outline = regions(100, 100, values).get(0).outline();

        assertThat(outline).hasSizeLessThanOrEqualTo(5);
        assertThat(doubledArea(outline)).isLessThan(2 * 5050 + 2 * 100);
    }

    @Test
    void fitsARoundSpotClosely() {
        float[] values = disc(400, 400, 200, 200, 150);

        AnomalyRegion region = regions(400, 400, values).get(0);

        assertThat(region.outline()).hasSizeBetween(20, AnomalyRegion.MAX_OUTLINE);
        assertThat(doubledArea(region.outline()) / 2.0).isBetween((double) region.area(), region.area() * 1.02);
        assertThat(region.centroidX()).isEqualTo(200.5);
    }

    @Test
    void holdsEveryPixelOfRandomRegions() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int width = 1 + random.nextInt(60);
            int height = 1 + random.nextInt(60);
            float[] values = new float[width * height];
            double density = random.nextDouble();
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() < density ? 1 : 0;
            }
            requireHeld(width, height, values, "seed " + seed);
        }
    }

    @Test
    void keepsALongJaggedBoundaryShort() {
        // the teeth of a comb, a spiral's worth of corners: far more than an outline has
        int width = 3_000;
        float[] values = new float[width * 40];
        for (int x = 0; x < width; x++) {
            for (int y = x % 2 == 0 ? 0 : 38 - x % 7; y < 40; y++) {
                values[y * width + x] = 1;
            }
        }
        requireHeld(width, 40, values, "comb");
    }

    private static void requireHeld(int width, int height, float[] values, String name) {
        AnomalyMap map = new AnomalyMap(width, height, width, height, values);
        List<AnomalyRegion> regions = RegionFinder.find(map, 0.5);
        boolean[] held = new boolean[values.length];
        for (AnomalyRegion region : regions) {
            assertThat(region.outline()).as(name).hasSizeBetween(4, AnomalyRegion.MAX_OUTLINE);
            Box box = region.box();
            for (int y = box.y(); y < box.y() + box.height(); y++) {
                for (int x = box.x(); x < box.x() + box.width(); x++) {
                    held[y * width + x] |= holds(region.outline(), x, y);
                }
            }
            for (Vertex corner : region.outline()) {
                assertThat(corner.x()).isBetween(box.x(), box.x() + box.width());
                assertThat(corner.y()).isBetween(box.y(), box.y() + box.height());
            }
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                assertThat(held[i]).as("%s, pixel %d", name, i).isTrue();
            }
        }
    }

    private static List<AnomalyRegion> regions(int width, int height, float[] values) {
        return RegionFinder.find(new AnomalyMap(width, height, width, height, values), 0.5);
    }

    private static float[] disc(int width, int height, int centreX, int centreY, int radius) {
        float[] values = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                values[y * width + x] = Math.hypot(x - centreX, y - centreY) <= radius ? 1 : 0;
            }
        }
        return values;
    }

    /** Whether a pixel's four corners, a hair inwards, lie in the polygon. */
    private static boolean holds(List<Vertex> outline, int x, int y) {
        double hair = 1e-6;
        return winding(outline, x + hair, y + hair) != 0
                && winding(outline, x + 1 - hair, y + hair) != 0
                && winding(outline, x + hair, y + 1 - hair) != 0
                && winding(outline, x + 1 - hair, y + 1 - hair) != 0;
    }

    private static int winding(List<Vertex> outline, double x, double y) {
        int winding = 0;
        Vertex from = outline.get(outline.size() - 1);
        for (Vertex to : outline) {
            double side = (to.x() - from.x()) * (y - from.y()) - (x - from.x()) * (double) (to.y() - from.y());
            if (from.y() <= y && to.y() > y && side > 0) {
                winding++;
            } else if (from.y() > y && to.y() <= y && side < 0) {
                winding--;
            }
            from = to;
        }
        return winding;
    }

    /** Positive for a polygon that runs clockwise on the screen. */
    private static long doubledArea(List<Vertex> outline) {
        long sum = 0;
        Vertex from = outline.get(outline.size() - 1);
        for (Vertex to : outline) {
            sum += (long) from.x() * to.y() - (long) to.x() * from.y();
            from = to;
        }
        return sum;
    }
}
