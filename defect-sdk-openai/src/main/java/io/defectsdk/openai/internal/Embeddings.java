package io.defectsdk.openai.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.ErrorCode;
import io.defectsdk.similarity.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a list of embeddings, and brings them to length 1. */
final class Embeddings {
    private Embeddings() {}

    /** So many of this dimension, in the order of their {@code index}. */
    static List<Embedding> of(JsonNode list, int count, int dimension, Reply reply) throws FailedCall {
        JsonNode error = list.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            throw FailedCall.of(
                    ErrorCode.LANGUAGE_MODEL_UNAVAILABLE,
                    reply.address() + " failed: '" + reply.excerpt(Json.errorOf(list, error.toString())) + "'",
                    null);
        }
        JsonNode data = list.path("data");
        if (!data.isArray() || data.size() != count) {
            throw FailedCall.broken(reply.address() + " was given " + count + " texts, but sent "
                    + (data.isArray() ? data.size() + " embeddings" : "no 'data'"));
        }
        @Nullable Embedding[] sorted = new Embedding[count];
        for (JsonNode entry : data) {
            JsonNode index = entry.path("index");
            if (!index.isInt() || index.intValue() < 0 || index.intValue() >= count) {
                throw FailedCall.broken(reply.address() + " sent an embedding whose 'index' is none of 0 to "
                        + (count - 1) + ": '" + reply.excerpt(index.toString()) + "'");
            }
            if (sorted[index.intValue()] != null) {
                throw FailedCall.broken(reply.address() + " sent two embeddings of index " + index.intValue());
            }
            sorted[index.intValue()] = embedding(entry.path("embedding"), dimension, reply);
        }
        List<Embedding> embeddings = new ArrayList<>(count);
        for (Embedding embedding : sorted) {
            if (embedding != null) {
                embeddings.add(embedding);
            }
        }
        return embeddings;
    }

    private static Embedding embedding(JsonNode numbers, int dimension, Reply reply) throws FailedCall {
        if (!numbers.isArray() || numbers.size() != dimension) {
            throw FailedCall.broken(reply.address() + " sent "
                    + (numbers.isArray()
                            ? "an embedding of " + numbers.size() + " dimensions"
                            : "no array of numbers as embedding")
                    + ", but " + dimension + " dimensions are expected; is this the model meant?");
        }
        double[] values = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            JsonNode number = numbers.get(i);
            values[i] = number.doubleValue();
            // a float's range bounds the sum of squares too
            if (!number.isNumber() || !(Math.abs(values[i]) <= Float.MAX_VALUE)) {
                throw FailedCall.broken(reply.address() + " sent an embedding whose value " + i + " of " + dimension
                        + " is no finite number: '" + reply.excerpt(number.toString()) + "'");
            }
        }
        double length =
                Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
        float[] unit = new float[dimension];
        boolean zero = true;
        for (int i = 0; i < dimension; i++) {
            unit[i] = (float) (values[i] / length);
            zero &= unit[i] == 0;
        }
        if (zero || length == 0) {
            throw FailedCall.broken(reply.address() + " sent an embedding of zeros alone, which has no direction");
        }
        return Embedding.of(unit);
    }
}
