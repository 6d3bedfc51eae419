package io.defectsdk.core.internal.similarity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Expected values, which {@code benchmarks/reference/similarity_golden.py} wrote with NumPy 2.4.6 in double precision. */
final class SimilarityGolden {
    private SimilarityGolden() {}

    static Stream<JsonNode> cases(String step) {
        try (InputStream json = SimilarityGolden.class.getResourceAsStream("similarity-golden.json")) {
            JsonNode cases = new ObjectMapper().readTree(json).get(step);
            return StreamSupport.stream(cases.spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static float[] floats(JsonNode numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.get(i).asDouble();
        }
        return values;
    }
}
