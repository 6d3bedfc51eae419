package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.NameSearch;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/**
 * {@link NameSearch} in SQL, with the bound values {@code :text}, {@code :pattern}, {@code :threshold} and {@code :limit}. What
 * is compared is an index's expression on pictures, and must stay as it is there.
 */
final class NameSql {
    private NameSql() {}

    /** A column's value as it is compared. */
    static String normalised(String column) {
        return "lower(normalize(" + column + ", NFC))";
    }

    /** How well the best of several columns fits; NULL columns do not. It matches from {@code :threshold} on. */
    static String rank(String... columns) {
        return Arrays.stream(columns)
                .map(NameSql::normalised)
                .map(name -> "CASE WHEN " + name + " LIKE :pattern THEN CAST(1 AS real) ELSE CAST(0 AS real) END"
                        + " + <trigrams>.similarity(" + name + ", :text)")
                .collect(Collectors.joining(", ", "GREATEST(", ")"));
    }

    /** Binds what {@link #rank} and {@code LIMIT :limit} need. */
    static Query bind(Query query, NameSearch search) {
        return query.bind("text", search.text())
                .bind("pattern", "%" + search.text().replaceAll("[\\\\%_]", "\\\\$0") + "%")
                .bind("threshold", NameSearch.THRESHOLD)
                .bind("limit", search.limit());
    }
}
