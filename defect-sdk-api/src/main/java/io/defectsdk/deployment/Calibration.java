package io.defectsdk.deployment;

import java.util.Locale;

/**
 * How a recipe's thresholds were found. The OK pictures are dealt to folds at random and each is scored against a bank chosen from
 * the pictures of the other folds, so that no picture meets a bank that has seen it. A threshold is the order statistic of
 * these scores that keeps the rate of a good part not yet seen at the rate asked for, on average over drawings of OK
 * pictures, whatever their distribution (split conformal prediction: Vovk et al., Algorithmic Learning in a Random World, 2005; over folds:
 * Vovk, Cross-conformal predictors, 2015). With few pictures that rate cannot be promised; the estimates say what can. Pictures of
 * defects, where given, then move the thresholds as {@link ThresholdGoal} says. Immutable.
 *
 * @param pictures OK pictures that gave a score
 * @param folds into which they were dealt
 * @param medianScore median of the OK pictures' raw scores
 * @param reviewThreshold raw score above which a person should look
 * @param ngThreshold raw score above which a part is bad
 * @param reviewRate rate of good parts above the review threshold that was asked for
 * @param reviews that rate, as the scores let it be expected
 * @param falseRejectRate rate of good parts above the NG threshold that was asked for
 * @param falseRejects that rate, as the scores let it be expected: above the rate asked for where there are {@link #tooFewPictures()},
 *     since the largest score is then the highest threshold that pictures give
 * @param tail a model of the highest scores, for the rate above any other score
 * @param defects what pictures of defects added
 */
public record Calibration(
        int pictures,
        int folds,
        double medianScore,
        double reviewThreshold,
        double ngThreshold,
        double reviewRate,
        RateEstimate reviews,
        double falseRejectRate,
        RateEstimate falseRejects,
        ScoreTail tail,
        DefectCalibration defects) {
    /** Whether there were too few pictures to keep the false-reject rate that was asked for. */
    public boolean tooFewPictures() {
        return pictures < picturesNeeded();
    }

    /** With how many OK pictures the false-reject rate that was asked for can be kept: {@code 1 / rate − 1}. */
    public int picturesNeeded() {
        // a hair less, so that 1 / 0.01 - 1 does not become 100 by rounding
        return (int) Math.ceil(1 / falseRejectRate - 1 - 1e-9);
    }

    /** What these pictures promise and what they do not, as a sentence or two in English. */
    public String statement() {
        String expected = String.format(
                Locale.ROOT,
                "From %d OK pictures %s of the good parts are to be expected above the NG threshold (95 %%: %s to %s)",
                pictures,
                percent(falseRejects.expected()),
                percent(falseRejects.low()),
                percent(falseRejects.high()));
        return tooFewPictures()
                ? expected
                        + String.format(
                                Locale.ROOT,
                                ". They are too few to promise the %s asked for: without a model of the tail the highest"
                                        + " threshold is the largest of their scores; it takes %d pictures.",
                                percent(falseRejectRate),
                                picturesNeeded())
                : expected + String.format(Locale.ROOT, "; %s were asked for.", percent(falseRejectRate));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.001 && share > 0 ? "%.2f %%" : "%.1f %%", 100 * share);
    }
}
