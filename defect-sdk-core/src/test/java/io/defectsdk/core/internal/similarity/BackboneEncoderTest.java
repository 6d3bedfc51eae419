package io.defectsdk.core.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.IncompatibleModelException;
import io.defectsdk.InferenceException;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackboneEncoderTest {
    private static final PixelImage PICTURE = PixelImage.ofBytes(2, 1, 1, new byte[2]);

    /** Gives the feature maps that it was made with, the last ones of three layers. */
    private static final class FixedFeatures implements FeatureExtractor {
        private final Backbone backbone;
        private final List<FeatureMap> maps;
        private final List<InputView> views = new ArrayList<>();
        private final List<List<String>> layers = new ArrayList<>();

        FixedFeatures(String sha256, int multiple, FeatureMap... maps) {
            List<Backbone.Layer> all = new ArrayList<>();
            if (maps.length > 1) {
                all.add(new Backbone.Layer("shallow", 9, 2));
            }
            for (int i = 0; i < maps.length; i++) {
                all.add(new Backbone.Layer("deep" + i, maps[i].channels(), 4 << i));
            }
            this.backbone = new Backbone("fixed", sha256, all, List.of("deep0"), multiple);
            this.maps = List.of(maps);
        }

        FixedFeatures(FeatureMap... maps) {
            this("ab".repeat(32), 32, maps);
        }

        @Override
        public Backbone backbone() {
            return backbone;
        }

        @Override
        public List<FeatureMap> extract(PixelImage picture, InputView view, List<String> names) {
            views.add(view);
            layers.add(names);
            return maps;
        }

        @Override
        public void close() {}
    }

    static Stream<JsonNode> golden() {
        return SimilarityGolden.cases("pooling");
    }

    private static FeatureMap map(int channels, float... values) {
        return new FeatureMap(channels, 1, values.length / channels, values);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void poolsAsTheReferenceDoes(JsonNode golden) {
        List<FeatureMap> maps = new ArrayList<>();
        for (JsonNode map : golden.get("maps")) {
            JsonNode shape = map.get("shape");
            maps.add(new FeatureMap(
                    shape.get(0).asInt(),
                    shape.get(1).asInt(),
                    shape.get(2).asInt(),
                    SimilarityGolden.floats(map.get("values"))));
        }
        BackboneEncoder encoder = new BackboneEncoder(new FixedFeatures(maps.toArray(FeatureMap[]::new)));

        Embedding embedding = encoder.embed(PICTURE, Framing.STRETCH);

        assertThat(embedding.values()).containsExactly(SimilarityGolden.floats(golden.get("expected")), within(1e-7f));
        assertThat(encoder.encoder().dimension()).isEqualTo(embedding.dimension());
    }

    @Test
    void asksForTheTwoDeepestLayersAtAFittingSize() {
        FixedFeatures features = new FixedFeatures("ab".repeat(32), 30, map(1, 1, 2), map(1, 3, 4));
        BackboneEncoder encoder = new BackboneEncoder(features);

        encoder.embed(PICTURE, Framing.STRETCH);
        encoder.embed(PICTURE, Framing.CENTRE_CROP);

        assertThat(features.layers).containsOnly(List.of("deep0", "deep1"));
        assertThat(features.views).containsExactly(InputView.whole(240), InputView.cropped(240, 240));
    }

    @Test
    void refusesLetterbox() {
        BackboneEncoder encoder = new BackboneEncoder(new FixedFeatures(map(1, 1, 2)));

        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> encoder.embed(PICTURE, Framing.LETTERBOX))
                .withMessageContaining("use STRETCH");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void saysThatFeaturesAreNotFinite(float value) {
        BackboneEncoder encoder = new BackboneEncoder(new FixedFeatures(map(2, 1, 2, 3, value)));

        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> encoder.embed(PICTURE, Framing.STRETCH))
                .withMessageContaining("backbone 'fixed'")
                .withMessageContaining("NaN");
    }

    @Test
    void saysThatFeaturesAreAllZero() {
        BackboneEncoder encoder = new BackboneEncoder(new FixedFeatures(map(2, 0, 0, 0, 0)));

        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> encoder.embed(PICTURE, Framing.STRETCH))
                .withMessageContaining("all 4 values");
    }

    @Test
    void givesTheLargestFeaturesADirection() {
        float[] values = new float[6];
        Arrays.fill(values, Float.MAX_VALUE);
        BackboneEncoder encoder = new BackboneEncoder(new FixedFeatures(map(2, values)));

        assertThat(Specimens.length(encoder.embed(PICTURE, Framing.STRETCH).values()))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void hasAnotherHashForAnotherModelOrAnotherPooling() {
        FeatureMap map = map(1, 1, 2);

        assertThat(Stream.of(
                                new FixedFeatures("ab".repeat(32), 32, map),
                                new FixedFeatures("cd".repeat(32), 32, map),
                                new FixedFeatures("ab".repeat(32), 30, map),
                                new FixedFeatures("ab".repeat(32), 32, map, map))
                        .map(features -> new BackboneEncoder(features).encoder().sha256()))
                .doesNotHaveDuplicates()
                .allMatch(sha256 -> sha256.matches("[0-9a-f]{64}"));
    }
}
