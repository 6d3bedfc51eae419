package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DefectCalibration;
import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.ScoreTail;
import io.defectsdk.deployment.ThresholdGoal;
import java.util.Arrays;

/** Finds thresholds from the scores of OK pictures; see {@link Calibration} for the method. Immutable. */
public final class Calibrator {
    /** A score of exactly 0 on every picture (copies of one picture) still needs a threshold that is positive. */
    private static final double SMALLEST_THRESHOLD = 1e-6;

    /** Which share of the scores, and at least how many, the model of the tail rests on. */
    private static final double TAIL_SHARE = 0.25;

    private static final int TAIL_LEAST = 4;

    private final float[] sorted;
    private final int folds;
    private final double falseRejectRate;
    private final double reviewRate;

    /**
     * From scores.
     *
     * @param scores one raw score an OK picture, from a bank that was chosen without it; at least 2
     * @param folds into which the pictures were dealt
     */
    public Calibrator(float[] scores, int folds, double falseRejectRate, double reviewRate) {
        this.sorted = ascending(scores);
        this.folds = folds;
        this.falseRejectRate = falseRejectRate;
        this.reviewRate = reviewRate;
    }

    /** Thresholds from the OK pictures alone. */
    public Calibration calibrate() {
        return calibration(threshold(reviewRate), threshold(falseRejectRate), DefectCalibration.none());
    }

    /**
     * Thresholds that pictures of defects have refined.
     *
     * @param defectScores one raw score a picture of a defect; at least 1
     */
    public Calibration calibrate(float[] defectScores, ThresholdGoal goal) {
        float[] defects = ascending(defectScores);
        double cut = Math.max(SMALLEST_THRESHOLD, new ThresholdCut(sorted, defects).best(goal));
        double review = Math.min(threshold(reviewRate), cut);
        double ng = Math.max(threshold(falseRejectRate), cut);
        RateEstimate escapes = RateEstimate.beyond(upTo(defects, review), defects.length);
        return calibration(review, ng, new DefectCalibration(defects.length, goal, escapes));
    }

    private Calibration calibration(double review, double ng, DefectCalibration defects) {
        return new Calibration(
                sorted.length,
                folds,
                sorted[sorted.length / 2],
                review,
                ng,
                reviewRate,
                rateAbove(review),
                falseRejectRate,
                rateAbove(ng),
                tail(),
                defects);
    }

    private double threshold(double rate) {
        return Math.max(SMALLEST_THRESHOLD, sorted[rank(sorted.length, rate) - 1]);
    }

    /** The k of the k-th smallest score that holds the rate: ⌈(1 − rate)(n + 1)⌉, at most n. */
    private static int rank(int count, double rate) {
        // a hair less, so that 0.95 * 20 does not become 20 by rounding
        int rank = (int) Math.ceil((1 - rate) * (count + 1) - 1e-9);
        return Math.max(1, Math.min(count, rank));
    }

    private RateEstimate rateAbove(double threshold) {
        return RateEstimate.beyond(sorted.length - upTo(sorted, threshold), sorted.length);
    }

    private ScoreTail tail() {
        int count = sorted.length;
        int above = Math.min(count - 1, Math.max(TAIL_LEAST, (int) Math.round(TAIL_SHARE * count)));
        double start = sorted[count - above - 1];
        double excess = 0;
        for (int i = count - above; i < count; i++) {
            excess += sorted[i] - start;
        }
        return new ScoreTail(count, above, start, excess / above);
    }

    /** How many scores lie at or below a threshold. */
    static int upTo(float[] ascending, double threshold) {
        int count = 0;
        while (count < ascending.length && ascending[count] <= threshold) {
            count++;
        }
        return count;
    }

    private static float[] ascending(float[] scores) {
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
