package io.defectsdk.examples.quickstart.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Area under the receiver operating characteristic. */
public final class Auroc {
    private Auroc() {}

    /**
     * The probability that a bad part scores higher than a good one, a tie counting half (Mann and Whitney, 1947).
     *
     * @return 0 to 1; empty when there are no good parts or no bad ones
     */
    public static OptionalDouble of(double[] good, double[] bad) {
        if (good.length == 0 || bad.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = good.clone();
        Arrays.sort(sorted);
        double wins = 0;
        for (double score : bad) {
            int below = firstNotBelow(sorted, score);
            int notAbove = firstNotBelow(sorted, Math.nextUp(score));
            wins += (below + notAbove) / 2.0;
        }
        return OptionalDouble.of(wins / ((double) good.length * bad.length));
    }

    private static int firstNotBelow(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
