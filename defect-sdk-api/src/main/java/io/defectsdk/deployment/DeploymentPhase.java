package io.defectsdk.deployment;

/** What a deployment is doing. */
public enum DeploymentPhase {
    /** Waiting for its turn. */
    WAITING,
    /** Reading manuals; counted in their pages, each as often as the reader goes through it. */
    READING,
    /** Decoding pictures and computing their embeddings, or embedding passages of manuals; counted in pictures or passages. */
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
