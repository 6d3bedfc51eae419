package io.defectsdk.similarity;

/** How a picture that is not square is brought to the square that an encoder sees. */
public enum Framing {
    /** The shorter side is fitted and the middle cut out, as CLIP was trained; what lies at the ends of the longer side is lost. */
    CENTRE_CROP,
    /** The longer side is fitted and the rest filled with the model's mean colour: nothing is lost, and the aspect kept. */
    LETTERBOX,
    /** Both sides are fitted, whatever the aspect: nothing is lost, and nothing filled. */
    STRETCH
}
