package io.defectsdk.core.internal.similarity;

import java.util.Arrays;
import java.util.List;

/**
 * Unit vectors side by side: {@code [dimension, ROWS]}, so that one step of a sum is done for all of them at once. Immutable; unused
 * columns are 0.
 */
final class VectorBlock {
    /** Vectors of a block; long enough for the compiler to use wide registers, short enough for its sums to stay in the fastest cache. */
    static final int ROWS = 256;

    private final int dimension;
    private final int count;
    private final float[] values;

    private VectorBlock(int dimension, int count, float[] values) {
        this.dimension = dimension;
        this.count = count;
        this.values = values;
    }

    /** A block of none. */
    static VectorBlock empty(int dimension) {
        return new VectorBlock(dimension, 0, new float[0]);
    }

    /** A new block of these vectors and more behind them, at most {@link #ROWS} in all. */
    VectorBlock with(List<float[]> vectors) {
        float[] more = values.length == 0 ? new float[Math.multiplyExact(dimension, ROWS)] : values.clone();
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = vectors.get(i);
            for (int d = 0; d < dimension; d++) {
                more[d * ROWS + count + i] = vector[d];
            }
        }
        return new VectorBlock(dimension, count + vectors.size(), more);
    }

    int count() {
        return count;
    }

    /** One vector, {@code [dimension]}. */
    float[] vector(int row) {
        float[] vector = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            vector[d] = values[d * ROWS + row];
        }
        return vector;
    }

    /**
     * The inner products of a vector with all of them, in single precision.
     *
     * @param sums receives {@code [ROWS]}
     */
    void products(float[] vector, float[] sums) {
        Arrays.fill(sums, 0);
        for (int d = 0; d < dimension; d++) {
            float factor = vector[d];
            int start = d * ROWS;
            for (int row = 0; row < ROWS; row++) {
                sums[row] += factor * values[start + row];
            }
        }
    }

    /**
     * The inner product with one of them, or with its first dimensions, summed in double precision in the order of the dimensions: whatever
     * nominates a vector, this is what it is ranked by.
     */
    double product(int row, float[] vector) {
        double sum = 0;
        for (int d = 0; d < vector.length; d++) {
            sum += (double) vector[d] * values[d * ROWS + row];
        }
        return sum;
    }
}
