package io.defectsdk.deployment;

import java.time.Duration;

/**
 * What a deployment would take and give, from a short measurement on this machine. Estimates are good to a factor of two on a
 * machine that stays as busy as it was. Immutable.
 *
 * @param okPictures OK pictures, copies not yet left out
 * @param patches patch embeddings of all of them
 * @param sampledPatches those the bank would be chosen from: all of them while they fit {@link PatchCoreOptions#patchMemory()}
 * @param bankVectors vectors of the memory bank; fewer come out where patches are copies of each other
 * @param dimension length of a vector
 * @param bankBytes what these take as float values
 * @param peakMemoryBytes heap that the fit takes at most for embeddings, bank and OK pictures made small, beside one picture being decoded
 * @param fitTime time of the deployment once its turn has come
 * @param inspectionTime time of one inspection afterwards, from a picture's bytes to its map, alone on this machine
 * @param measuredPictures pictures that were measured
 * @param basis in words, how these figures were come by
 */
public record FitForecast(
        int okPictures,
        long patches,
        long sampledPatches,
        int bankVectors,
        int dimension,
        long bankBytes,
        long peakMemoryBytes,
        Duration fitTime,
        Duration inspectionTime,
        int measuredPictures,
        String basis) {}
