package io.defectsdk.postgres.internal.store;

import io.defectsdk.guide.ManualIndex;
import io.defectsdk.spi.ManualIndexStore;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Indexes of manuals; {@link Deployments#complete} writes them. */
final class ManualIndexes implements ManualIndexStore {
    private static final String SELECT = """
            SELECT x.index_id, p.product_code, x.version, x.artifact_sha256, x.is_active, x.created_at, x.deploy_id,
                   x.summary
            FROM <schema>.manual_indexes x JOIN <schema>.products p ON p.product_id = x.product_id
            """;

    private static final RowMapper<ManualIndex> INDEX = (row, context) -> new ManualIndex(
            row.getLong("index_id"),
            row.getString("product_code"),
            row.getInt("version"),
            Columns.hash(row, "artifact_sha256"),
            row.getBoolean("is_active"),
            Columns.time(row, "created_at"),
            row.getLong("deploy_id"),
            StoredManualIndex.read(row.getString("summary")));

    private final Database database;

    ManualIndexes(Database database) {
        this.database = database;
    }

    @Override
    public Optional<ManualIndex> active(String productCode) {
        return database.with("find the active index of manuals", handle -> handle.createQuery(
                        SELECT + "WHERE p.product_code = :code AND x.is_active")
                .bind("code", Columns.sought(productCode))
                .map(INDEX)
                .findOne());
    }

    @Override
    public List<ManualIndex> allActive() {
        return database.with("list the active indexes of manuals", handle -> handle.createQuery(
                        SELECT + "WHERE x.is_active AND p.is_active ORDER BY p.product_code COLLATE \"C\"")
                .map(INDEX)
                .list());
    }

    @Override
    public List<ManualIndex> list(String productCode) {
        return database.with("list the indexes of manuals", handle -> handle.createQuery(
                        SELECT + "WHERE p.product_code = :code ORDER BY x.version DESC")
                .bind("code", Columns.sought(productCode))
                .map(INDEX)
                .list());
    }
}
