package io.defectsdk.deployment;

/**
 * A recipe's memory bank, in figures. Immutable.
 *
 * @param okPictures OK pictures it was taught from
 * @param patches patch embeddings of all of them
 * @param sampledPatches those the bank was chosen from: all of them while they fitted {@link PatchCoreOptions#patchMemory()}
 * @param sampling how these were drawn
 * @param vectors vectors in the memory bank, of all input sizes
 * @param dimension length of a vector
 * @param coverRadius largest Euclidean distance from a sampled patch to the nearest bank vector of its input size
 */
public record BankSummary(
        int okPictures,
        int patches,
        int sampledPatches,
        PatchSampling sampling,
        int vectors,
        int dimension,
        double coverRadius) {}
