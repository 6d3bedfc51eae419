package io.defectsdk.deployment;

/**
 * How pictures of defects refined a recipe's thresholds. Immutable.
 *
 * @param pictures pictures of defects, each scored against the bank; 0: none were given
 * @param goal what the cut was to be best at; without meaning where there are no pictures
 * @param escapes rate of defective parts up to the review threshold, so called OK, for defects like these. The interval holds for a
 *     threshold that these pictures did not choose; with a goal of cost it is somewhat too narrow
 */
public record DefectCalibration(int pictures, ThresholdGoal goal, RateEstimate escapes) {
    /** No pictures of defects were given. */
    public static DefectCalibration none() {
        return new DefectCalibration(0, new ThresholdGoal(0, 0, 1), RateEstimate.unknown());
    }

    /** Whether there were too few pictures to keep the limit on escapes that was asked for. */
    public boolean tooFewPictures() {
        return pictures > 0 && 1.0 / (pictures + 1) > goal.escapeLimit();
    }
}
