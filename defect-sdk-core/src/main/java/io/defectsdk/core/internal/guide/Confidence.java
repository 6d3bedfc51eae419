package io.defectsdk.core.internal.guide;

/**
 * The probability that the first passage found is the right one: a logistic regression on {@link Evidence}, learned on 350
 * queries over four manuals (benchmarks/queries), with the product known and without.
 */
public final class Confidence {
    /** Below, the manuals are taken not to hold an answer: of those queries that have one, 4.5 % lie below with the product known, 1.9 % without. */
    public static final double ANSWERED = 0.4;

    /** Where meanings were not compared: what the tuning queries have on average. */
    private static final double TYPICAL = 1.92;

    private static final int MOST_FOREIGN = 2;

    private Confidence() {}

    /** 0 to 1. */
    public static double of(Evidence evidence) {
        if (!evidence.names() && evidence.words().held() == 0) {
            return 0; // meaning alone does not tell: words that are none are near to something, too
        }
        double sum = -4.06
                + (evidence.names() ? 1.43 : 0)
                - (evidence.namesOther() ? 0.95 : 0)
                - 2.98 * Math.min(MOST_FOREIGN, evidence.foreign())
                + 4.96 * evidence.words().share()
                + 0.55 * evidence.words().asked()
                + 1.01 * evidence.standsOut().orElse(TYPICAL);
        return 1 / (1 + Math.exp(-sum));
    }
}
