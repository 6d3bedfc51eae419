package io.defectsdk.similarity;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * What an encoder makes of a picture, a part of one, or a text: float32 {@code [dimension]}, of any length but 0. Those of one
 * encoder can be compared, others cannot. Immutable.
 */
public final class Embedding {
    /** The largest dimension. */
    public static final int MAX_DIMENSION = 65_536;

    private final float[] values;

    private Embedding(float[] values) {
        this.values = values;
    }

    /**
     * An embedding.
     *
     * @param values {@code [dimension]}, 1 to {@value #MAX_DIMENSION} of them; copied
     * @throws IllegalArgumentException if one is infinite or not a number, or all are 0: such a vector has no direction
     */
    public static Embedding of(float[] values) {
        float[] copy = requireNonNull(values, "values").clone();
        if (copy.length < 1 || copy.length > MAX_DIMENSION) {
            throw new IllegalArgumentException("an embedding has 1 to " + MAX_DIMENSION + " dimensions, but "
                    + copy.length + " values were given");
        }
        boolean zero = true;
        for (int i = 0; i < copy.length; i++) {
            if (!Float.isFinite(copy[i])) {
                throw new IllegalArgumentException(
                        "an embedding is of finite numbers, but value " + i + " of " + copy.length + " is " + copy[i]);
            }
            zero &= copy[i] == 0;
        }
        if (zero) {
            throw new IllegalArgumentException(
                    "all " + copy.length + " values of an embedding are 0, so that it has no direction to compare");
        }
        return new Embedding(copy);
    }

    /** Its dimension. */
    public int dimension() {
        return values.length;
    }

    /** A copy of its values, {@code [dimension]}. */
    public float[] values() {
        return values.clone();
    }

    /**
     * The cosine of the angle between both, -1 to 1, higher being closer; summed in double precision, in the order of the
     * values, so that it is the same everywhere.
     *
     * @throws IllegalArgumentException if the dimensions differ
     */
    public double cosineSimilarity(Embedding other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException("embeddings of " + values.length + " and " + other.values.length
                    + " dimensions cannot be compared");
        }
        double dot = 0;
        double mine = 0;
        double others = 0;
        for (int i = 0; i < values.length; i++) {
            dot += (double) values[i] * other.values[i];
            mine += (double) values[i] * values[i];
            others += (double) other.values[i] * other.values[i];
        }
        return Math.max(-1, Math.min(1, dot / (Math.sqrt(mine) * Math.sqrt(others))));
    }

    /** Whether the other is an embedding of the same values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding embedding && Arrays.equals(values, embedding.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "embedding of " + values.length + " dimensions";
    }
}
