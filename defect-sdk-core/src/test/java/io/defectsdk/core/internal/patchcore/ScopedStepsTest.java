package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.PictureException;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.deployment.InspectionScope;
import io.defectsdk.deployment.MapRule;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchEmbedding;
import io.defectsdk.deployment.ScoreRule;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.AreaPolygon;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.Preprocessing;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of a picture counts: an area, and defects from a size on. */
class ScopedStepsTest {
    private static final int SIZE = 64;
    private static final int SIDE = 8;
    private static final InspectionArea LEFT = InspectionArea.whole().with(AreaPolygon.rectangle(0, 0, 0.5, 1));

    private final Parallel parallel = new Parallel(1);
    private final MemoryBank bank =
            new MemoryBank(1, new float[] {0, -1, -2, -3, -4, -5, -6, -7, -8, -9}, new int[10], new int[10]);

    @AfterEach
    void close() {
        parallel.close();
    }

    private static PatchCoreSteps steps(InspectionScope scope, MapRule map, ScoreRule score) {
        return new PatchCoreSteps(new PatchCoreMethod(
                "b",
                "00".repeat(32),
                List.of("l"),
                List.of(SIZE),
                Tiling.NONE,
                Preprocessing.NONE,
                0,
                PatchEmbedding.MEAN,
                map,
                score,
                scope));
    }

    private PatchCoreSteps.Scores scores(PatchCoreSteps steps, float[] distances, long picturePixels) {
        float[] squared = new float[distances.length];
        for (int i = 0; i < squared.length; i++) {
            squared[i] = distances[i] * distances[i];
        }
        return steps.scores(
                new PatchGrid(SIDE, SIDE, 1, distances).ofPicture(picturePixels),
                new Neighbours(squared, new int[squared.length]),
                bank,
                parallel);
    }

    /** The left half as given, the right half another. */
    private static float[] halves(float left, float right) {
        float[] distances = new float[SIDE * SIDE];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = i % SIDE < SIDE / 2 ? left : right;
        }
        return distances;
    }

    @ParameterizedTest
    @EnumSource(MapRule.class)
    void letsAHiddenNeighbourNeitherRaiseNorLowerTheBorder(MapRule rule) {
        float expected = rule == MapRule.SQUARED ? 9 : 3;
        PatchCoreSteps steps = steps(new InspectionScope(LEFT, 1, 0), rule, ScoreRule.MAP_MAXIMUM);

        for (float hidden : new float[] {0, 3, 1_000, Float.MAX_VALUE}) {
            PatchCoreSteps.Scores scores = scores(steps, halves(3, hidden), 0);

            assertThat(scores.score()).as("beside %f", hidden).isCloseTo(expected, within(1e-5f));
            AnomalyMap map = steps.map(scores.map(), 100, 50);
            for (int x = 0; x < 50; x++) {
                assertThat(map.at(x, 25)).as("column %d", x).isCloseTo(expected, within(1e-5f));
            }
            for (int x = 50; x < 100; x++) {
                assertThat(map.at(x, 25)).as("column %d", x).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ScoreRule.class,
            names = {"PATCH_MAXIMUM", "REWEIGHTED"})
    void takesNoScoreFromAPatchThatIsHidden(ScoreRule rule) {
        PatchCoreSteps left = steps(new InspectionScope(LEFT, 1, 0), MapRule.NEAREST, rule);
        PatchCoreSteps whole = steps(InspectionScope.EVERYTHING, MapRule.NEAREST, rule);
        float[] calm = halves(3, 0);
        calm[9] = 5;
        float[] hidden = halves(3, 1_000);
        hidden[9] = 5;

        assertThat(scores(left, hidden, 0).score())
                .isEqualTo(scores(whole, calm, 0).score())
                .isPositive()
                .isNotEqualTo(scores(whole, hidden, 0).score());
    }

    @Test
    void givesTheSameScoresForAnAreaThatIsAll() {
        float[] distances = new float[SIDE * SIDE];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = i * 37 % 11;
        }
        InspectionArea all = InspectionArea.whole().with(AreaPolygon.rectangle(0, 0, 1, 1));

        assertThat(scores(steps(new InspectionScope(all, 1, 0), MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM), distances, 0)
                        .score())
                .isCloseTo(
                        scores(steps(InspectionScope.EVERYTHING, MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM), distances, 0)
                                .score(),
                        within(1e-5f));
    }

    @Test
    void countsAPatchThatTheAreaTouches() {
        // 1.5 of 8 columns, all rows
        InspectionArea narrow = InspectionArea.whole().with(AreaPolygon.rectangle(0, 0, 1.5 / SIDE, 1));

        var counted = steps(new InspectionScope(narrow, 1, 0), MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM)
                .counted(List.of(new PatchGrid.Shape(SIDE, SIDE)));

        assertThat(IntStream.range(0, SIDE * SIDE).filter(counted)).hasSize(2 * SIDE);
    }

    @Test
    void looksAtAStripNarrowerThanAnInputPixel() {
        InspectionArea strip = InspectionArea.whole().with(AreaPolygon.rectangle(0.3, 0, 0.3 + 1.01 / (8 * SIDE), 1));
        float[] distances = new float[SIDE * SIDE];
        Arrays.fill(distances, 4);

        assertThat(scores(
                                steps(new InspectionScope(strip, 1, 0), MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM),
                                distances,
                                0)
                        .score())
                .isCloseTo(4f, within(1e-5f));
    }

    @Test
    void passesOverADefectBelowTheMinimumAndNotOverALargerOne() {
        float[] small = new float[SIDE * SIDE];
        Arrays.fill(small, 1);
        small[3 * SIDE + 3] = 50;
        float[] large = small.clone();
        for (int i : new int[] {2, 3, 4, 5}) {
            Arrays.fill(large, i * SIDE + 2, i * SIDE + 6, 50);
        }
        // the picture has 100 times as many pixels as the map; 8 by 8 of the map's are one patch
        long pixels = 100L * SIZE * SIZE;
        InspectionScope scope = new InspectionScope(InspectionArea.whole(), 100 * 600, 0);
        PatchCoreSteps plain = steps(InspectionScope.EVERYTHING, MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM);
        PatchCoreSteps scoped = steps(scope, MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM);

        assertThat(scores(plain, small, pixels).score()).isGreaterThan(15);
        assertThat(scores(scoped, small, pixels).score()).isBetween(1f, 3f);
        assertThat(scores(scoped, large, pixels).score()).isGreaterThan(25);
        assertThat(scores(scoped, large, pixels).score())
                .isLessThan(scores(plain, large, pixels).score());
    }

    @Test
    void refusesAPictureThatCannotHoldTheMinimum() {
        PatchCoreSteps steps = steps(new InspectionScope(LEFT, 600, 0), MapRule.BILINEAR, ScoreRule.MAP_MAXIMUM);

        assertThat(scores(steps, halves(2, 0), 1_200).score()).isPositive();
        assertThatThrownBy(() -> scores(steps, halves(2, 0), 1_000))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("1000 pixels")
                .hasMessageContaining("600");
    }
}
