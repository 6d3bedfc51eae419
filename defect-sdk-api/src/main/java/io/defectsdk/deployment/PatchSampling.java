package io.defectsdk.deployment;

/** Which of the OK pictures' patch embeddings a memory bank was chosen from. */
public enum PatchSampling {
    /** All of them. */
    ALL,
    /** A uniform sample without replacement, drawn by seed and in the order of the pictures. */
    RESERVOIR
}
