package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.deployment.MapRule;
import io.defectsdk.inspection.InspectionArea;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From distances to a blurred map. */
class ScoreMapTest {
    /**
     * Computed once with PyTorch 2.7.1: a 5×7 grid through {@code interpolate(size=40, mode='bilinear')}, then
     * {@code pad(mode='reflect')} and {@code conv2d} with a normalised Gaussian of σ = 4 and 33 taps, both ways.
     */
    @Test
    void givesTheMapOfTheReference() {
        float[] squared = PatchEmbedderTest.drawn(35, 11);
        for (int i = 0; i < squared.length; i++) {
            squared[i] *= squared[i];
        }

        ScoreMap map = map(squared, 5, 7, 40);

        assertThat(map.width()).isEqualTo(40);
        assertThat(map.height()).isEqualTo(40);
        assertThat(map.max()).isCloseTo(2.385519f, within(2e-6f));
        assertThat(at(map, 0, 0)).isCloseTo(1.9487523f, within(2e-6f));
        assertThat(at(map, 0, 39)).isCloseTo(1.7984146f, within(2e-6f));
        assertThat(at(map, 39, 0)).isCloseTo(1.0677419f, within(2e-6f));
        assertThat(at(map, 39, 39)).isCloseTo(2.1852293f, within(2e-6f));
        assertThat(at(map, 20, 20)).isCloseTo(1.311072f, within(2e-6f));
        assertThat(at(map, 7, 31)).isCloseTo(1.8495184f, within(2e-6f));
        assertThat(at(map, 33, 4)).isCloseTo(1.0788218f, within(2e-6f));
    }

    private static ScoreMap map(float[] squared, int height, int width, int size) {
        return new ScoreMapper(
                        List.of(new PatchGrid.Shape(height, width)),
                        size,
                        size,
                        MapRule.BILINEAR,
                        InspectionArea.whole())
                .map(squared);
    }

    private static float at(ScoreMap map, int row, int column) {
        return map.values()[row * map.width() + column];
    }

    @Test
    void keepsAnEvenDistanceAsItIs() {
        float[] squared = new float[28 * 28];
        Arrays.fill(squared, 9f);

        ScoreMap map = map(squared, 28, 28, 256);

        assertThat(map.max()).isCloseTo(3f, within(1e-5f));
        for (float value : map.values()) {
            assertThat(value).isCloseTo(3f, within(1e-5f));
        }
    }

    @Test
    void takesTheHighestValueOfTheBlurredMapAsScore() {
        float[] squared = new float[28 * 28];
        squared[10 * 28 + 20] = 100;

        ScoreMap map = map(squared, 28, 28, 256);

        float highest = 0;
        int where = 0;
        for (int i = 0; i < map.values().length; i++) {
            if (map.values()[i] > highest) {
                highest = map.values()[i];
                where = i;
            }
        }
        assertThat(map.max()).isEqualTo(highest).isBetween(1f, 10f);
        assertThat(where / 256).isBetween(91, 100);
        assertThat(where % 256).isBetween(183, 192);
    }

    @ParameterizedTest
    @CsvSource({"1,4", "2,4", "3,4", "8,4", "16,4", "17,4", "33,4", "50,4", "20,0.5", "9,2.3"})
    void blursAsThePlainConvolutionDoes(int size, double sigma) {
        float[] plane = new float[size * size];
        Random random = new Random(size);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = random.nextFloat() * 50;
        }

        float[] blurred = new float[size * size];
        new BlurredResize(new PatchGrid.Shape(size, size), size, size, sigma, MapRule.BILINEAR)
                .add(plane, 0, 1, blurred);

        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                assertThat((double) blurred[y * size + x])
                        .as("(%d, %d)", x, y)
                        .isCloseTo(convolved(plane, size, sigma, y, x), within(1e-4));
            }
        }
    }

    /** In two dimensions at once, with the border mirrored at the outermost samples. */
    private static double convolved(float[] plane, int size, double sigma, int y, int x) {
        int radius = (int) Math.ceil(4 * sigma);
        double sum = 0;
        double weights = 0;
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                sum += weight * plane[mirrored(y + dy, size) * size + mirrored(x + dx, size)];
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static int mirrored(int index, int size) {
        int i = index;
        while (size > 1 && (i < 0 || i >= size)) {
            i = i < 0 ? -i : 2 * (size - 1) - i;
        }
        return size == 1 ? 0 : i;
    }
}
