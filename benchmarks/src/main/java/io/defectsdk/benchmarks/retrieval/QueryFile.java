package io.defectsdk.benchmarks.retrieval;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.benchmarks.input.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for.
 *
 * @param queries at least one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record QueryFile(List<Question> queries) {
    /**
     * A query and what should be found.
     *
     * @param id names it
     * @param lang {@code ko} or {@code en}
     * @param type what kind of query it is
     * @param query the words
     * @param product where the worker stands
     * @param gold product and defect code, {@code prod1/hole}; null where the manuals hold no answer
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Question(
            String id,
            String lang,
            @Nullable String type,
            String query,
            String product,
            @Nullable String gold) {}

    static QueryFile read(Path file) {
        try {
            QueryFile queries = new ObjectMapper().readValue(file.toFile(), QueryFile.class);
            if (queries == null
                    || queries.queries() == null
                    || queries.queries().isEmpty()) {
                throw new UsageException("--queries " + file + " holds none");
            }
            for (Question question : queries.queries()) {
                if (question.query() == null || question.query().isBlank() || question.lang() == null) {
                    throw new UsageException("--queries " + file + ": '" + question.id() + "' needs lang and query");
                }
            }
            return queries;
        } catch (IOException e) {
            throw new UsageException("--queries " + file + " cannot be read: " + e.getMessage());
        }
    }
}
