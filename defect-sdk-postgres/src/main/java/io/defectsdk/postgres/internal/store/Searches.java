package io.defectsdk.postgres.internal.store;

import io.defectsdk.account.Actor;
import io.defectsdk.similarity.SearchEntry;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.spi.SearchStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;

/** Searches: written once, never changed. Rows of a hand-made database hold the seed's columns alone. */
final class Searches implements SearchStore {
    private static final double MICROS_PER_SECOND = 1e6;

    private static final RowMapper<SearchEntry> SEARCH = (row, context) -> new SearchEntry(
            row.getLong("search_id"),
            new SearchRecord(
                    Columns.time(row, "searched_at"),
                    Columns.optionalText(row, "product_code").orElse(""),
                    Columns.optionalText(row, "mode")
                            .map(mode -> SimilarityMode.valueOf(mode.toUpperCase(Locale.ROOT))),
                    row.getString("uploaded_image_path"),
                    Optional.ofNullable(row.getObject("inspection_id", UUID.class)),
                    Optional.ofNullable(row.getObject("index_id", Long.class)),
                    Optional.ofNullable(row.getBytes("encoder_sha256")).map(HexFormat.of()::formatHex),
                    Columns.optionalText(row, "filters"),
                    Columns.optionalText(row, "vote").map(StoredVote::read),
                    Columns.optionalText(row, "defect_code"),
                    StoredResult.read(row.getString("top_k_results")),
                    processingTime(row),
                    Columns.optionalActor(row)));

    private final Database database;

    Searches(Database database) {
        this.database = database;
    }

    private static Optional<Duration> processingTime(ResultSet row) throws SQLException {
        double seconds = row.getDouble("processing_time");
        return row.wasNull() || !Double.isFinite(seconds)
                ? Optional.empty()
                : Optional.of(Duration.of(Math.round(seconds * MICROS_PER_SECOND), ChronoUnit.MICROS));
    }

    @Override
    public long add(SearchRecord search) {
        // an actor whose account is not there is one of the host's
        return database.with("record the search", handle -> handle.createQuery("""
                        INSERT INTO <schema>.search_history
                            (searched_at, uploaded_image_path, product_code, defect_code, top_k_results,
                             processing_time, mode, inspection_id, index_id, encoder_sha256, filters, vote, actor_id,
                             actor_name, actor_role, actor_vouched)
                        SELECT :searchedAt, :path, :product, :defect, CAST(:results AS jsonb),
                               :seconds, :mode,
                               (SELECT inspection_id FROM <schema>.inspections WHERE inspection_id = :inspection),
                               :index, :encoder, CAST(:filters AS jsonb), CAST(:vote AS jsonb), u.user_id,
                               :actorName, :actorRole,
                               CASE WHEN CAST(:actorName AS text) IS NOT NULL THEN u.user_id IS NULL END
                        FROM (VALUES (CAST(:actorId AS bigint))) AS actor (id)
                        LEFT JOIN <schema>.users u ON u.user_id = actor.id AND u.username = :actorName
                        RETURNING search_id
                        """)
                .bind("searchedAt", Columns.time(search.searchedAt()))
                .bind("path", SearchStore.keptPath(search.uploadedImagePath()))
                .bind("product", search.productCode())
                .bind("defect", search.defectCode().orElse(null))
                .bind("results", StoredResult.write(search.results()))
                .bind(
                        "seconds",
                        search.processingTime()
                                .map(time -> Columns.micros(time) / MICROS_PER_SECOND)
                                .orElse(null))
                .bind("mode", search.mode().map(Columns::text).orElse(null))
                .bind("inspection", search.inspectionId().orElse(null))
                .bind("index", search.indexId().orElse(null))
                .bind("encoder", search.encoderSha256().map(Columns::hash).orElse(null))
                .bind("filters", search.filters().orElse(null))
                .bind("vote", search.vote().map(StoredVote::write).orElse(null))
                .bind("actorId", search.actor().map(Columns::accountId).orElse(null))
                .bind("actorName", search.actor().map(Actor::name).orElse(null))
                .bind(
                        "actorRole",
                        search.actor().map(actor -> Columns.role(actor.role())).orElse(null))
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Optional<SearchEntry> find(long id) {
        return database.with("find the search", handle -> handle.createQuery(
                        "SELECT * FROM <schema>.search_history WHERE search_id = :id")
                .bind("id", id)
                .map(SEARCH)
                .findOne());
    }

    @Override
    public List<SearchEntry> recent(String productCode, int limit) {
        return database.with("list the recent searches", handle -> handle.createQuery("""
                        SELECT * FROM <schema>.search_history
                        WHERE product_code = :code
                        ORDER BY searched_at DESC, search_id DESC
                        LIMIT :limit
                        """)
                .bind("code", Columns.sought(productCode))
                .bind("limit", Columns.limit(limit))
                .map(SEARCH)
                .list());
    }
}
