package io.defectsdk.benchmarks.calibration;

import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.ScoreTail;

/** One rate asked for, over all splits: what was promised and what came. Confined to one thread. */
final class Coverage {
    private final double asked;
    private int splits;
    private int unseen;
    private int above;
    private int aboveTail;
    private double expected;
    private double low;
    private double high;
    private double tailExpected;
    private int withinHigh;

    /** Of a rate. */
    Coverage(double asked) {
        this.asked = asked;
    }

    double asked() {
        return asked;
    }

    /**
     * Adds a split.
     *
     * @param scores of pictures that were not taught
     * @param estimate of the rate above the threshold
     * @param tail of the scores of those taught
     */
    void add(float[] scores, double threshold, RateEstimate estimate, ScoreTail tail) {
        int found = count(scores, threshold);
        splits++;
        unseen += scores.length;
        above += found;
        aboveTail += count(scores, tail.scoreFor(asked));
        expected += estimate.expected();
        low += estimate.low();
        high += estimate.high();
        tailExpected += tail.rateAbove(threshold).expected();
        withinHigh += found <= estimate.high() * scores.length ? 1 : 0;
    }

    private static int count(float[] scores, double threshold) {
        int count = 0;
        for (float score : scores) {
            count += score > threshold ? 1 : 0;
        }
        return count;
    }

    /**
     * The means.
     *
     * @param asked rate asked for
     * @param expected rate promised by the order statistic
     * @param got share of all unseen pictures above the threshold
     * @param low lower end of the 95 % interval, on average
     * @param high upper end
     * @param withinHigh share of splits whose rate came out at or below the interval's upper end
     * @param tailExpected rate above the same threshold by the model of the tail
     * @param tailGot rate got with the threshold that the model of the tail gives for the rate asked for
     */
    record Figures(
            double asked,
            double expected,
            double got,
            double low,
            double high,
            double withinHigh,
            double tailExpected,
            double tailGot) {}

    Figures figures() {
        return new Figures(
                asked,
                expected / splits,
                (double) above / unseen,
                low / splits,
                high / splits,
                (double) withinHigh / splits,
                tailExpected / splits,
                (double) aboveTail / unseen);
    }
}
