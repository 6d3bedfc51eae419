package io.defectsdk.benchmarks.metrics;

/**
 * The area under a curve of weighted rates: how much of the positives lies above a threshold, over how much of the negatives does,
 * for every threshold. With weights of 1 it is the receiver operating characteristic; the area up to a limit is divided by that
 * limit, so that a perfect order always gives 1. Equal scores are one step, which the trapezoid rule counts half.
 * Confined to one thread.
 */
final class RankCurve {
    private final double negatives;
    private final double positives;
    private final double limit;
    private double seenNegatives;
    private double seenPositives;
    private double area;

    /**
     * A curve of which nothing has been seen yet.
     *
     * @param negatives weight of all negatives, positive
     * @param positives weight of all positives, positive
     * @param limit the negatives' rate up to which the area counts, above 0, at most 1
     */
    RankCurve(double negatives, double positives, double limit) {
        this.negatives = negatives;
        this.positives = positives;
        this.limit = limit;
    }

    /** All that share the next lower score. */
    void add(double negativeWeight, double positiveWeight) {
        double room = limit * negatives - seenNegatives;
        if (room > 0 && negativeWeight > 0) {
            double counted = Math.min(room, negativeWeight);
            // half of the rise over the part of the step that counts
            area += counted * (seenPositives + positiveWeight * (counted / negativeWeight) / 2);
        }
        seenNegatives += negativeWeight;
        seenPositives += positiveWeight;
    }

    /** The area, 0 to 1, once all have been added. */
    double area() {
        return area / (negatives * positives * limit);
    }
}
