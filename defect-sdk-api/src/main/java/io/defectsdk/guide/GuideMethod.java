package io.defectsdk.guide;

/** How a guide's sentences came about. */
public enum GuideMethod {
    /** Taken from the manuals word for word, chosen by rule. */
    EXTRACTIVE,
    /** Taken from the manuals word for word, chosen and put in order by a language model. */
    CHOSEN,
    /** Written by a language model, each sentence checked against those of the manuals that it cites. */
    REPHRASED,
    /** Of a hand-made database, which does not say. */
    UNKNOWN
}
