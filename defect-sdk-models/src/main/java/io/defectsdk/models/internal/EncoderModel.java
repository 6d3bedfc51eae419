package io.defectsdk.models.internal;

import io.defectsdk.InferenceException;
import io.defectsdk.similarity.Embedding;
import java.util.Arrays;
import java.util.List;

/**
 * What one model of an encoder takes and gives. Immutable.
 *
 * @param encoderId id of the encoder
 * @param part which of its models: {@code image} or {@code text}
 * @param input the input's name
 * @param output the output's name
 * @param shape of the input: float32 for a picture, int64 for a text, one at a time
 * @param dimension of the embedding, which is float32 {@code [1, dimension]}
 */
record EncoderModel(String encoderId, String part, String input, String output, List<Long> shape, int dimension) {
    EncoderModel {
        shape = List.copyOf(shape);
    }

    /** For messages. */
    String name() {
        return "the " + part + " model of encoder '" + encoderId + "'";
    }

    /** The shape as runtimes take it. */
    long[] inputShape() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * An output as an embedding.
     *
     * @param actual shape of the output
     * @param values row-major
     * @throws InferenceException if the shape is another one, a value is not finite, or all are 0
     */
    Embedding embedding(long[] actual, float[] values) {
        long[] expected = {1, dimension};
        if (!Arrays.equals(actual, expected)) {
            throw new InferenceException(
                    name() + " gave '" + output + "' as " + Arrays.toString(actual) + ", but its manifest says "
                            + Arrays.toString(expected) + ". Export it again (docs/models.md says how)",
                    null);
        }
        try {
            return Embedding.of(values);
        } catch (IllegalArgumentException e) {
            throw new InferenceException(
                    name() + " gave no embedding: " + e.getMessage()
                            + ". The weights, or the normalisation in its manifest, are wrong: export it again"
                            + " (docs/models.md says how)",
                    e);
        }
    }

    /** An error for a run that failed. */
    InferenceException failed(Exception cause) {
        return new InferenceException(name() + " failed on an input of " + shape + ": " + cause.getMessage(), cause);
    }
}
