package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.deployment.ThresholdGoal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdCutTest {
    private static final float[] GOOD = {1, 2, 3, 4, 5};

    private static double best(float[] defects, ThresholdGoal goal) {
        return new ThresholdCut(GOOD, defects).best(goal);
    }

    @Test
    void liesHalfWayBetweenGoodPartsAndDefectsThatDoNotOverlap() {
        assertThat(best(new float[] {9, 10, 11}, ThresholdGoal.escapes(0.5))).isEqualTo(7);
        assertThat(best(new float[] {9, 10, 11}, ThresholdGoal.cost(1, 1))).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        // five defects: a limit of 1/3 is kept with one below the cut, one of 1/6 with none
        "0.34, 3.25",
        "0.33, 2.25",
        "0.17, 2.25",
        "0.1667, 2.25",
        "0.01, 2.25"
    })
    void letsPassNoMoreDefectsThanTheLimitAllows(double limit, double cut) {
        assertThat(best(new float[] {2.5f, 3.5f, 6, 7, 8}, ThresholdGoal.escapes(limit)))
                .isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 2.25", "1, 1, 4.25", "100, 1, 5.5"})
    void weighsCosts(double falseReject, double escape, double cut) {
        assertThat(best(new float[] {2.5f, 4.5f, 6, 7, 8}, ThresholdGoal.cost(falseReject, escape)))
                .isEqualTo(cut);
    }

    @Test
    void rejectsAllWhereThatCostsLeast() {
        assertThat(best(new float[] {0.5f, 2}, ThresholdGoal.cost(1, 1_000))).isLessThan(0.5);
    }

    @Test
    void passesAllWhereThatCostsLeast() {
        assertThat(best(new float[] {2.5f, 4.5f}, ThresholdGoal.cost(1_000, 1))).isEqualTo(5);
    }

    /** Against trying each cut that makes a difference. The seed is fixed. */
    @Test
    void costsNoMoreThanAnyOtherCut() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 300; round++) {
            float[] good = draw(random, 1 + random.nextInt(12), 0);
            float[] defects = draw(random, 1 + random.nextInt(12), 3);
            ThresholdGoal goal = ThresholdGoal.cost(0.1 + random.nextDouble(), 0.1 + random.nextDouble());
            double least = Double.POSITIVE_INFINITY;
            for (double cut = -1; cut < 20; cut += 0.25) {
                least = Math.min(least, cost(cut, good, defects, goal));
            }
            assertThat(cost(new ThresholdCut(good, defects).best(goal), good, defects, goal))
                    .isEqualTo(least);
        }
    }

    /** Whole numbers, so that scores coincide. */
    private static float[] draw(SplittableRandom random, int count, int from) {
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = from + random.nextInt(10);
        }
        Arrays.sort(scores);
        return scores;
    }

    private static double cost(double cut, float[] good, float[] defects, ThresholdGoal goal) {
        int rejected = 0;
        int escaped = 0;
        for (float score : good) {
            rejected += score > cut ? 1 : 0;
        }
        for (float score : defects) {
            escaped += score <= cut ? 1 : 0;
        }
        return goal.falseRejectCost() * (rejected + 1.0) / (good.length + 1.0)
                + goal.escapeCost() * ((escaped + 1.0) / (defects.length + 1.0));
    }
}
