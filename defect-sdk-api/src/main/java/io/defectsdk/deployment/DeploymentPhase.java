package io.defectsdk.deployment;

/** What a deployment is doing. */
public enum DeploymentPhase {
    /** Waiting for its turn. */
    WAITING,
    /** Decoding pictures and computing their patch embeddings; counted in pictures. */
    EMBEDDING,
    /** Choosing the memory bank from the embeddings; counted in vectors. */
    CORESET,
    /**
     * Scoring each OK picture against a bank chosen without it, and defects against the bank; counted in vectors of these banks
     * and pictures.
     */
    CALIBRATION,
    /** Storing and activating the new version. */
    ACTIVATION,
    /** Ended, one way or another. */
    DONE
}
