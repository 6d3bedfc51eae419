package io.defectsdk.postgres.internal.store;

import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.guide.ManualIndexSummary.ManualOutcome;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.DeploymentStore;
import io.defectsdk.spi.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The deployments' log; what a deployment makes active is in {@link Activation}. */
final class Deployments implements DeploymentStore {
    /** Rows of a hand-made database may name a user of ours instead of writing a name, or nobody at all. */
    private static final String SELECT = """
            SELECT d.deploy_id, d.deploy_type, p.product_code, d.status, d.started_at, d.completed_at, d.result_message,
                   d.deployed_by AS actor_id,
                   COALESCE(d.deployed_by_name, u.username) AS actor_name,
                   COALESCE(d.deployed_by_role, u.user_type) AS actor_role
            FROM <schema>.deployment_logs d
            JOIN <schema>.products p ON p.product_id = d.product_id
            LEFT JOIN <schema>.users u ON u.user_id = d.deployed_by
            """;

    private static final RowMapper<DeploymentRecord> DEPLOYMENT = (row, context) -> new DeploymentRecord(
            row.getLong("deploy_id"),
            DeploymentType.valueOf(row.getString("deploy_type").toUpperCase(Locale.ROOT)),
            row.getString("product_code"),
            DeploymentStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            Columns.time(row, "started_at"),
            Columns.optionalTime(row, "completed_at"),
            Columns.optionalText(row, "result_message"),
            Columns.optionalActor(row));

    private final Database database;

    Deployments(Database database) {
        this.database = database;
    }

    @Override
    public DeploymentRecord start(DeploymentType type, String productCode, Actor actor, Instant now) {
        return database.inTransaction("log the deployment's start", handle -> {
            long productId = Products.id(handle, productCode);
            long id = handle.createQuery("""
                            INSERT INTO <schema>.deployment_logs
                                (deploy_type, product_id, status, started_at, deployed_by, deployed_by_name,
                                 deployed_by_role)
                            VALUES (:type, :product, 'running', :now, :account, :actor, :role)
                            RETURNING deploy_id
                            """)
                    .bind("type", text(type))
                    .bind("product", productId)
                    .bind("now", Columns.time(now))
                    .bind("account", Columns.accountId(actor))
                    .bind("actor", actor.name())
                    .bind("role", Columns.role(actor.role()))
                    .mapTo(Long.class)
                    .one();
            audit(handle, now, actor, "deployment.start", productCode, text(type) + " " + id);
            return byId(handle, id).orElseThrow();
        });
    }

    @Override
    public RecipeVersion complete(
            long deploymentId, String artifactSha256, RecipeSummary summary, String message, Instant now) {
        return database.inTransaction("complete the deployment", handle -> {
            DeploymentRecord run = running(handle, deploymentId);
            RecipeVersion recipe = new Activation(handle, run, Stores.checkSha256(artifactSha256), now).recipe(summary);
            complete(handle, run, message, now, resultData(run, recipe, now), "recipe.activate", recipe.version());
            return recipe;
        });
    }

    @Override
    public SimilarityIndex complete(
            long deploymentId,
            String artifactSha256,
            String spaceSha256,
            IndexSummary summary,
            String message,
            Instant now) {
        return database.inTransaction("complete the deployment", handle -> {
            DeploymentRecord run = running(handle, deploymentId);
            SimilarityIndex index = new Activation(handle, run, Stores.checkSha256(artifactSha256), now)
                    .index(Stores.checkSha256(spaceSha256), summary);
            complete(handle, run, message, now, resultData(run, index, now), "similarity.activate", index.version());
            return index;
        });
    }

    @Override
    public ManualIndex complete(
            long deploymentId, String artifactSha256, ManualIndexSummary summary, String message, Instant now) {
        return database.inTransaction("complete the deployment", handle -> {
            DeploymentRecord run = running(handle, deploymentId);
            ManualIndex index =
                    new Activation(handle, run, Stores.checkSha256(artifactSha256), now).manualIndex(summary);
            complete(handle, run, message, now, resultData(run, index, now), "manuals.activate", index.version());
            return index;
        });
    }

    private static void complete(
            Handle handle,
            DeploymentRecord run,
            String message,
            Instant now,
            Map<String, Object> resultData,
            String action,
            int version) {
        close(handle, run.id(), DeploymentStatus.COMPLETED, message, now, resultData);
        String detail = "version " + version + " by deployment " + run.id();
        audit(handle, now, actor(run), action, run.productCode(), detail);
    }

    /** The seed's keys, where we have what they mean, and what identifies the recipe. */
    private static Map<String, Object> resultData(DeploymentRecord run, RecipeVersion recipe, Instant now) {
        return Map.of(
                "num_images", recipe.summary().bank().okPictures(),
                "num_patches", recipe.summary().bank().vectors(),
                "feature_dim", recipe.summary().bank().dimension(),
                "processing_time", seconds(run, now),
                "recipe_version", recipe.version(),
                "recipe_sha256", recipe.sha256());
    }

