package io.defectsdk.openai.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON from servers that are not trusted: how deep, how long and how large is bounded. */
final class Json {
    private static final int DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNameLength(1000)
                            .maxNumberLength(100)
                            // a body's bytes are bounded before it is parsed
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema that a caller gives. */
    static JsonNode schema(String text) {
        JsonNode schema = parsed(text.getBytes(StandardCharsets.UTF_8));
        if (schema == null || !schema.isObject()) {
            throw new IllegalArgumentException("a JSON schema is a JSON object, at most " + DEPTH + " levels deep, but"
                    + " this text of " + text.length() + " characters is none");
        }
        return schema;
    }

    /** What a server sends. What is wrong with it is not taken from the parser, whose messages quote the text. */
    static JsonNode object(byte[] text, Reply reply) throws FailedCall {
        JsonNode object = parsed(text);
        if (object == null || !object.isObject()) {
            throw FailedCall.broken(reply.address() + " sent something else than a JSON object of at most " + DEPTH
                    + " levels: '" + reply.excerpt(new String(text, StandardCharsets.UTF_8)) + "'");
        }
        return object;
    }

    private static @Nullable JsonNode parsed(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong, from a body that says so in JSON in one of the ways that are about; else the body itself. */
    static String errorOf(String body) {
        JsonNode root = parsed(body.getBytes(StandardCharsets.UTF_8));
        return root == null || !root.isObject() ? body : errorOf(root, body);
    }

    /** The same of an object that was read already. */
    static String errorOf(JsonNode root, String otherwise) {
        for (JsonNode place :
                new JsonNode[] {root.path("error").path("message"), root.path("error"), root.path("message")}) {
            if (place.isTextual()) {
                return place.textValue();
            }
        }
        return otherwise;
    }
}
