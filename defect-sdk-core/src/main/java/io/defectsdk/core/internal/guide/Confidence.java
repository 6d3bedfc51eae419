package io.defectsdk.core.internal.guide;

/**
 * The probability that the first passage found is the right one: a logistic regression on {@link Evidence}, learned on the tuning part of our
 * queries over four manuals (benchmarks/queries), with the product known and without.
 */
public final class Confidence {
    /** Below, the manuals are taken not to hold an answer: of the tuning queries that have one, 5 % lie below. */
    public static final double ANSWERED = 0.25;

    /** Of a query, this share of its words must be found, unless it names the defect type: meaning alone does not tell (measured). */
    private static final double LEAST_SHARED = 0.15;

    private Confidence() {}

    /** 0 to 1. */
    public static double of(Evidence evidence) {
        if (!evidence.names() && evidence.coverage() < LEAST_SHARED) {
            return 0;
        }
        double sum = -0.92
                + (evidence.names() ? 0.94 : 0)
                + 2.07 * evidence.coverage()
                - 1.08 * evidence.unseen()
                + 0.41 * evidence.standsOut()
                + (evidence.agreement() ? 0.52 : 0)
                + 1.37 * evidence.lead();
        return 1 / (1 + Math.exp(-sum));
    }
}
