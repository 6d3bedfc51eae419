package io.defectsdk.postgres.internal.store;

import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.spi.SimilarityIndexStore;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Similarity indexes; {@link Deployments#complete} writes them. */
final class SimilarityIndexes implements SimilarityIndexStore {
    private static final String SELECT = """
            SELECT x.index_id, p.product_code, x.version, x.artifact_sha256, x.space_sha256, x.is_active, x.created_at,
                   x.deploy_id, x.summary
            FROM <schema>.similarity_indexes x JOIN <schema>.products p ON p.product_id = x.product_id
            """;

    private static final RowMapper<SimilarityIndex> INDEX = (row, context) -> new SimilarityIndex(
            row.getLong("index_id"),
            row.getString("product_code"),
            row.getInt("version"),
            Columns.hash(row, "artifact_sha256"),
            Columns.hash(row, "space_sha256"),
            row.getBoolean("is_active"),
            Columns.time(row, "created_at"),
            row.getLong("deploy_id"),
            Json.read("similarity_indexes.summary", row.getString("summary"), IndexSummary.class));

    private final Database database;

    SimilarityIndexes(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SimilarityIndex> active(String productCode) {
        return database.with("find the active index", handle -> handle.createQuery(
                        SELECT + "WHERE p.product_code = :code AND x.is_active")
                .bind("code", Columns.sought(productCode))
                .map(INDEX)
                .findOne());
    }

    @Override
    public List<SimilarityIndex> list(String productCode) {
        return database.with("list the indexes", handle -> handle.createQuery(
                        SELECT + "WHERE p.product_code = :code ORDER BY x.version DESC")
                .bind("code", Columns.sought(productCode))
                .map(INDEX)
                .list());
    }
}
