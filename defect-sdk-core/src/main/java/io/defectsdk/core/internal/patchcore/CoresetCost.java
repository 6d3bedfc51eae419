package io.defectsdk.core.internal.patchcore;

import java.time.Duration;

/**
 * How long {@link GreedyCoreset} will take: the time of one distance, measured on this machine, times the number of distances
 * that real pictures took (docs/decisions/0007-coreset.md). Good to a factor of two.
 */
public final class CoresetCost {
    /** Distances of patches: so many times the number of patches times the number of centres to this power. */
    private static final double PER_PATCH = 6.4;

    private static final double POWER = 0.45;

    /** Distances of centres: so many times the square of their number. */
    private static final double PER_PAIR = 0.3;

    /** Early choices take longer than late ones: this power of the share chosen is the share of the time. */
    private static final double EARLY = 0.75;

    private static final int ROUNDS = 4;

    private CoresetCost() {}

    /**
     * The time to choose a bank.
     *
     * @param picture patches like those to choose from
     * @param count of these
     * @param size vectors to choose
     */
    public static Duration estimate(PatchGrid picture, long count, int size, int threads) {
        int grids = picture.shapes().size(); // a bank is chosen for each, of as many vectors as a rule
        double each = (double) size / grids;
        double distances = PER_PATCH * count * Math.pow(each, POWER) + grids * PER_PAIR * each * each;
        return Duration.ofNanos((long) (distances * nanosOfDistance(picture) / threads));
    }

    /** The share of the time that has passed when so many are chosen. */
    public static double share(long chosen, long size) {
        return Math.pow((double) chosen / size, EARLY);
    }

    private static double nanosOfDistance(PatchGrid picture) {
        double best = Double.POSITIVE_INFINITY;
        int dimension = picture.dimension();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            float sum = 0;
            for (int patch = 0; patch < picture.count(); patch++) {
                sum += SquaredDistance.of(picture.values(), 0, picture.values(), patch * dimension, dimension);
            }
            double nanos = (double) (System.nanoTime() - start) / picture.count();
            if (sum >= 0) { // always; so that the loop is not left out
                best = Math.min(best, nanos);
            }
        }
        return best;
    }
}
