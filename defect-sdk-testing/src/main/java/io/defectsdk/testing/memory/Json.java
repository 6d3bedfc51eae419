package io.defectsdk.testing.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.defectsdk.StoreException;
import io.defectsdk.account.FieldChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** JSON compared by what it means, as PostgreSQL's jsonb compares it: 0.9 is 0.90, and keys have no order. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** For {@link JsonNode#equals(Comparator, JsonNode)}, which asks it about leaves. */
    private static final Comparator<JsonNode> LEAVES = (first, second) -> {
        if (first.isNumber() && second.isNumber()) {
            return first.decimalValue().compareTo(second.decimalValue());
        }
        return first.equals(second) ? 0 : 1;
    };

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a value that can be kept as JSON: " + value.getClass(), e);
        }
    }

    static void check(String json) {
        read(json);
    }

    static void checkObject(String json) {
        if (!read(json).isObject()) {
            throw StoreException.failed("a JSON object expected, but found another value", null);
        }
    }

    static boolean same(String first, String second) {
        return read(first).equals(LEAVES, read(second));
    }

    /** Between two objects: one change for each key whose value differs, in the order of the keys. */
    static List<FieldChange> changes(String before, String after) {
        JsonNode old = read(before);
        JsonNode now = read(after);
        Set<String> keys = new TreeSet<>(CodePoints::compare);
        old.fieldNames().forEachRemaining(keys::add);
        now.fieldNames().forEachRemaining(keys::add);
        List<FieldChange> changes = new ArrayList<>();
        for (String key : keys) {
            if (!old.path(key).equals(LEAVES, now.path(key))) {
                changes.add(new FieldChange(key, text(old, key), text(now, key)));
            }
        }
        return changes;
    }

    private static Optional<String> text(JsonNode object, String key) {
        return Optional.ofNullable(object.get(key)).map(JsonNode::toString);
    }

    private static JsonNode read(String json) {
        try {
            JsonNode value = MAPPER.readTree(json);
            if (value.isMissingNode()) {
                throw StoreException.failed("JSON expected, but found nothing", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw StoreException.failed("JSON expected, but found something else; see the cause", e);
        }
    }
}
