package io.defectsdk.postgres.internal.store;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.SettingStore.Params;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Versions of model parameters, one of each product and type in force. */
final class ParamVersions {
    private static final String SELECT = """
            SELECT m.param_id, p.product_code, m.model_type, m.version, m.params::text AS params, m.is_active, m.unscaled,
                   m.created_at, COALESCE(m.created_by_name, u.username) AS created_by_name
            FROM <schema>.model_params m
            LEFT JOIN <schema>.products p USING (product_id)
            LEFT JOIN <schema>.users u ON u.user_id = m.created_by
            """;

    private static final RowMapper<Params> PARAMS = (row, context) -> new Params(
            row.getLong("param_id"),
            Columns.optionalText(row, "product_code"),
            row.getString("model_type"),
            row.getInt("version"),
            row.getString("params"),
            row.getBoolean("is_active"),
            row.getBoolean("unscaled"),
            Columns.time(row, "created_at"),
            Columns.optionalText(row, "created_by_name"));

    private final Database database;

    ParamVersions(Database database) {
        this.database = database;
    }

    Optional<Params> active(Optional<String> productCode, String modelType) {
        return database.with(
                "find the parameters in force", handle -> of(handle, productCode, modelType, "AND m.is_active")
                        .map(PARAMS)
                        .findOne());
    }

    List<Params> history(Optional<String> productCode, String modelType) {
        return database.with("list the versions of parameters", handle -> of(
                        handle, productCode, modelType, "ORDER BY m.version DESC")
                .map(PARAMS)
                .list());
    }

    private static Query of(Handle handle, Optional<String> productCode, String modelType, String rest) {
        String product = productCode.isPresent() ? "p.product_code = :product " : "m.product_id IS NULL ";
        Query query = handle.createQuery(SELECT + "WHERE m.model_type = :type AND " + product + rest)
                .bind("type", modelType);
        return productCode
                .map(code -> query.bind("product", Columns.sought(code)))
                .orElse(query);
    }

    Params put(
            Optional<String> productCode,
            String modelType,
            String json,
            OptionalInt expectedVersion,
            Actor actor,
            Instant now) {
        return database.inTransaction("set the parameters", handle -> {
            // One change at a time, readers not held up. There is no row to lock for what holds for all products, nor
            // for a first version; and as the first statement this holds at every isolation level.
            handle.execute("LOCK TABLE <schema>.model_params IN SHARE ROW EXCLUSIVE MODE");
            Long productId = productCode.isPresent() ? Products.id(handle, productCode.get()) : null;
            if (expectedVersion.isPresent()) {
                requireInForce(handle, productCode, productId, modelType, expectedVersion.getAsInt());
            }
            List<FieldChange> changes = changes(handle, productId, modelType, json);
            int version = nextVersion(handle, productId, modelType);
            retire(handle, productId, modelType, now);
            long id = insert(handle, productId, modelType, version, json, actor, now);
            String subject = AuditSubjects.params(productCode, modelType);
            AuditLog.write(handle, new AuditEntry(now, actor, "params.change", subject, "version " + version, changes));
            return handle.createQuery(SELECT + "WHERE m.param_id = :id")
                    .bind("id", id)
                    .map(PARAMS)
                    .one();
        });
    }

    private static void requireInForce(
            Handle handle, Optional<String> productCode, @Nullable Long productId, String modelType, int expected) {
        int inForce = handle.createQuery("""
                        SELECT COALESCE(MAX(version), 0) FROM <schema>.model_params
                        WHERE product_id IS NOT DISTINCT FROM :product AND model_type = :type AND is_active
                        """)
                .bind("product", productId)
                .bind("type", modelType)
                .mapTo(Integer.class)
                .one();
        if (inForce != expected) {
            throw new CatalogException(
                    ErrorCode.CHANGED_MEANWHILE,
                    "version " + expected + " of the " + modelType + " params of "
                            + productCode
                                    .map(code -> "the product '" + code + "'")
                                    .orElse("all products")
                            + " was expected to be in force (0: none), but " + inForce
                            + " is: somebody changed them after they were read; read them again",
                    null);
        }
    }

    /** Between the version in force and the new one. */
    private static List<FieldChange> changes(Handle handle, @Nullable Long productId, String modelType, String json) {
        return handle.createQuery("""
                        WITH old AS (
                            SELECT params FROM <schema>.model_params
                            WHERE product_id IS NOT DISTINCT FROM :product AND model_type = :type AND is_active
                              AND jsonb_typeof(params) = 'object'
                        )
                        SELECT key, o.value::text AS before, n.value::text AS after
                        FROM jsonb_each((SELECT params FROM old)) AS o
                        FULL JOIN jsonb_each(CAST(:json AS jsonb)) AS n USING (key)
                        WHERE o.value IS DISTINCT FROM n.value
                        ORDER BY key COLLATE "C"
                        """)
                .bind("product", productId)
                .bind("type", modelType)
                .bind("json", json)
                .map((row, context) -> new FieldChange(
                        row.getString("key"), Columns.optionalText(row, "before"), Columns.optionalText(row, "after")))
                .list();
    }

    private static int nextVersion(Handle handle, @Nullable Long productId, String modelType) {
        return handle.createQuery("""
                        SELECT COALESCE(MAX(version), 0) + 1 FROM <schema>.model_params
                        WHERE product_id IS NOT DISTINCT FROM :product AND model_type = :type
                        """)
                .bind("product", productId)
                .bind("type", modelType)
                .mapTo(Integer.class)
                .one();
    }

    private static void retire(Handle handle, @Nullable Long productId, String modelType, Instant now) {
        handle.createUpdate("""
                        UPDATE <schema>.model_params SET is_active = FALSE, updated_at = :now
                        WHERE product_id IS NOT DISTINCT FROM :product AND model_type = :type AND is_active
                        """)
                .bind("now", Columns.time(now))
                .bind("product", productId)
                .bind("type", modelType)
                .execute();
    }

    private static long insert(
            Handle handle,
            @Nullable Long productId,
            String modelType,
            int version,
            String json,
            Actor actor,
            Instant now) {
        return handle.createQuery("""
                        INSERT INTO <schema>.model_params
                            (product_id, model_type, version, params, is_active, created_at, updated_at, created_by,
                             created_by_name)
                        VALUES (:product, :type, :version, CAST(:json AS jsonb), TRUE, :now, :now, :actor, :actorName)
                        RETURNING param_id
                        """)
                .bind("product", productId)
                .bind("type", modelType)
                .bind("version", version)
                .bind("json", json)
                .bind("now", Columns.time(now))
                .bind("actor", Columns.accountId(actor))
                .bind("actorName", actor.name())
                .mapTo(Long.class)
                .one();
    }
}
