package io.defectsdk.core.internal.similarity;

import io.defectsdk.similarity.Embedding;

/** Turns embeddings into unit vectors that are compared: {@code matrix · (embedding - mean)}, made of length 1. Immutable. */
public final class LinearMap {
    private final float[] mean;
    private final float[] triangle;

    private LinearMap(float[] mean, float[] triangle) {
        this.mean = mean;
        this.triangle = triangle;
    }

    /** Embeddings as they are, made of length 1. */
    static LinearMap identity(int dimension) {
        return new LinearMap(new float[dimension], new float[0]);
    }

    /**
     * A map to as many dimensions.
     *
     * @param mean {@code [dimension]}; not copied
     * @param triangle the rows of a lower triangular matrix, the first of one number, the next of two and so on; empty: the identity; not
     *     copied
     */
    static LinearMap of(float[] mean, float[] triangle) {
        if (triangle.length != 0 && triangle.length != triangleLength(mean.length)) {
            throw new IllegalArgumentException(
                    "a triangle of " + triangle.length + " numbers does not fit " + mean.length + " dimensions");
        }
        return new LinearMap(mean, triangle);
    }

    static long triangleLength(int dimension) {
        return (long) dimension * (dimension + 1) / 2;
    }

    /** Whether it knows which directions tell pictures apart. */
    boolean learned() {
        return triangle.length > 0;
    }

    int dimension() {
        return mean.length;
    }

    /** {@code [dimension]}; not to be changed. */
    float[] mean() {
        return mean;
    }

    /** See {@link #of}; not to be changed. */
    float[] triangle() {
        return triangle;
    }

    /**
     * The unit vector of an embedding: one that is the mean itself points nowhere, and becomes 0, which is like nothing. Computed in double
     * precision, so that no finite embedding overflows.
     *
     * @throws IllegalArgumentException if the embedding has another dimension
     */
    float[] unit(Embedding embedding) {
        double[] centred = values(embedding);
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean[i];
        }
        return mapped(centred);
    }

    private double[] values(Embedding embedding) {
        if (embedding.dimension() != mean.length) {
            throw new IllegalArgumentException("an embedding of " + mean.length
                    + " dimensions is compared here, but this one has " + embedding.dimension());
        }
        float[] single = embedding.values();
        double[] values = new double[single.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = single[i];
        }
        return values;
    }

    private float[] mapped(double[] vector) {
        return normalised(triangle.length == 0 ? vector : product(vector));
    }

    private double[] product(double[] vector) {
        double[] result = new double[vector.length];
        int start = 0;
        for (int row = 0; row < result.length; row++) {
            // four sums side by side: one alone would wait for each addition
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            int i = 0;
            for (; i + 3 <= row; i += 4) {
                a += triangle[start + i] * vector[i];
                b += triangle[start + i + 1] * vector[i + 1];
                c += triangle[start + i + 2] * vector[i + 2];
                d += triangle[start + i + 3] * vector[i + 3];
            }
            for (; i <= row; i++) {
                a += triangle[start + i] * vector[i];
            }
            result[row] = a + b + (c + d);
            start += row + 1;
        }
        return result;
    }

    private static float[] normalised(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        float[] unit = new float[vector.length];
        if (squares > 0) {
            double length = Math.sqrt(squares);
            for (int i = 0; i < unit.length; i++) {
                unit[i] = (float) (vector[i] / length);
            }
        }
        return unit;
    }
}
