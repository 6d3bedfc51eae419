package io.defectsdk.core.internal.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.defectsdk.SettingException;

/** JSON values as {@code Integer}, {@code Double}, {@code Boolean} or {@code String}, without guessing: {@code "5"} is no 5. */
final class TypedJson {
    private static final int SHOWN = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TypedJson() {}

    /**
     * Reads stored JSON.
     *
     * @param name what it is, for messages, such as {@code the setting default_top_k}
     */
    static JsonNode parse(String json, String name) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new SettingException(name + " must be JSON, but is " + shown(json) + "; set it anew", e);
        }
    }

    /** A value of this type; {@code name} as {@link #parse}. */
    static <T> T read(JsonNode node, Class<T> type, String name) {
        if (type == Integer.class && node.isIntegralNumber() && node.canConvertToInt()) {
            return type.cast(node.intValue());
        }
        if (type == Double.class && node.isNumber() && Double.isFinite(node.doubleValue())) {
            return type.cast(node.doubleValue());
        }
        if (type == Boolean.class && node.isBoolean()) {
            return type.cast(node.booleanValue());
        }
        if (type == String.class && node.isTextual()) {
            return type.cast(node.textValue());
        }
        throw new SettingException(
                name + " must be " + expected(type) + ", but is " + shown(node.toString()) + "; set it anew", null);
    }

    /** The other way round; {@code name} as {@link #parse}. */
    static String write(Object value, String name) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new SettingException(name + " must be a finite number, but is " + number, null);
        }
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " cannot be kept as JSON: " + value.getClass(), e);
        }
    }

    private static String expected(Class<?> type) {
        if (type == Integer.class) {
            return "a whole number of 32 bits";
        }
        if (type == Double.class) {
            return "a number";
        }
        return type == Boolean.class ? "true or false" : "a text";
    }

    private static String shown(String json) {
        return json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "...";
    }
}
