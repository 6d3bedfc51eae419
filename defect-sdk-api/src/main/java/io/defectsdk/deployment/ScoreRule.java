package io.defectsdk.deployment;

/** How a picture's score follows from its patches. */
public enum ScoreRule {
    /** The highest value of the blurred anomaly map. */
    MAP_MAXIMUM,
    /** The highest patch score before any blur. As the authors' code does. */
    PATCH_MAXIMUM,
    /**
     * The highest patch distance times {@code 1 - w}: w is the share of the nearest bank vector in a softmax over the patch's distances
     * to that vector's nine nearest ones in the bank, itself among them. As anomalib does (Roth et al., equation 7).
     */
    REWEIGHTED
}
