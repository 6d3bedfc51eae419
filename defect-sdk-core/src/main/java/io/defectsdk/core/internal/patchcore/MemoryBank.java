package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;

/**
 * The memory bank with exact nearest-neighbour search: squared Euclidean distance, summed over dimensions in an order that the
 * bank fixes, by fused multiply-adds, which every platform rounds alike. So a query's result does not depend on batch or
 * threads. What {@link BankLayout} lets a search leave out is only what could not have been nearer. Immutable and
 * thread-safe.
 */
public final class MemoryBank {
    /** Excludes no picture from a search. */
    public static final int NONE = -1;

    private final int count;
    private final int dimension;
    private final int[] sources;
    private final float[] vectors;
    private final BankLayout layout;

    /**
     * A bank.
     *
     * @param vectors {@code [count, dimension]}, row-major
     * @param sources for each vector the index of the OK picture that it came from
     */
    public MemoryBank(int dimension, float[] vectors, int[] sources) {
        this.count = sources.length;
        this.dimension = dimension;
        this.sources = sources.clone();
        if (count == 0 || (long) count * dimension != vectors.length) {
            throw new IllegalArgumentException("a bank of " + count + " vectors of " + dimension
                    + " dimensions does not fit " + vectors.length + " values");
        }
        this.vectors = vectors.clone();
        this.layout = new BankLayout(vectors, count, dimension);
    }

    /** Vectors. */
    public int count() {
        return count;
    }

    /** Length of a vector. */
    public int dimension() {
        return dimension;
    }

    /** For each vector the index of the OK picture that it came from; a copy. */
    public int[] sources() {
        return sources.clone();
    }

    /** All vectors, {@code [count, dimension]}, row-major; a copy. */
    public float[] vectors() {
        return vectors.clone();
    }

    /**
     * The squared Euclidean distance from one vector to a query, summed in an order that depends on the dimension alone, by
     * operations that every platform rounds alike.
     *
     * @param vector index of the vector
     * @param query holds the query's values from {@code offset} on
     */
    float squaredDistance(int vector, float[] query, int offset) {
        int start = vector * dimension;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int d = 0;
        for (; d + 4 <= dimension; d += 4) {
            float t0 = vectors[start + d] - query[offset + d];
            float t1 = vectors[start + d + 1] - query[offset + d + 1];
            float t2 = vectors[start + d + 2] - query[offset + d + 2];
            float t3 = vectors[start + d + 3] - query[offset + d + 3];
            s0 += t0 * t0;
            s1 += t1 * t1;
            s2 += t2 * t2;
            s3 += t3 * t3;
        }
        for (; d < dimension; d++) {
            float t = vectors[start + d] - query[offset + d];
            s0 += t * t;
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * The squared distance from each patch to its nearest vector.
     *
     * @param excludedSource vectors of this OK picture are left out; {@link #NONE} leaves out none
     * @return one value a patch; infinite if every vector is left out
     */
    public float[] nearest(PatchGrid patches, int excludedSource, Parallel parallel) {
        if (patches.dimension() != dimension) {
            throw new IllegalArgumentException("the bank has vectors of " + dimension
                    + " dimensions, but the patches have " + patches.dimension());
        }
        float[] queries = layout.permuted(patches.values(), patches.count(), dimension);
        float[] best = new float[patches.count()];
        parallel.forRange(patches.count(), (from, to) -> new BankSearch(layout, sources, queries, excludedSource)
                .run(from, to, best));
        return best;
    }
}
