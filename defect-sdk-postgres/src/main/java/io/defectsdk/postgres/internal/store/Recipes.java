package io.defectsdk.postgres.internal.store;

import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.spi.RecipeStore;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Recipes; {@link Deployments#complete} writes them. */
final class Recipes implements RecipeStore {
    private static final String SELECT = """
            SELECT r.recipe_id, p.product_code, r.version, r.artifact_sha256, r.is_active, r.created_at, r.deploy_id,
                   r.summary
            FROM <schema>.recipes r JOIN <schema>.products p ON p.product_id = r.product_id
            """;

    private static final RowMapper<RecipeVersion> RECIPE = (row, context) -> new RecipeVersion(
            row.getLong("recipe_id"),
            row.getString("product_code"),
            row.getInt("version"),
            Columns.hash(row, "artifact_sha256"),
            row.getBoolean("is_active"),
            Columns.time(row, "created_at"),
            row.getLong("deploy_id"),
            Json.summary(row.getString("summary")));

    private final Database database;

    Recipes(Database database) {
        this.database = database;
    }

    @Override
    public Optional<RecipeVersion> active(String productCode) {
        return database.with("find the active recipe", handle -> handle.createQuery(
                        SELECT + "WHERE p.product_code = :code AND r.is_active")
                .bind("code", Columns.sought(productCode))
                .map(RECIPE)
                .findOne());
    }

    @Override
    public List<RecipeVersion> list(String productCode) {
        return database.with("list the recipes", handle -> handle.createQuery(
                        SELECT + "WHERE p.product_code = :code ORDER BY r.version DESC")
                .bind("code", Columns.sought(productCode))
                .map(RECIPE)
                .list());
    }
}
