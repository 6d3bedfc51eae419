package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;

/**
 * The memory bank: patch embeddings of OK pictures, each with the patch that it came from. {@link BankIndex} searches it. Immutable and
 * thread-safe.
 */
public final class MemoryBank {
    private final int count;
    private final int dimension;
    private final int[] pictures;
    private final int[] patches;
    private final float[] vectors;

    /**
     * A bank.
     *
     * @param vectors {@code [count, dimension]}, row-major
     * @param pictures for each vector the index of the OK picture that it came from
     * @param patches for each vector the place of its patch in that picture, as in a {@link PatchGrid}
     */
    public MemoryBank(int dimension, float[] vectors, int[] pictures, int[] patches) {
        this.count = pictures.length;
        this.dimension = dimension;
        this.pictures = pictures.clone();
        this.patches = patches.clone();
        if (patches.length != count) {
            throw new IllegalArgumentException(
                    "a bank of " + count + " vectors has as many patches, but there are " + patches.length);
        }
        for (int i = 0; i < count; i++) {
            if (pictures[i] < 0 || patches[i] < 0) {
                throw new IllegalArgumentException("pictures and patches are counted from 0, but vector " + i
                        + " comes from picture " + pictures[i] + ", patch " + patches[i]);
            }
        }
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

    /**
     * Where a vector came from.
     *
     * @param picture index of the OK picture
     * @param patch place in that picture, counted in reading order as in a {@link PatchGrid}
     */
    public record Origin(int picture, int patch) {}

    /** Where one vector came from. */
    public Origin origin(int vector) {
        return new Origin(pictures[vector], patches[vector]);
    }

    /** For each vector the index of the OK picture that it came from; a copy. */
    public int[] pictures() {
        return pictures.clone();
    }

    /** For each vector the place of its patch in that picture; a copy. */
    public int[] patches() {
        return patches.clone();
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

    /** The same where it is at most {@code limit}, else something above {@code limit}. */
    float squaredDistance(int vector, float[] query, int offset, float limit) {
        return SquaredDistance.upTo(Math.nextUp(limit), vectors, vector * dimension, query, offset, dimension);
    }
}
