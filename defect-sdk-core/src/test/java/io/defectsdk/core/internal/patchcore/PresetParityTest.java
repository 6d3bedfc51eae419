package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.deployment.InspectionScope;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchCorePreset;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.FeatureMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each step of the presets against the implementations they are named after, on golden vectors of {@code
 * benchmarks/reference/golden_steps.py}: anomalib 2.6.0, torch 2.15.0, faiss 1.15.1, SciPy 1.17.1. A step begins from the reference's
 * own result of the step before.
 */
class PresetParityTest {
    /** Of embeddings up to 7: the order of summation. */
    private static final float EMBEDDING = 5e-6f;

    /** anomalib takes a distance from norms and a product, which cancel: of distances of 1 to 5. */
    private static final float DISTANCE = 2e-5f;

    /** Of squared distances up to 25. */
    private static final float SQUARED = 5e-5f;

    static Stream<JsonNode> golden() throws IOException {
        try (InputStream json = PresetParityTest.class.getResourceAsStream("preset-steps.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(json).spliterator(), false);
        }
    }

    private static float[] floats(JsonNode packed) {
        ByteBuffer bytes = ByteBuffer.wrap(
                        Base64.getDecoder().decode(packed.get("float32").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private static List<FeatureMap> features(JsonNode golden) {
        List<FeatureMap> maps = new ArrayList<>();
        for (JsonNode map : golden.get("features")) {
            JsonNode shape = map.get("shape");
            maps.add(new FeatureMap(
                    shape.get(0).asInt(), shape.get(1).asInt(), shape.get(2).asInt(), floats(map)));
        }
        return maps;
    }

    private static PatchCoreSteps steps(PatchCorePreset preset, JsonNode golden) {
        return new PatchCoreSteps(new PatchCoreMethod(
                "b",
                "00".repeat(32),
                List.of("a", "b"),
                List.of(golden.get("size").asInt()),
                Tiling.NONE,
                Preprocessing.NONE,
                preset.cropFrom(golden.get("size").asInt()),
                preset.embedding(),
                preset.map(),
                preset.score(),
                InspectionScope.EVERYTHING));
    }

    private static PatchCoreSteps.Scores scores(PatchCorePreset preset, JsonNode golden) {
        PatchGrid patches = new PatchGrid(7, 7, 16, floats(golden.get("mean")));
        MemoryBank bank = bank(golden);
        try (Parallel parallel = new Parallel(2)) {
            Neighbours nearest = new BankIndex(bank, PlainMatrix::new).nearest(patches, parallel);
            return steps(preset, golden).scores(patches, nearest, bank, parallel);
        }
    }

    private static MemoryBank bank(JsonNode golden) {
        float[] vectors = floats(golden.get("bank"));
        int[] origins = new int[vectors.length / 16];
        return new MemoryBank(16, vectors, origins, origins);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void poolsAndJoinsLayersAsAnomalibDoes(JsonNode golden) {
        PatchGrid patches = steps(PatchCorePreset.ANOMALIB, golden).patches(view -> features(golden));

        assertThat(patches.shapes()).containsExactly(new PatchGrid.Shape(7, 7));
        assertThat(patches.values()).containsExactly(floats(golden.get("mean")), within(EMBEDDING));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void unfoldsAndPoolsLayersAsTheAuthorsDo(JsonNode golden) {
        PatchGrid patches = steps(PatchCorePreset.OFFICIAL, golden).patches(view -> features(golden));

        assertThat(patches.dimension()).isEqualTo(1_024);
        float[] rows = floats(golden.get("adaptive"));
        for (int row = 0; row < golden.get("adaptiveRows").size(); row++) {
            int patch = golden.get("adaptiveRows").get(row).asInt();
            for (int i = 0; i < 1_024; i++) {
                assertThat(patches.values()[patch * 1_024 + i])
                        .as("patch %d, value %d", patch, i)
                        .isCloseTo(rows[row * 1_024 + i], within(EMBEDDING));
            }
        }
        float[] sums = floats(golden.get("adaptiveSums"));
        for (int patch = 0; patch < sums.length; patch++) {
            double sum = 0;
            for (int i = 0; i < 1_024; i++) {
                sum += patches.values()[patch * 1_024 + i];
            }
            assertThat(sum).as("sum of patch %d", patch).isCloseTo(sums[patch], within(sums[patch] * 1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void findsTheDistancesThatAnomalibFinds(JsonNode golden) {
        PatchGrid patches = new PatchGrid(7, 7, 16, floats(golden.get("mean")));
        float[] expected = floats(golden.get("distances"));

        try (Parallel parallel = new Parallel(1)) {
            float[] squared = new BankIndex(bank(golden), PlainMatrix::new)
                    .nearest(patches, parallel)
                    .squaredDistances();
            for (int i = 0; i < squared.length; i++) {
                assertThat((float) Math.sqrt(squared[i])).isCloseTo(expected[i], within(DISTANCE));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void reweightsTheScoreAsAnomalibDoes(JsonNode golden) {
        assertThat((double) scores(PatchCorePreset.ANOMALIB, golden).score())
                .isCloseTo(golden.get("anomalibScore").asDouble(), within((double) DISTANCE));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void makesTheMapOfAnomalib(JsonNode golden) {
        assertThat(scores(PatchCorePreset.ANOMALIB, golden).map().values())
                .containsExactly(floats(golden.get("anomalibMap")), within(DISTANCE));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void takesTheHighestSquaredDistanceForTheScoreAsTheAuthorsDo(JsonNode golden) {
        assertThat((double) scores(PatchCorePreset.OFFICIAL, golden).score())
                .isCloseTo(golden.get("officialScore").asDouble(), within((double) SQUARED));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void makesTheMapOfTheAuthors(JsonNode golden) {
        assertThat(scores(PatchCorePreset.OFFICIAL, golden).map().values())
                .containsExactly(floats(golden.get("officialMap")), within(SQUARED));
    }
}
