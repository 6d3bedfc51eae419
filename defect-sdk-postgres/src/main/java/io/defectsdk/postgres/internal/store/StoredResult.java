package io.defectsdk.postgres.internal.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.similarity.SearchRecord.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a {@link Found} lies in {@code search_history.top_k_results}: the seed's four keys, and three of ours. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredResult(
        int rank,
        String imagePath,
        String imageName,
        double similarity,
        @Nullable Long imageId,
        @Nullable String defectCode,
        @Nullable Double pictureSimilarity) {
    private static final String COLUMN = "search_history.top_k_results";

    static String write(List<Found> results) {
        return Json.write(results.stream()
                .map(found -> new StoredResult(
                        found.rank(),
                        found.imagePath(),
                        found.imageName(),
                        found.similarity(),
                        found.imageId().orElse(null),
                        found.defectCode().orElse(null),
                        found.pictureSimilarity().orElse(null)))
                .toList());
    }

    /** What another system wrote is read as well as can be: other searches are not to be out of reach because of it. */
    static List<Found> read(String json) {
        List<Found> results = new ArrayList<>();
        for (JsonNode result : Json.tree(COLUMN, json)) {
            results.add(found(result, results.size() + 1));
        }
        return results;
    }

    private static Found found(JsonNode result, int position) {
        // nothing but a path, or whatever else it is, so that whoever reads it sees it
        String path =
                text(result.isObject() ? result.path("image_path") : result).orElse("");
        JsonNode id = result.path("image_id");
        JsonNode pictureSimilarity = result.path("picture_similarity");
        return new Found(
                result.path("rank").asInt(position),
                path,
                text(result.path("image_name")).orElseGet(() -> path.substring(lastSeparator(path) + 1)),
                result.path("similarity").asDouble(Double.NaN),
                id.canConvertToLong() && id.isIntegralNumber() ? Optional.of(id.longValue()) : Optional.empty(),
                text(result.path("defect_code")),
                pictureSimilarity.isNumber() ? Optional.of(pictureSimilarity.doubleValue()) : Optional.empty());
    }

    private static int lastSeparator(String path) {
        return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    }

    private static Optional<String> text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(node.isTextual() ? node.textValue() : node.toString());
    }
}
