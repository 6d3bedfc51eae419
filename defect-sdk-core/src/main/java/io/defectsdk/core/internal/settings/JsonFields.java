package io.defectsdk.core.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.SettingException;
import java.util.Optional;
import java.util.Set;

/** Typed values of a JSON object by key. A value of {@code null} is as good as none. */
final class JsonFields {
    private final ObjectNode object;
    private final String name;

    private JsonFields(ObjectNode object, String name) {
        this.object = object;
        this.name = name;
    }

    /**
     * Of stored JSON.
     *
     * @param name what it is, for messages
     */
    static JsonFields parse(String json, String name) {
        JsonNode node = TypedJson.parse(json, name);
        if (!(node instanceof ObjectNode object)) {
            throw new SettingException(
                    name + " must be a JSON object, but is " + node.getNodeType() + "; set them anew", null);
        }
        return new JsonFields(object, name);
    }

    /** The same without some keys. */
    JsonFields without(Set<String> keys) {
        return new JsonFields(object.deepCopy().remove(keys), name);
    }

    /** The same with nothing but this key. */
    JsonFields only(String key) {
        return new JsonFields(object.deepCopy().retain(key), name);
    }

    /** What it is, for messages. */
    String name() {
        return name;
    }

    Optional<Double> number(String key) {
        return value(key, Double.class);
    }

    Optional<Integer> integer(String key) {
        return value(key, Integer.class);
    }

    Optional<Boolean> flag(String key) {
        return value(key, Boolean.class);
    }

    Optional<String> text(String key) {
        return value(key, String.class);
    }

    private <T> Optional<T> value(String key, Class<T> type) {
        return object.hasNonNull(key)
                ? Optional.of(TypedJson.read(object.get(key), type, key + " in " + name))
                : Optional.empty();
    }
}
