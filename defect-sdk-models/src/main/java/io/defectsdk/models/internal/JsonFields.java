package io.defectsdk.models.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Strict reading of a JSON object: every field is asked for by name, type and range, and {@link #end()} refuses what was
 * not asked for. Each error names the field. Confined to one thread.
 */
final class JsonFields {
    private final String location;
    private final String path;
    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    private JsonFields(String location, String path, JsonNode object) {
        this.location = location;
        this.path = path;
        this.object = object;
    }

    /** Reads an object; {@code location} stands in the messages. */
    static JsonFields of(String location, JsonNode node) {
        if (!node.isObject()) {
            throw invalid(location, "it must be a JSON object, but is " + describe(node));
        }
        return new JsonFields(location, "", node);
    }

    static ModelLoadException invalid(String location, String problem) {
        return new ModelLoadException(
                ErrorCode.MODEL_INVALID,
                "the model manifest " + location + " cannot be used: " + problem
                        + ". Compare it with docs/models.md, or export the model again",
                null);
    }

    /** Whether there is such a field, for one that may be left out. */
    boolean has(String name) {
        return object.has(name);
    }

    String text(String name, Pattern pattern) {
        return text(name, field(name), pattern);
    }

    /** A text out of a fixed choice. */
    String choice(String name, String... choices) {
        JsonNode node = field(name);
        if (!node.isTextual() || !List.of(choices).contains(node.textValue())) {
            throw wrong(name, "one of " + List.of(choices), node);
        }
        return node.textValue();
    }

    int integer(String name, int min, int max) {
        JsonNode node = field(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            throw wrong(name, "a whole number from " + min + " to " + max, node);
        }
        return node.intValue();
    }

    boolean bool(String name) {
        JsonNode node = field(name);
        if (!node.isBoolean()) {
            throw wrong(name, "true or false", node);
        }
        return node.booleanValue();
    }

    List<Double> numbers(String name, int count, double min, double max) {
        JsonNode node = array(name, count, count);
        List<Double> numbers = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isNumber() || !(element.doubleValue() >= min && element.doubleValue() <= max)) {
                throw wrong(name, count + " numbers from " + min + " to " + max, element);
            }
            numbers.add(element.doubleValue());
        }
        return numbers;
    }

    List<String> texts(String name, int maxCount, Pattern pattern) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name, 1, maxCount)) {
            texts.add(text(name, element, pattern));
        }
        return texts;
    }

    JsonFields object(String name) {
        JsonNode node = field(name);
        if (!node.isObject()) {
            throw wrong(name, "an object", node);
        }
        return new JsonFields(location, path + name + ".", node);
    }

    List<JsonFields> objects(String name, int maxCount) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : array(name, 1, maxCount)) {
            if (!element.isObject()) {
                throw wrong(name, "an array of objects", element);
            }
            objects.add(new JsonFields(location, path + name + "[" + objects.size() + "].", element));
        }
        return objects;
    }

    /** Refuses fields that were not asked for. */
    void end() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw invalid(location, "it holds the unknown field '" + path + shortened(name) + "'");
            }
        }
    }

    /** An error of a field whose type is right. */
    ModelLoadException invalid(String name, String problem, Object actual) {
        return invalid(location, "'" + path + name + "' " + problem + ", but is " + shortened(actual.toString()));
    }

    private JsonNode field(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        if (node == null) {
            throw invalid(location, "the field '" + path + name + "' is missing");
        }
        return node;
    }

    private JsonNode array(String name, int min, int max) {
        JsonNode node = field(name);
        if (!node.isArray() || node.size() < min || node.size() > max) {
            String count = min == max ? String.valueOf(min) : min + " to " + max;
            throw wrong(name, "an array of " + count + " elements", node);
        }
        return node;
    }

    private String text(String name, JsonNode node, Pattern pattern) {
        if (!node.isTextual() || !pattern.matcher(node.textValue()).matches()) {
            throw wrong(name, "a text that matches " + pattern, node);
        }
        return node.textValue();
    }

    private ModelLoadException wrong(String name, String expected, JsonNode actual) {
        return invalid(location, "'" + path + name + "' must be " + expected + ", but is " + describe(actual));
    }

    private static String describe(JsonNode node) {
        return node.isMissingNode() ? "empty" : shortened(node.toString());
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
