package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.deployment.InspectionScope;
import io.defectsdk.deployment.MapRule;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchEmbedding;
import io.defectsdk.deployment.ScoreRule;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.Preprocessing;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The steps of a recipe's method; {@link PresetParityTest} holds them against the implementations that presets are named after. */
class PatchCoreStepsTest {
    private final Parallel parallel = new Parallel(2);

    @AfterEach
    void close() {
        parallel.close();
    }

    private static PatchCoreSteps steps(int size, int cropFrom, MapRule map, ScoreRule score) {
        return new PatchCoreSteps(new PatchCoreMethod(
                "b",
                "00".repeat(32),
                List.of("l"),
                List.of(size),
                Tiling.NONE,
                Preprocessing.NONE,
                cropFrom,
                PatchEmbedding.MEAN,
                map,
                score,
                InspectionScope.EVERYTHING));
    }

    private static PatchGrid patches(float... values) {
        return new PatchGrid(1, values.length, 1, values);
    }

    private PatchCoreSteps.Scores scores(PatchCoreSteps steps, MemoryBank bank, float... values) {
        PatchGrid patches = patches(values);
        Neighbours nearest = new BankIndex(bank, PlainMatrix::new).nearest(patches, parallel);
        return steps.scores(patches, nearest, bank, parallel);
    }

    @Test
    void scoresByMapOrByPatch() {
        MemoryBank bank = new MemoryBank(1, new float[] {0}, new int[1], new int[1]);

        var byMap = scores(steps(32, 0, MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM), bank, 1, 1, 5, 1);
        var byPatch = scores(steps(32, 0, MapRule.BILINEAR, ScoreRule.PATCH_MAXIMUM), bank, 1, 1, 5, 1);
        var squared = scores(steps(32, 0, MapRule.SQUARED, ScoreRule.PATCH_MAXIMUM), bank, 1, 1, 5, 1);

        assertThat(byMap.score()).isEqualTo(byMap.map().max()).isBetween(2f, 4.9f);
        assertThat(byPatch.score()).isEqualTo(5f);
        assertThat(squared.score()).isEqualTo(25f);
    }

    @Test
    void weighsADistanceByTheNeighboursOfTheNearestVector() {
        MemoryBank bank = new MemoryBank(1, new float[] {0, 1, 100}, new int[] {0, 1, 2}, new int[3]);
        PatchCoreSteps steps = steps(32, 0, MapRule.NEAREST, ScoreRule.REWEIGHTED);

        // from -2: 2, 3 and 102 away
        double weight = 1 - 1 / (1 + Math.exp(1) + Math.exp(100));
        assertThat((double) scores(steps, bank, 0, -2).score()).isCloseTo(2 * weight, within(1e-6));
    }

    @Test
    void isZeroWhereOneVectorIsAllThereIs() {
        MemoryBank bank = new MemoryBank(1, new float[] {0}, new int[1], new int[1]);

        // a softmax over one distance gives it all the weight, as in anomalib
        assertThat(scores(steps(32, 0, MapRule.NEAREST, ScoreRule.REWEIGHTED), bank, 3)
                        .score())
                .isZero();
    }

    @Test
    void laysTheMapOfTheMiddleOverThePictureAndSeesNothingBesides() {
        PatchCoreSteps steps = steps(8, 16, MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM);
        float[] squared = new float[4];
        Arrays.fill(squared, 9f);

        // 40 × 20 pixels are resized to 32 × 16, of which the square begins at (12, 4)
        ScoreMapper mapper =
                new ScoreMapper(List.of(new PatchGrid.Shape(2, 2)), 8, 8, MapRule.BILINEAR, InspectionArea.whole());

        AnomalyMap map = steps.map(mapper.map(squared), 40, 20);

        assertThat(map.width()).isEqualTo(40);
        assertThat(map.height()).isEqualTo(20);
        assertThat(map.at(20, 10)).isCloseTo(3f, within(1e-5f));
        assertThat(map.at(16, 6)).isCloseTo(3f, within(1e-5f));
        assertThat(map.at(13, 10)).isZero();
        assertThat(map.at(26, 10)).isZero();
        assertThat(map.at(20, 3)).isZero();
        assertThat(map.at(20, 16)).isZero();
    }
}
