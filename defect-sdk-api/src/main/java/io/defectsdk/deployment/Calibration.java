package io.defectsdk.deployment;

/**
 * How a recipe's thresholds were found: each OK picture is scored against the bank without the vectors that came from
 * it, and a threshold is the order statistic of these scores that keeps the false-reject rate of a picture not yet seen
 * at the rate asked for, on average over drawings of OK pictures (the rule of split conformal prediction:
 * Vovk et al., Algorithmic Learning in a Random World, 2005). The rule is exact for pictures that had no part in the bank;
 * these had one, by helping to choose the vectors that are left, so that here it is a close approximation. With few
 * pictures that rate cannot be promised; the expected rates say what can. Immutable.
 *
 * @param pictures OK pictures whose scores were used
 * @param reviewThreshold raw score above which a person should look
 * @param ngThreshold raw score above which a part is bad
 * @param reviewRate rate of good parts above the review threshold that was asked for
 * @param expectedReviewRate the rate to expect
 * @param falseRejectRate rate of good parts above the NG threshold that was asked for
 * @param expectedFalseRejectRate the rate to expect: above the rate asked for when there are fewer than
 *     {@code 1 / falseRejectRate - 1} pictures, since the largest score is then the highest threshold that pictures give
 * @param medianScore median of the OK pictures' raw scores
 */
public record Calibration(
        int pictures,
        double reviewThreshold,
        double ngThreshold,
        double reviewRate,
        double expectedReviewRate,
        double falseRejectRate,
        double expectedFalseRejectRate,
        double medianScore) {
    /** Whether there were too few pictures to keep the false-reject rate that was asked for. */
    public boolean tooFewPictures() {
        return expectedFalseRejectRate > falseRejectRate;
    }
}
