package io.defectsdk.benchmarks.metrics;

import java.util.Arrays;

/** Quantiles of durations. */
public final class Millis {
    private Millis() {}

    /**
     * The smallest duration that this share of all did not exceed, in milliseconds.
     *
     * @param nanos at least one
     * @param share above 0, at most 1
     */
    public static double quantile(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
