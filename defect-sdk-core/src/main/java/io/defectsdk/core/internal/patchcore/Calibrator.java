package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.Calibration;
import java.util.Arrays;

/** Finds thresholds from the scores of OK pictures; see {@link Calibration} for the method. */
public final class Calibrator {
    /** A score of exactly 0 on every picture (copies of one picture) still needs a threshold that is positive. */
    private static final double SMALLEST_THRESHOLD = 1e-6;

    private Calibrator() {}

    /**
     * Thresholds from scores.
     *
     * @param scores one raw score an OK picture, from a bank that does not hold that picture
     */
    public static Calibration calibrate(float[] scores, double falseRejectRate, double reviewRate) {
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        int reject = rank(sorted.length, falseRejectRate);
        int review = rank(sorted.length, reviewRate);
        return new Calibration(
                sorted.length,
                Math.max(SMALLEST_THRESHOLD, sorted[review - 1]),
                Math.max(SMALLEST_THRESHOLD, sorted[reject - 1]),
                reviewRate,
                expectedRate(sorted.length, review),
                falseRejectRate,
                expectedRate(sorted.length, reject),
                sorted[sorted.length / 2]);
    }

    /** The k of the k-th smallest score that holds the rate: ⌈(1 − rate)(n + 1)⌉, at most n. */
    private static int rank(int count, double rate) {
        // a hair less, so that 0.95 * 20 does not become 20 by rounding
        int rank = (int) Math.ceil((1 - rate) * (count + 1) - 1e-9);
        return Math.max(1, Math.min(count, rank));
    }

    /** A new score lies above the k-th of n exchangeable ones with probability (n + 1 − k) / (n + 1). */
    private static double expectedRate(int count, int rank) {
        return (count + 1.0 - rank) / (count + 1.0);
    }
}
