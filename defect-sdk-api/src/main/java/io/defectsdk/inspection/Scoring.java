package io.defectsdk.inspection;

/**
 * A picture's score beside the thresholds that held. Immutable. Verdict and calibrated score follow from these three.
 *
 * @param anomalyScore raw image score as the recipe's score rule says, 0 and up, unbounded; with a minimum defect the level that a
 *     region of that size reaches, see {@link io.defectsdk.deployment.InspectionScope}
 * @param reviewThreshold raw score above which a person should look
 * @param ngThreshold raw score above which the part is bad, at least {@code reviewThreshold}
 */
public record Scoring(double anomalyScore, double reviewThreshold, double ngThreshold) {
    /** Checks that the numbers are finite and ordered. */
    public Scoring {
        if (!(anomalyScore >= 0 && reviewThreshold > 0 && ngThreshold >= reviewThreshold)
                || Double.isInfinite(anomalyScore)
                || Double.isInfinite(ngThreshold)) {
            throw new IllegalArgumentException("scores must be finite, the score at least 0 and the thresholds positive"
                    + " and ordered, but are " + anomalyScore + ", " + reviewThreshold + ", " + ngThreshold);
        }
    }

    /** OK up to the review threshold, REVIEW up to the NG threshold, NG above. */
    public Verdict verdict() {
        if (anomalyScore <= reviewThreshold) {
            return Verdict.OK;
        }
        return anomalyScore <= ngThreshold ? Verdict.REVIEW : Verdict.NG;
    }

    /** The raw score as a multiple of the NG threshold: 1.0 at the threshold, monotone, unclamped. */
    public double calibratedScore() {
        return anomalyScore / ngThreshold;
    }
}
