package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;

/**
 * The memory bank: patch embeddings of OK pictures, each with the picture that it came from. {@link BankIndex} searches it. Immutable and
 * thread-safe.
 */
public final class MemoryBank {
    private final int count;
    private final int dimension;
    private final int[] sources;
    private final float[] vectors;

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

    /** One vector; a copy. */
    float[] vector(int index) {
        return Arrays.copyOfRange(vectors, index * dimension, (index + 1) * dimension);
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
    public float squaredDistance(int vector, float[] query, int offset) {
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
}
