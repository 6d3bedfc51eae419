package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.ThresholdGoal;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The cut between the scores of good parts and of defects that serves a goal best. The rates at a cut are those to expect
 * for pictures not yet seen, {@code (beyond + 1) / (count + 1)}. Between two neighbouring scores all cuts are alike, and the middle is
 * taken; of equally good ones the one with fewer escapes. Immutable.
 */
final class ThresholdCut {
    private static final double ROUNDING = 1e-9;

    private final float[] good;
    private final float[] defects;

    /** From scores in ascending order, at least one each. */
    ThresholdCut(float[] good, float[] defects) {
        this.good = good;
        this.defects = defects;
    }

    /** The raw score; where no cut keeps the limit on escapes, one below all defects. */
    double best(ThresholdGoal goal) {
        double[] scores = DoubleStream.concat(values(good), values(defects))
                .sorted()
                .distinct()
                .toArray();
        double best = Math.nextDown(scores[0]);
        double leastCost = cost(best, goal);
        for (int i = 0; i < scores.length; i++) {
            double cut = i + 1 < scores.length ? (scores[i] + scores[i + 1]) / 2 : scores[i];
            double cost = cost(cut, goal);
            if (cost < leastCost) { // escapes grow with the cut, so that of equal ones the first stays
                best = cut;
                leastCost = cost;
            }
        }
        return best;
    }

    private static DoubleStream values(float[] scores) {
        return IntStream.range(0, scores.length).mapToDouble(i -> scores[i]);
    }

    private double cost(double cut, ThresholdGoal goal) {
        int rejected = good.length - Calibrator.upTo(good, cut);
        int escaped = Calibrator.upTo(defects, cut);
        double escapeRate = (escaped + 1.0) / (defects.length + 1.0);
        if (escaped > 0 && escapeRate > goal.escapeLimit() + ROUNDING) {
            return Double.POSITIVE_INFINITY;
        }
        return goal.falseRejectCost() * (rejected + 1.0) / (good.length + 1.0) + goal.escapeCost() * escapeRate;
    }
}
