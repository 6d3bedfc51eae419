package io.defectsdk.benchmarks.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.inspection.Box;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AUROC by picture and pixel, and AUPRO. */
class MetricsTest {
    /** Written by {@code benchmarks/reference/metrics_golden.py}: scikit-learn 1.9.1, SciPy 1.17.1. */
    static Stream<JsonNode> golden() throws IOException {
        try (InputStream json = MetricsTest.class.getResourceAsStream("golden.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(json).spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void agreesWithScikitLearnByPicture(JsonNode golden) {
        ImageScores images = new ImageScores();
        for (int i = 0; i < golden.get("imageScores").size(); i++) {
            images.add(
                    golden.get("imageScores").get(i).asDouble(),
                    golden.get("imageLabels").get(i).asBoolean());
        }

        assertThat(images.auroc().orElseThrow())
                .isCloseTo(golden.get("imageAuroc").asDouble(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void agreesWithScikitLearnByPixel(JsonNode golden) {
        PixelScores pixels = new PixelScores();
        int width = golden.get("width").asInt();
        int height = golden.get("height").asInt();
        for (int i = 0; i < golden.get("scores").size(); i++) {
            float[] scores = new float[width * height];
            boolean[] mask = new boolean[width * height];
            for (int pixel = 0; pixel < scores.length; pixel++) {
                scores[pixel] = (float) golden.get("scores").get(i).get(pixel).asDouble();
                mask[pixel] = golden.get("masks").get(i).asText().charAt(pixel) == '1';
            }
            pixels.add(scores, mask, width, height);
        }

        assertThat(pixels.auroc().orElseThrow())
                .isCloseTo(golden.get("pixelAuroc").asDouble(), within(1e-12));
        assertThat(pixels.aupro(0.3).orElseThrow())
                .isCloseTo(golden.get("aupro03").asDouble(), within(1e-12));
        assertThat(pixels.aupro(0.05).orElseThrow())
                .isCloseTo(golden.get("aupro005").asDouble(), within(1e-12));
        assertThat(pixels.aupro(1).orElseThrow()).isCloseTo(golden.get("aupro1").asDouble(), within(1e-12));
    }

    @Test
    void countsScoresOfAnyPrecisionAsWellAsTheExactOrderDoes() {
        Random random = new Random(5);
        PixelScores pixels = new PixelScores();
        ImageScores exact = new ImageScores();
        for (int picture = 0; picture < 4; picture++) {
            float[] scores = new float[2_000];
            boolean[] mask = new boolean[2_000];
            for (int i = 0; i < scores.length; i++) {
                mask[i] = random.nextInt(10) == 0;
                scores[i] = (float) Math.abs(random.nextGaussian() + (mask[i] ? 12 : 11));
                exact.add(scores[i], mask[i]);
            }
            pixels.add(scores, mask, 50, 40);
        }

        assertThat(pixels.auroc().orElseThrow()).isCloseTo(exact.auroc().orElseThrow(), within(1e-5));
    }

    @Test
    void saysNothingWhereThereIsOnlyOneKind() {
        ImageScores images = new ImageScores();
        images.add(1, true);
        PixelScores pixels = new PixelScores();
        pixels.add(new float[4], new boolean[4], 2, 2);

        assertThat(images.auroc()).isEmpty();
        assertThat(pixels.auroc()).isEmpty();
        assertThat(pixels.aupro(0.3)).isEmpty();
    }

    @Test
    void takesPixelsThatTouchAtACornerForOneRegion() {
        boolean[] mask = {
            true, false, false, true, //
            false, true, false, false, //
            false, false, false, true
        };

        ConnectedRegions regions = new ConnectedRegions(mask, 4, 3);

        assertThat(regions.count()).isEqualTo(3);
        assertThat(regions.sizeAt(0)).isEqualTo(2);
        assertThat(regions.sizeAt(5)).isEqualTo(2);
        assertThat(regions.sizeAt(3)).isEqualTo(1);
        assertThat(regions.sizeAt(1)).isZero();
        assertThat(regions.boxes()).containsExactly(new Box(0, 0, 2, 2), new Box(3, 0, 1, 1), new Box(3, 2, 1, 1));
    }

    @Test
    void refusesWhatIsNoScore() {
        assertThatThrownBy(() -> new PixelScores().add(new float[] {Float.NaN}, new boolean[1], 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pixel's score must be 0 or more, but is NaN");
        assertThatThrownBy(() -> new PixelScores().add(new float[3], new boolean[4], 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scores and mask of 2x2 must have 4 values each, but have 3 and 4");
        assertThatThrownBy(() -> new ImageScores().add(Double.NaN, true)).isInstanceOf(IllegalArgumentException.class);
    }
}
