package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;

/** The centres chosen so far, {@code [count, dimension]}, row-major. */
final class CoresetCentres {
    private final int dimension;
    private final float[] values;
    private int count;

    CoresetCentres(int capacity, int dimension) {
        this.dimension = dimension;
        this.values = new float[Math.multiplyExact(capacity, dimension)];
    }

    void add(PatchSample patches, int patch) {
        System.arraycopy(patches.values(patch), patches.offset(patch), values, count * dimension, dimension);
        count++;
    }

    int count() {
        return count;
    }

    /** All of them, a copy. */
    float[] values() {
        return Arrays.copyOf(values, count * dimension);
    }

    float squaredDistanceUpTo(float limit, int one, int other) {
        return SquaredDistance.upTo(limit, values, one * dimension, values, other * dimension, dimension);
    }

    float squaredDistanceUpTo(float limit, float[] row, int offset, int centre) {
        return SquaredDistance.upTo(limit, row, offset, values, centre * dimension, dimension);
    }
}
