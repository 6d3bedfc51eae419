package io.defectsdk.similarity;

/** What a search compares. */
public enum SimilarityMode {
    /** Whole pictures. */
    PICTURE,
    /** What is wrong with a picture: its regions, with the regions of known defects. */
    REGION,
    /** Words with whole pictures; only an encoder that was trained on both (CLIP) can. */
    WORDS
}
