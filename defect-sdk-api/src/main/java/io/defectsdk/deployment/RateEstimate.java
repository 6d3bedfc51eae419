package io.defectsdk.deployment;

import io.defectsdk.internal.BetaDistribution;

/**
 * What is known of a rate. All three are shares, 0 to 1. Immutable.
 *
 * @param expected the rate to expect for a picture not yet seen
 * @param low lower end of the 95 % confidence interval
 * @param high upper end of it
 */
public record RateEstimate(double expected, double low, double high) {
    private static final double TAIL = 0.025;

    /** Nothing is known: anything from 0 to 1. */
    public static RateEstimate unknown() {
        return new RateEstimate(1, 0, 1);
    }

    /**
     * The rate beyond a threshold that is itself one of {@code count} scores and has {@code beyond} of them beyond it, whatever
     * the scores' distribution: expected {@code (beyond + 1) / (count + 1)}, interval by the quantiles of Beta(beyond + 1, count − beyond)
     * (order statistics; David and Nagaraja, Order Statistics, 2003, section 7.2). For a threshold between two scores it errs on the high
     * side.
     *
     * @param beyond 0 to {@code count}
     * @param count at least 0; of none nothing is known
     */
    public static RateEstimate beyond(int beyond, int count) {
        if (beyond < 0 || beyond > count) {
            throw new IllegalArgumentException(
                    "beyond must be in [0, " + count + "], the number of scores, but is " + beyond);
        }
        if (count == 0) {
            return unknown();
        }
        if (beyond == count) {
            return new RateEstimate(1, new BetaDistribution(count, 1).quantile(TAIL), 1);
        }
        BetaDistribution rate = new BetaDistribution(beyond + 1, count - beyond);
        return new RateEstimate((beyond + 1.0) / (count + 1.0), rate.quantile(TAIL), rate.quantile(1 - TAIL));
    }
}
