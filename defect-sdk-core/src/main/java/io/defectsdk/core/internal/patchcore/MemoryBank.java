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
     * The squared Euclidean distance from one vector to a query, the same bits on every platform; see {@link SquaredDistance}.
     *
     * @param vector index of the vector
     * @param query holds the query's values from {@code offset} on
     */
    public float squaredDistance(int vector, float[] query, int offset) {
        return SquaredDistance.of(vectors, vector * dimension, query, offset, dimension);
    }
}
