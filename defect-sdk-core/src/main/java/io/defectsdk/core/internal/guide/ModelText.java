package io.defectsdk.core.internal.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** Finds the JSON in what a language model said: small ones put it into a fence, or say something before it. */
final class ModelText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelText() {}

    /** The object between the first brace and the last one, if it is one. */
    static Optional<JsonNode> object(String answer) {
        int start = answer.indexOf('{');
        int end = answer.lastIndexOf('}');
        if (start < 0 || end < start) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readTree(answer.substring(start, end + 1)))
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
