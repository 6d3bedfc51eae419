package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.deployment.PatchEmbedding;
import io.defectsdk.spi.FeatureMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatchEmbedderTest {
    /** The same numbers as the reference drew for its golden values. */
    static float[] drawn(int count, int k) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (i * i * 31 + i * k * 17 + k) % 97 / 16f - 3;
        }
        return values;
    }

    /**
     * Computed once with PyTorch 2.7.1: {@code avg_pool2d(map, 3, 1, 1)} of each map, the second brought to the first's
     * size with {@code interpolate(mode='bilinear', align_corners=False)}, channels concatenated.
     */
    @Test
    void givesTheEmbeddingsOfTheReference() {
        PatchGrid grid = PatchEmbedder.embed(
                List.of(new FeatureMap(2, 6, 8, drawn(2 * 6 * 8, 3)), new FeatureMap(3, 3, 4, drawn(3 * 3 * 4, 5))),
                PatchEmbedding.MEAN);

        assertThat(grid.shapes()).containsExactly(new PatchGrid.Shape(6, 8));
        assertThat(grid.count()).isEqualTo(48);
        assertThat(grid.dimension()).isEqualTo(5);
        assertRow(grid, 0, 0.1805556f, -0.1458333f, -0.3958333f, 0.1736111f, -0.4930556f);
        assertRow(grid, 5, -0.0763889f, -0.6527778f, 0.0538194f, -0.4340278f, 0.578125f);
        assertRow(grid, 20, -0.9305556f, 0.1319444f, 0.1445312f, -0.6467014f, -0.0299479f);
        assertRow(grid, 33, 0.6041667f, -1.2916666f, 0.2725694f, -0.0603299f, -0.7999132f);
        assertRow(grid, 47, 0.2152778f, 0.1736111f, 0.548611f, -0.8472222f, -0.1111111f);
    }

    private static void assertRow(PatchGrid grid, int patch, float... expected) {
        for (int d = 0; d < expected.length; d++) {
            assertThat(grid.values()[patch * grid.dimension() + d])
                    .as("patch %d, dimension %d", patch, d)
                    .isCloseTo(expected[d], within(2e-6f));
        }
    }

    @Test
    void agreesWithThePlainFormulaOnOddSizes() {
        int[][] shapes = {{1, 1, 1, 1}, {7, 5, 3, 2}, {9, 4, 1, 4}, {4, 9, 5, 13}, {6, 6, 6, 6}};
        for (int[] shape : shapes) {
            FeatureMap first = random(3, shape[0], shape[1], 1);
            FeatureMap second = random(2, shape[2], shape[3], 2);

            PatchGrid grid = PatchEmbedder.embed(List.of(first, second), PatchEmbedding.MEAN);

            for (int y = 0; y < shape[0]; y++) {
                for (int x = 0; x < shape[1]; x++) {
                    for (int d = 0; d < 5; d++) {
                        double expected =
                                d < 3 ? pooled(first, d, y, x) : resized(second, d - 3, y, x, shape[0], shape[1]);
                        assertThat((double) grid.values()[(y * shape[1] + x) * 5 + d])
                                .as("%d, %d, %d of %s and %s", y, x, d, first, second)
                                .isCloseTo(expected, within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void bringsShallowLayersToTheDeepestGridByTheMeanOfEachCell() {
        for (int[] shape : new int[][] {{32, 32, 16, 16}, {9, 7, 4, 3}, {5, 6, 5, 6}}) {
            FeatureMap first = random(3, shape[0], shape[1], 1);
            FeatureMap second = random(2, shape[2], shape[3], 2);

            PatchGrid grid = PatchEmbedder.embed(List.of(first, second), PatchEmbedding.COARSE_MEAN);

            assertThat(grid.shapes()).containsExactly(new PatchGrid.Shape(shape[2], shape[3]));
            for (int y = 0; y < shape[2]; y++) {
                for (int x = 0; x < shape[3]; x++) {
                    for (int d = 0; d < 5; d++) {
                        double expected = d < 3 ? meanOfCell(first, d, y, x, second) : pooled(second, d - 3, y, x);
                        assertThat((double) grid.values()[(y * shape[3] + x) * 5 + d])
                                .as("%d, %d, %d of %s and %s", y, x, d, first, second)
                                .isCloseTo(expected, within(1e-5));
                    }
                }
            }
        }
    }

    /** The mean of all positions whose cell meets the coarser grid's cell. */
    private static double meanOfCell(FeatureMap map, int channel, int y, int x, FeatureMap grid) {
        double sum = 0;
        int count = 0;
        for (int row = 0; row < map.height(); row++) {
            for (int column = 0; column < map.width(); column++) {
                boolean down =
                        (row + 1) * grid.height() > y * map.height() && row * grid.height() < (y + 1) * map.height();
                boolean across =
                        (column + 1) * grid.width() > x * map.width() && column * grid.width() < (x + 1) * map.width();
                if (down && across) {
                    sum += pooled(map, channel, row, column);
                    count++;
                }
            }
        }
        return sum / count;
    }

    @Test
    void givesTheBitsOfThePlainLoops() {
        // three blocks of channels and a rest; a deeper map; one of another shape
        List<FeatureMap> maps = List.of(random(51, 32, 32, 3), random(20, 16, 16, 4), random(1, 7, 45, 5));

        PatchGrid grid = PatchEmbedder.embed(maps, PatchEmbedding.MEAN);

        int dimension = 0;
        for (FeatureMap map : maps) {
            for (int channel = 0; channel < map.channels(); channel++, dimension++) {
                float[] pooled = pooledInFloat(map, channel);
                for (int patch = 0; patch < grid.count(); patch++) {
                    float expected = resizedInFloat(map, pooled, patch / 32, patch % 32, 32, 32);
                    float found = grid.values()[patch * grid.dimension() + dimension];
                    assertThat(Float.floatToRawIntBits(found))
                            .as("patch %d, channel %d of %s: %s and %s", patch, channel, map, found, expected)
                            .isEqualTo(Float.floatToRawIntBits(expected));
                }
            }
        }
        assertThat(grid.dimension()).isEqualTo(dimension);
    }

    private static float[] pooledInFloat(FeatureMap map, int channel) {
        float[] pooled = new float[map.height() * map.width()];
        for (int i = 0; i < pooled.length; i++) {
            float sum = 0;
            for (int y = i / map.width() - 1; y <= i / map.width() + 1; y++) {
                for (int x = i % map.width() - 1; x <= i % map.width() + 1; x++) {
                    if (y >= 0 && y < map.height() && x >= 0 && x < map.width()) {
                        sum += map.values()[(channel * map.height() + y) * map.width() + x];
                    }
                }
            }
            pooled[i] = sum / 9;
        }
        return pooled;
    }

    private static float resizedInFloat(FeatureMap map, float[] plane, int y, int x, int height, int width) {
        float fromY = Math.max(0, (y + 0.5f) * ((float) map.height() / height) - 0.5f);
        float fromX = Math.max(0, (x + 0.5f) * ((float) map.width() / width) - 0.5f);
        int top = Math.min((int) fromY, map.height() - 1);
        int left = Math.min((int) fromX, map.width() - 1);
        int bottom = Math.min(top + 1, map.height() - 1);
        int right = Math.min(left + 1, map.width() - 1);
        float across = fromX - left;
        float down = fromY - top;
        float upper = plane[top * map.width() + left] * (1 - across) + plane[top * map.width() + right] * across;
        float lower = plane[bottom * map.width() + left] * (1 - across) + plane[bottom * map.width() + right] * across;
        return upper * (1 - down) + lower * down;
    }

    private static FeatureMap random(int channels, int height, int width, long seed) {
        Random random = new Random(seed);
        float[] values = new float[channels * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 10;
        }
        return new FeatureMap(channels, height, width, values);
    }

    /** The mean of 3×3 values, zeros outside. */
    private static double pooled(FeatureMap map, int channel, int y, int x) {
        double sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                boolean inside = y + dy >= 0 && y + dy < map.height() && x + dx >= 0 && x + dx < map.width();
                sum += inside ? map.values()[(channel * map.height() + y + dy) * map.width() + x + dx] : 0;
            }
        }
        return sum / 9;
    }

    /** Bilinear with half-pixel centres, positions before the first and after the last centre held there. */
    private static double resized(FeatureMap map, int channel, int y, int x, int height, int width) {
        double fromY = Math.min(Math.max((y + 0.5) * map.height() / height - 0.5, 0), map.height() - 1);
        double fromX = Math.min(Math.max((x + 0.5) * map.width() / width - 0.5, 0), map.width() - 1);
        int top = (int) Math.floor(fromY);
        int left = (int) Math.floor(fromX);
        int bottom = Math.min(top + 1, map.height() - 1);
        int right = Math.min(left + 1, map.width() - 1);
        double down = fromY - top;
        double across = fromX - left;
        return (1 - down) * (1 - across) * pooled(map, channel, top, left)
                + (1 - down) * across * pooled(map, channel, top, right)
                + down * (1 - across) * pooled(map, channel, bottom, left)
                + down * across * pooled(map, channel, bottom, right);
    }
}
