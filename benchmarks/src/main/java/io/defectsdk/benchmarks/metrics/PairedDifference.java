package io.defectsdk.benchmarks.metrics;

/**
 * By how much one way was better than another on the same random splits of one set. The splits share pictures, so that their differences
 * vary less than those of new sets would: the interval is that of the corrected resampled t-test (Nadeau and Bengio, Inference for the
 * Generalization Error, 2003).
 *
 * @param mean of the differences
 * @param low end of the mean's 95 % interval
 * @param high the other end
 * @param better splits in which the first way was better
 * @param worse splits in which it was worse
 */
public record PairedDifference(double mean, double low, double high, int better, int worse) {
    /** Two-sided 95 % of the normal distribution. */
    private static final double Z = 1.959964;

    /**
     * Of the figures of both ways.
     *
     * @param one by split, of at least 5
     * @param other by split
     * @param testShare pictures that were judged in a split for each that was learned from
     */
    public static PairedDifference of(double[] one, double[] other, double testShare) {
        int splits = one.length;
        if (splits < 5 || other.length != splits) {
            throw new IllegalArgumentException(
                    "at least 5 splits of both are compared, not " + splits + " with " + other.length);
        }
        double mean = 0;
        int better = 0;
        int worse = 0;
        for (int i = 0; i < splits; i++) {
            mean += (one[i] - other[i]) / splits;
            better += one[i] > other[i] ? 1 : 0;
            worse += one[i] < other[i] ? 1 : 0;
        }
        double variance = 0;
        for (int i = 0; i < splits; i++) {
            double difference = one[i] - other[i] - mean;
            variance += difference * difference / (splits - 1);
        }
        double half = studentT(splits - 1) * Math.sqrt(variance * (1.0 / splits + testShare));
        return new PairedDifference(mean, mean - half, mean + half, better, worse);
    }

    /** Two-sided 95 % of Student's t, by the expansion of Cornish and Fisher; within 0.003 from 4 degrees of freedom on. */
    static double studentT(int freedom) {
        double z2 = Z * Z;
        double first = Z * (z2 + 1) / 4;
        double second = Z * ((5 * z2 + 16) * z2 + 3) / 96;
        double third = Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
        double fourth = Z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92_160;
        return Z + (first + (second + (third + fourth / freedom) / freedom) / freedom) / freedom;
    }
}