    /** The seed's keys, and what identifies the index. */
    private static Map<String, Object> resultData(DeploymentRecord run, SimilarityIndex index, Instant now) {
        return Map.of(
                "num_images", index.summary().pictures(),
                "embedding_dim", index.summary().dimension(),
                "processing_time", seconds(run, now),
                "skipped_images", index.summary().skippedPictures(),
                "encoder", index.summary().encoder(),
                "encoder_sha256", index.summary().encoderSha256(),
                "index_version", index.version(),
                "index_sha256", index.sha256());
    }

    /** The seed's keys, and what identifies the index. */
    private static Map<String, Object> resultData(DeploymentRecord run, ManualIndex index, Instant now) {
        Map<String, Object> data = new HashMap<>(Map.of(
                "num_chunks", index.summary().passages(),
                "embedding_dim", index.summary().dimension(),
                "processing_time", seconds(run, now),
                "unreadable_pages",
                        index.summary().manuals().stream()
                                .mapToInt(ManualOutcome::unreadablePages)
                                .sum(),
                "failed_manuals",
                        index.summary().manuals().stream()
                                .filter(manual -> manual.failure().isPresent())
                                .count(),
                "index_version", index.version(),
                "index_sha256", index.sha256()));
        index.summary().encoder().ifPresent(encoder -> {
            data.put("encoder", encoder.id());
            data.put("encoder_sha256", encoder.sha256());
        });
        return data;
    }

    private static double seconds(DeploymentRecord run, Instant now) {
        return Duration.between(run.startedAt(), now).toMillis() / 1_000.0;
    }

    @Override
    public void end(long deploymentId, boolean cancelled, String message, Instant now) {
        database.inTransaction("end the deployment", handle -> {
            DeploymentRecord run = running(handle, deploymentId);
            DeploymentStatus status = cancelled ? DeploymentStatus.CANCELLED : DeploymentStatus.FAILED;
            close(handle, deploymentId, status, message, now, null);
            String action = cancelled ? "deployment.cancel" : "deployment.fail";
            audit(handle, now, actor(run), action, run.productCode(), message);
            return run;
        });
    }

    @Override
    public Optional<DeploymentRecord> find(long id) {
        return database.with("find the deployment", handle -> byId(handle, id));
    }

    @Override
    public List<DeploymentRecord> list(String productCode, int limit) {
        return database.with("list the deployments", handle -> handle.createQuery(SELECT + """
                        WHERE p.product_code = :code
                        ORDER BY d.deploy_id DESC
                        LIMIT :limit
                        """)
                .bind("code", Columns.sought(productCode))
                .bind("limit", Columns.limit(limit))
                .map(DEPLOYMENT)
                .list());
    }

    private static Optional<DeploymentRecord> byId(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE d.deploy_id = :id")
                .bind("id", id)
                .map(DEPLOYMENT)
                .findOne();
    }

    /** Locks the row, so that of two calls that end one run the second one fails. */
    private static DeploymentRecord running(Handle handle, long id) {
        DeploymentRecord run = handle.createQuery(SELECT + "WHERE d.deploy_id = :id FOR NO KEY UPDATE OF d")
                .bind("id", id)
                .map(DEPLOYMENT)
                .findOne()
                .orElseThrow(() -> StoreException.failed("there is no deployment " + id + " to be ended", null));
        if (run.status() != DeploymentStatus.RUNNING) {
            throw StoreException.failed(
                    "only a running deployment can be ended, but deployment " + id + " is " + text(run.status())
                            + "; start another one",
                    null);
        }
        return run;
    }

    private static void close(
            Handle handle,
            long id,
            DeploymentStatus status,
            String message,
            Instant now,
            @Nullable Map<String, Object> resultData) {
        handle.createUpdate("""
                        UPDATE <schema>.deployment_logs
                        SET status = :status, completed_at = :now, result_message = :message,
                            result_data = CAST(:data AS jsonb)
                        WHERE deploy_id = :id
                        """)
                .bind("status", text(status))
                .bind("now", Columns.time(now))
                .bind("message", message)
                .bind("data", resultData == null ? null : Json.write(resultData))
                .bind("id", id)
                .execute();
    }

    private static Actor actor(DeploymentRecord run) {
        return run.deployedBy()
                .orElseThrow(() -> StoreException.failed(
                        "deployment " + run.id() + " names nobody who started it, so that it was not started by this"
                                + " SDK; whoever did must end it",
                        null));
    }

    private static void audit(
            Handle handle, Instant now, Actor actor, String action, String productCode, String detail) {
        AuditLog.write(handle, new AuditEntry(now, actor, action, AuditSubjects.product(productCode), detail));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
