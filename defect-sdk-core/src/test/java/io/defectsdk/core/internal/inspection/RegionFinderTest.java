package io.defectsdk.core.internal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Vertex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionFinderTest {
    /** A map whose pixels are exactly these values. */
    private static AnomalyMap map(int width, int height, float[] values) {
        return new AnomalyMap(width, height, width, height, values);
    }

    private static AnomalyMap drawn(String... rows) {
        float[] values = new float[rows.length * rows[0].length()];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[0].length(); x++) {
                values[y * rows[0].length() + x] = rows[y].charAt(x) == '.' ? 0 : rows[y].charAt(x) - '0';
            }
        }
        return map(rows[0].length(), rows.length, values);
    }

    @Test
    void findsNothingInACalmMap() {
        assertThat(RegionFinder.find(drawn("....", "1111", "...."), 1)).isEmpty();
    }

    @Test
    void measuresBoxAreaAndPeak() {
        AnomalyMap map = drawn(
                ".......", //
                "..23...", "..292..", ".......");

        assertThat(RegionFinder.find(map, 1))
                .containsExactly(new AnomalyRegion(
                        new Box(2, 1, 3, 2),
                        5,
                        3.3,
                        2.1,
                        3,
                        2,
                        9,
                        List.of(
                                new Vertex(4, 1),
                                new Vertex(5, 2),
                                new Vertex(5, 3),
                                new Vertex(2, 3),
                                new Vertex(2, 1)),
                        OptionalDouble.empty()));
    }

    @Test
    void joinsDiagonalNeighbours() {
        assertThat(RegionFinder.find(drawn("2...", ".3..", "..2.", ".2.."), 1)).hasSize(1);
        assertThat(RegionFinder.find(drawn("...2", "..3.", ".2..", "..2."), 1)).hasSize(1);
        assertThat(RegionFinder.find(drawn("2.2.2", ".....", "2.2.2"), 1)).hasSize(6);
    }

    @Test
    void joinsTheArmsOfAU() {
        AnomalyMap map = drawn(
                "2..3", //
                "2..2", "2222");

        AnomalyRegion region = RegionFinder.find(map, 1).get(0);

        assertThat(RegionFinder.find(map, 1)).hasSize(1);
        assertThat(region.box()).isEqualTo(new Box(0, 0, 4, 3));
        assertThat(region.area()).isEqualTo(8);
        assertThat(region.centroidX()).isEqualTo(2);
        assertThat(region.centroidY()).isEqualTo(1.75);
    }

    @Test
    void followsASpiral() {
        AnomalyMap map = drawn(
                "222222222",
                "........2",
                "2222222.2",
                "2.....2.2",
                "2.222.2.2",
                "2.2...2.2",
                "2.22222.2",
                "2.......2",
                "222222222");

        List<AnomalyRegion> regions = RegionFinder.find(map, 1);

        assertThat(regions).hasSize(1);
        assertThat(regions.get(0).area()).isEqualTo(49);
        assertThat(regions.get(0).box()).isEqualTo(new Box(0, 0, 9, 9));
    }

    @Test
    void putsTheHighestPeakFirst() {
        AnomalyMap map = drawn("2..9..5", ".......", "7......");

        assertThat(RegionFinder.find(map, 1))
                .extracting(AnomalyRegion::peakScore)
                .containsExactly(9.0, 7.0, 5.0, 2.0);
    }

    @Test
    void agreesWithFloodFillOnRandomMaps() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int width = 1 + random.nextInt(30);
            int height = 1 + random.nextInt(30);
            float[] values = new float[width * height];
            double density = random.nextDouble();
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() < density ? 1 + random.nextInt(1000) : 0;
            }
            List<AnomalyRegion> found = new ArrayList<>(RegionFinder.find(map(width, height, values), 0.5));
            List<AnomalyRegion> expected = floodFill(width, height, values, 0.5f);

            // of several equal peaks in one region any may be named: it must be in the region's box and as high
            assertThat(measures(found)).as("seed %d", seed).isEqualTo(measures(expected));
            for (AnomalyRegion region : found) {
                assertThat((double) values[region.peakY() * width + region.peakX()])
                        .isEqualTo(region.peakScore());
                Box box = region.box();
                assertThat(region.peakX()).isBetween(box.x(), box.x() + box.width() - 1);
                assertThat(region.peakY()).isBetween(box.y(), box.y() + box.height() - 1);
            }
        }
    }

    private static List<List<Object>> measures(List<AnomalyRegion> regions) {
        return regions.stream()
                .map(region -> List.<Object>of(
                        region.box(), region.area(), region.peakScore(), region.centroidX(), region.centroidY()))
                .sorted(Comparator.comparing(List::toString))
                .toList();
    }

    private static List<AnomalyRegion> floodFill(int width, int height, float[] values, float threshold) {
        boolean[] seen = new boolean[values.length];
        List<AnomalyRegion> regions = new ArrayList<>();
        for (int start = 0; start < values.length; start++) {
            if (seen[start] || values[start] <= threshold) {
                continue;
            }
            Deque<Integer> open = new ArrayDeque<>(List.of(start));
            seen[start] = true;
            int left = width;
            int right = 0;
            int top = height;
            int bottom = 0;
            int peak = start;
            long area = 0;
            double sumX = 0;
            double sumY = 0;
            while (!open.isEmpty()) {
                int at = open.pop();
                int x = at % width;
                int y = at / width;
                area++;
                sumX += x + 0.5;
                sumY += y + 0.5;
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
                peak = values[at] > values[peak] ? at : peak;
                for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                    for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                        int next = ny * width + nx;
                        if (!seen[next] && values[next] > threshold) {
                            seen[next] = true;
                            open.push(next);
                        }
                    }
                }
            }
            regions.add(new AnomalyRegion(
                    new Box(left, top, right - left + 1, bottom - top + 1),
                    area,
                    sumX / area,
                    sumY / area,
                    peak % width,
                    peak / width,
                    values[peak],
                    List.of(),
                    OptionalDouble.empty()));
        }
        return regions;
    }

    @Test
    void leavesOutWhatIsSmallerThanAsked() {
        AnomalyMap map = drawn("9....", ".....", ".22..", ".2...");

        assertThat(RegionFinder.find(map, 1, 3)).extracting(AnomalyRegion::area).containsExactly(3L);
        assertThat(RegionFinder.find(map, 1, 4)).isEmpty();
    }

    @Test
    void namesTheHighestPixelWhereNoneIsAboveTheThreshold() {
        AnomalyMap map = drawn("1121", "1141", "1141");

        assertThat(RegionFinder.peak(map)).isEqualTo(new AnomalyRegion(new Box(2, 1, 1, 1), 1, 2, 1, 4));
    }

    @Test
    void takesLittleMemoryForALargePicture() {
        float[] grid = new float[256 * 256];
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            grid[random.nextInt(grid.length)] = 5;
        }
        AnomalyMap map = new AnomalyMap(8000, 8000, 256, 256, grid);
        RegionFinder.find(map, 1);

        long before = AllocatedBytes.now();
        List<AnomalyRegion> regions = RegionFinder.find(map, 1);

        assertThat(regions).hasSizeBetween(30, 40);
        // four bytes a pixel would be 256 MB
        assertThat(AllocatedBytes.now() - before).isLessThan(8 << 20);
    }
}
