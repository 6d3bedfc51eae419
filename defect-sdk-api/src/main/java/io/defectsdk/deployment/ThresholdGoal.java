package io.defectsdk.deployment;

import io.defectsdk.internal.Checks;

/**
 * What a cut between good parts and defects is to be best at, where pictures of defects are at hand: of all cuts with an escape
 * rate of at most {@code escapeLimit} the one with the least {@code falseRejectCost × false-reject rate + escapeCost × escape
 * rate}. Immutable.
 *
 * <p>The cut moves the two thresholds that the OK pictures gave apart, never together: REVIEW begins at the lower of cut
 * and review threshold, NG at the higher of cut and NG threshold. So a part is passed only where both agree, rejected only
 * where both agree, and a person looks where they do not.
 *
 * @param falseRejectCost what it costs to reject a good part, times how often a part is good; 0 and up
 * @param escapeCost what it costs to pass a defective part, times how often a part is defective; 0 and up
 * @param escapeLimit share of defective parts that may be passed, in (0, 1]; 1: no limit
 */
public record ThresholdGoal(double falseRejectCost, double escapeCost, double escapeLimit) {
    private static final double LARGEST_COST = 1e12;

    /** Checks the ranges. */
    public ThresholdGoal {
        Checks.inRange(falseRejectCost, "falseRejectCost", 0, LARGEST_COST);
        Checks.inRange(escapeCost, "escapeCost", 0, LARGEST_COST);
        Checks.inRange(escapeLimit, "escapeLimit", 0.0001, 1);
    }

    /**
     * The least cost. Only the ratio of the two matters. Where one part in 500 is defective, an escape costs 2,000 and a false
     * reject 10, it is {@code cost(10 * 0.998, 2_000 * 0.002)}.
     *
     * @param falseReject what it costs to reject a good part, times how often a part is good; above 0
     * @param escape what it costs to pass a defective part, times how often a part is defective; above 0
     */
    public static ThresholdGoal cost(double falseReject, double escape) {
        Checks.inRange(falseReject, "falseRejectCost", Double.MIN_NORMAL, LARGEST_COST);
        Checks.inRange(escape, "escapeCost", Double.MIN_NORMAL, LARGEST_COST);
        return new ThresholdGoal(falseReject, escape, 1);
    }

    /**
     * The fewest false rejects with at most this share of escapes. With fewer than {@code 1 / limit - 1} pictures of defects that
     * cannot be promised: then the cut lies below all of them, and the recipe says what escape rate is to be expected.
     *
     * @param limit share of defective parts that may be passed, 0.0001 to 0.5
     */
    public static ThresholdGoal escapes(double limit) {
        return new ThresholdGoal(1, 0, Checks.inRange(limit, "escapeLimit", 0.0001, 0.5));
    }
}
