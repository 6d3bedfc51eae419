package io.defectsdk.core.internal.guide;

/**
 * The probability that the first passage found is an answer: a logistic regression on {@link Evidence}, learned from the tuning half of our queries over four
 * manuals (benchmarks/queries; how, and what it reaches on the others, is in docs/manuals.md).
 */
public final class Confidence {
    /** Below, the manuals are taken not to hold an answer. */
    public static final double ANSWERED = 0.5;

    private Confidence() {}

    /** 0 to 1. */
    public static double of(Evidence evidence) {
        double sum = -3
                + (evidence.names() ? 3 : 0)
                - (evidence.namesOther() ? 2 : 0)
                + 4 * evidence.coverage()
                - 2 * evidence.unseen()
                + (evidence.agreement() ? 1 : 0);
        return 1 / (1 + Math.exp(-sum));
    }
}
