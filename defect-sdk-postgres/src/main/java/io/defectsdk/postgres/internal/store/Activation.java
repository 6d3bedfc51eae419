package io.defectsdk.postgres.internal.store;

import io.defectsdk.StoreException;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.guide.ManualIndexSummary.ManualOutcome;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarityIndex;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The switch from one version of what a product has to the next, within the transaction that ends the deployment that made it. */
final class Activation {
    private final Handle handle;
    private final DeploymentRecord run;
    private final String artifactSha256;
    private final Instant now;
    private final long productId;

    /** Locks the product: there is one activation at a time, and inspections that refer to it are not held up. */
    Activation(Handle handle, DeploymentRecord run, String artifactSha256, Instant now) {
        this.handle = handle;
        this.run = run;
        this.artifactSha256 = artifactSha256;
        this.now = now;
        requireArtifact();
        this.productId = handle.createQuery("""
                        SELECT product_id FROM <schema>.products
                        WHERE product_code = :code
                        FOR NO KEY UPDATE
                        """)
                .bind("code", run.productCode())
                .mapTo(Long.class)
                .one();
    }

    private void requireArtifact() {
        boolean there = handle.createQuery(
                        "SELECT EXISTS (SELECT FROM <schema>.artifacts WHERE artifact_sha256 = :sha256)")
                .bind("sha256", Columns.hash(artifactSha256))
                .mapTo(Boolean.class)
                .one();
        if (!there) {
            throw StoreException.failed(
                    "the artifact " + artifactSha256 + " is not in the database; store it before the deployment is"
                            + " completed",
                    null);
        }
    }

    RecipeVersion recipe(RecipeSummary summary) {
        int version = next("recipes");
        long id = insert("""
                INSERT INTO <schema>.recipes
                    (product_id, version, artifact_sha256, summary, is_active, deploy_id, created_at)
                VALUES (:product, :version, :artifact, CAST(:summary AS jsonb), TRUE, :deployment, :now)
                RETURNING recipe_id
                """, version, summary).mapTo(Long.class).one();
        return new RecipeVersion(
                id,
                run.productCode(),
                version,
                artifactSha256,
                true,
                Columns.time(now).toInstant(),
                run.id(),
                summary);
    }

    SimilarityIndex index(String spaceSha256, IndexSummary summary) {
        removeEmbeddings(spaceSha256);
        int version = next("similarity_indexes");
        long id = insert("""
                INSERT INTO <schema>.similarity_indexes
                    (product_id, version, artifact_sha256, space_sha256, summary, is_active, deploy_id, created_at)
                VALUES (:product, :version, :artifact, :space, CAST(:summary AS jsonb), TRUE, :deployment, :now)
                RETURNING index_id
                """, version, summary)
                .bind("space", Columns.hash(spaceSha256))
                .mapTo(Long.class)
                .one();
        return new SimilarityIndex(
                id,
                run.productCode(),
                version,
                artifactSha256,
                spaceSha256,
                true,
                Columns.time(now).toInstant(),
                run.id(),
                summary);
    }

    ManualIndex manualIndex(ManualIndexSummary summary) {
        int version = next("manual_indexes");
        long id = insert("""
                INSERT INTO <schema>.manual_indexes
                    (product_id, version, artifact_sha256, summary, is_active, deploy_id, created_at)
                VALUES (:product, :version, :artifact, CAST(:summary AS jsonb), TRUE, :deployment, :now)
                RETURNING index_id
                """, version, StoredManualIndex.of(summary))
                .mapTo(Long.class)
                .one();
        markIndexed(summary);
        return new ManualIndex(
                id,
                run.productCode(),
                version,
                artifactSha256,
                true,
                Columns.time(now).toInstant(),
                run.id(),
                summary);
    }

    /** Those that were replaced while they were read are not, nor those that could not be read. */
    private void markIndexed(ManualIndexSummary summary) {
        handle.createUpdate(
                        "UPDATE <schema>.manuals SET vector_indexed = FALSE WHERE product_id = :product AND vector_indexed")
                .bind("product", productId)
                .execute();
        for (ManualOutcome manual : summary.manuals()) {
            if (manual.failure().isEmpty()) {
                handle.createUpdate("""
                                UPDATE <schema>.manuals SET vector_indexed = TRUE, indexed_at = :now
                                WHERE product_id = :product AND manual_id = :manual AND revision = :revision
                                """)
                        .bind("product", productId)
                        .bind("manual", manual.manualId())
                        .bind("revision", manual.revision())
                        .bind("now", Columns.time(now))
                        .execute();
            }
        }
    }

    /** Of neither the space that comes nor the one that goes, unless a deployment that is under way may have made them. */
    private void removeEmbeddings(String spaceSha256) {
        handle.createUpdate("""
                        DELETE FROM <schema>.picture_embeddings
                        WHERE product_id = :product AND space_sha256 <> :space
                          AND space_sha256 NOT IN (
                              SELECT space_sha256 FROM <schema>.similarity_indexes
                              WHERE product_id = :product AND is_active)
                          AND NOT EXISTS (
                              SELECT FROM <schema>.deployment_logs d
                              WHERE d.product_id = :product AND d.deploy_type = 'clip_rebuild'
                                AND d.status = 'running' AND d.deploy_id <> :deployment
                                AND d.deploy_id > COALESCE((
                                    SELECT x.deploy_id FROM <schema>.similarity_indexes x
                                    WHERE x.product_id = :product AND x.is_active), 0))
                        """)
                .bind("product", productId)
                .bind("space", Columns.hash(spaceSha256))
                .bind("deployment", run.id())
                .execute();
    }

    /** Makes room for a new active version, and says its number. */
    private int next(String table) {
        handle.createUpdate("UPDATE <schema>.<table> SET is_active = FALSE WHERE product_id = :product AND is_active")
                .define("table", table)
                .bind("product", productId)
                .execute();
        return handle.createQuery(
                        "SELECT COALESCE(MAX(version), 0) + 1 FROM <schema>.<table> WHERE product_id = :product")
                .define("table", table)
                .bind("product", productId)
                .mapTo(Integer.class)
                .one();
    }

    private Query insert(String sql, int version, Object summary) {
        return handle.createQuery(sql)
                .bind("product", productId)
                .bind("version", version)
                .bind("artifact", Columns.hash(artifactSha256))
                .bind("summary", Json.write(summary))
                .bind("deployment", run.id())
                .bind("now", Columns.time(now));
    }
}
