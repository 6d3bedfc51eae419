package io.defectsdk.core.internal.similarity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.similarity.SimilarityQuery.Words;

/** How the history tells of a query's filters. */
final class RecordedFilters {
    private RecordedFilters() {}

    /** A JSON object; what was not asked for is not in it. */
    static String json(SimilarityQuery query) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (query.productCodes().size() > 1) {
            ArrayNode products = json.putArray("products");
            query.productCodes().forEach(products::add);
        }
        if (!query.filter().defectCodes().isEmpty()) {
            ArrayNode types = json.putArray("defect_codes");
            query.filter().defectCodes().stream().sorted().forEach(types::add);
        }
        query.filter().registeredFrom().ifPresent(from -> json.put("registered_from", from.toString()));
        query.filter().registeredBefore().ifPresent(end -> json.put("registered_before", end.toString()));
        if (query.filter().predicate().isPresent()) {
            json.put("custom", true);
        }
        if (!query.nearDuplicates()) {
            json.put("near_duplicates", false);
        }
        if (query.subject() instanceof Words words) {
            json.put("words", words.words());
        }
        return json.toString();
    }
}
