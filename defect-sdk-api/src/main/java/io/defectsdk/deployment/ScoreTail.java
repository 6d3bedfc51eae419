package io.defectsdk.deployment;

import io.defectsdk.internal.BetaDistribution;

/**
 * A model of the highest scores of OK pictures: above {@code start} they fall off exponentially (peaks over a threshold,
 * Pickands, Statistical inference using extreme order statistics, Annals of Statistics 3, 1975, with shape 0). It says
 * what the scores alone cannot: the rate of good parts above any score, also above the largest. A model, not a
 * guarantee: what was measured of it is in the docs. Immutable.
 *
 * @param pictures OK pictures that gave a score
 * @param above how many of them lie above the start
 * @param start raw score at which the tail begins; itself one of the scores
 * @param meanExcess by how much those above exceed the start, on average
 */
public record ScoreTail(int pictures, int above, double start, double meanExcess) {
    private static final double CONFIDENCE_TAIL = 0.025;
    private static final int STEPS = 400;

    /**
     * The rate of good parts above a raw score. Expected value and interval allow for how uncertain start and mean excess are. Up
     * to the start the model says no more than that the rate is at least the one at the start.
     */
    public RateEstimate rateAbove(double score) {
        RateEstimate atStart = RateEstimate.beyond(above, pictures);
        if (score < start) {
            return new RateEstimate(1, atStart.low(), 1);
        }
        if (score == start) {
            return atStart;
        }
        if (!(meanExcess > 0)) {
            return RateEstimate.beyond(0, pictures); // the scores are alike: no tail to be seen
        }
        double reach = (score - start) / (above * meanExcess);
        double expected = atStart.expected() * StrictMath.pow(1 + reach, -above);
        return new RateEstimate(expected, quantile(reach, CONFIDENCE_TAIL), quantile(reach, 1 - CONFIDENCE_TAIL));
    }

    /**
     * The raw score above which this share of good parts is to be expected: {@link #rateAbove} the other way round.
     *
     * @param rate above 0; where it exceeds the rate at the start, the start is returned
     */
    public double scoreFor(double rate) {
        double atStart = RateEstimate.beyond(above, pictures).expected();
        return rate >= atStart ? start : start + above * meanExcess * (StrictMath.pow(atStart / rate, 1.0 / above) - 1);
    }

    /**
     * A quantile of the rate {@code p · exp(−reach · g)}, with p, the rate at the start, distributed as Beta(above + 1, pictures − above)
     * and g, the inverse of the mean excess as seen from these scores, as Gamma(above, 1).
     */
    private double quantile(double reach, double share) {
        BetaDistribution atStart = new BetaDistribution(above + 1, pictures - above);
        double spread = Math.sqrt(above);
        double from = Math.max(0, above - 8 * spread);
        double step = (above + 12 * spread + 12 - from) / STEPS;
        double[] growth = new double[STEPS];
        double[] weight = new double[STEPS];
        double total = 0;
        for (int i = 0; i < STEPS; i++) {
            double g = from + (i + 0.5) * step;
            growth[i] = StrictMath.exp(reach * g);
            // the density, but for a factor that the total takes out
            weight[i] = StrictMath.exp((above - 1) * StrictMath.log(g / above) - (g - above));
            total += weight[i];
        }
        double low = 0;
        double high = 1;
        for (int round = 0; round < 60; round++) {
            double middle = (low + high) / 2;
            double below = 0;
            for (int i = 0; i < STEPS; i++) {
                below += weight[i] * atStart.cumulative(middle * growth[i]);
            }
            if (below < share * total) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
