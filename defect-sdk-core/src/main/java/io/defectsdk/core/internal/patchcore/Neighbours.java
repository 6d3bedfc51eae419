package io.defectsdk.core.internal.patchcore;

/**
 * Each patch's nearest vector of a memory bank. Not changed after it was made.
 *
 * @param squaredDistances to the nearest vector, one a patch
 * @param vectors index of that vector; the lowest of several that are equally near
 */
@SuppressWarnings("ArrayRecordComponent") // internal, handed over and not changed
public record Neighbours(float[] squaredDistances, int[] vectors) {}
