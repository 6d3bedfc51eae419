package io.defectsdk.postgres.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.RecipeException;
import io.defectsdk.StoreException;
import io.defectsdk.account.FieldChange;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.inspection.AnomalyRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Values kept as JSONB: keys in snake_case as elsewhere in the schema; keys of a newer release are skipped. */
final class Json {
    private static final Logger LOG = LoggerFactory.getLogger(Json.class);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final TypeReference<List<StoredRegion>> REGIONS = new TypeReference<>() {};

    /** The field of what is not a change that this release knows. */
    private static final String UNREADABLE = "?";

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a value that can be kept as JSON: " + value.getClass(), e);
        }
    }

    static RecipeSummary summary(String json) {
        try {
            JsonNode summary = MAPPER.readTree(json);
            if (summary.path("method") instanceof ObjectNode method) {
                complete(method);
            }
            if (summary.has("bank_vectors")) { // not grouped yet
                throw new RecipeException(
                        "the recipe was made by an older release, in a form that this one does not read: teach the product again"
                                + " with deployments().deploy(...)",
                        null);
            }
            return MAPPER.treeToValue(summary, RecipeSummary.class);
        } catch (JsonProcessingException e) {
            throw unreadable("recipes.summary", e);
        }
    }

    /** Says what went without saying in older releases. */
    private static void complete(ObjectNode method) {
        if (method.has("input_size")) { // before there were several
            method.set("input_sizes", method.arrayNode().add(method.get("input_size")));
        }
        if (!method.has("tiling")) {
            method.set("tiling", MAPPER.valueToTree(Tiling.NONE));
        }
    }

    /** How a {@link FieldChange} lies in the database. */
    private record Change(
            String field, @Nullable String before, @Nullable String after) {}

    static String changes(List<FieldChange> changes) {
        return write(changes.stream()
                .map(change -> new Change(
                        change.field(),
                        change.before().orElse(null),
                        change.after().orElse(null)))
                .toList());
    }

    /**
     * NULL stands for none. What another hand wrote there is read as well as can be: the log's other entries are not to be
     * out of reach because of it.
     */
    static List<FieldChange> changes(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        try {
            JsonNode changes = MAPPER.readTree(json);
            if (!changes.isArray()) {
                return List.of(unreadableChange(changes));
            }
            List<FieldChange> read = new ArrayList<>();
            for (JsonNode change : changes) {
                read.add(
                        change.path("field").isTextual()
                                ? new FieldChange(
                                        change.path("field").textValue(),
                                        value(change.path("before")),
                                        value(change.path("after")))
                                : unreadableChange(change));
            }
            return read;
        } catch (JsonProcessingException e) { // deeper than the parser goes, or a number longer than it reads
            LOG.warn("a value of audit_log.changes cannot be read: its entry is listed without it", e);
            return List.of();
        }
    }

    /** Whatever it is, so that whoever reads the log sees it. */
    private static FieldChange unreadableChange(JsonNode what) {
        return new FieldChange(UNREADABLE, Optional.empty(), Optional.of(what.toString()));
    }

    private static Optional<String> value(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(node.isTextual() ? node.textValue() : node.toString());
    }

    static String regions(List<AnomalyRegion> regions) {
        return write(regions.stream().map(StoredRegion::of).toList());
    }

    static List<AnomalyRegion> regions(String json) {
        try {
            return MAPPER.readValue(json, REGIONS).stream()
                    .map(StoredRegion::toRegion)
                    .toList();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unreadable("inspections.regions", e);
        }
    }

    /** A value of whatever form. */
    static JsonNode tree(String column, String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw unreadable(column, e);
        }
    }

    /** A value of a form that its store knows. */
    static <T> T read(String column, String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unreadable(column, e);
        }
    }

    static StoreException unreadable(String column, Exception e) {
        return StoreException.failed(
                "a value of " + column + " is not what this release writes there; it was changed by hand or comes from"
                        + " a newer release: restore it from a backup, or use that release",
                e);
    }
}
