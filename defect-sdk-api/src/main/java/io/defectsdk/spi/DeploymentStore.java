package io.defectsdk.spi;

import io.defectsdk.account.Actor;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarityIndex;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the deployments' log; see {@link Stores} for what all stores promise. */
public interface DeploymentStore {
    /**
     * Logs a deployment that begins, status {@code running}; audit action {@code deployment.start}, subject the product
     * code.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     */
    DeploymentRecord start(DeploymentType type, String productCode, Actor actor, Instant now);

    /**
     * Ends a running deployment with a new recipe, in one transaction: the recipe gets the product's next version number
     * and becomes its only active one, the log row becomes {@code completed} with {@code message}, and the audit log gets
     * {@code recipe.activate}, subject the product code, as done by the deployment's actor. Two deployments of one product
     * that end at the same time both succeed, one after the other.
     *
     * @param artifactSha256 hash of the recipe's content, which is in the {@link ArtifactStore} already
     * @throws io.defectsdk.StoreException if the deployment is not running or the artifact is missing
     */
    RecipeVersion complete(
            long deploymentId, String artifactSha256, RecipeSummary summary, String message, Instant now);

    /**
     * Ends a running deployment with a new similarity index, in one transaction: the index gets the product's next version number and
     * becomes its only active one, the log row becomes {@code completed} with {@code message}, and the audit log gets {@code
     * similarity.activate}, subject the product code, as done by the deployment's actor. Two that end at the same time both succeed, one
     * after the other.
     *
     * <p>Embeddings of the product that belong to neither its space nor that of the index before it are deleted, unless another {@code
     * clip_rebuild} of the product that began after the one of that index is running: they may be its.
     *
     * @param artifactSha256 hash of the index's content, which is in the {@link ArtifactStore} already
     * @param spaceSha256 see {@link SimilarityIndex#spaceSha256()}
     * @throws io.defectsdk.StoreException if the deployment is not running or the artifact is missing
     */
    SimilarityIndex complete(
            long deploymentId,
            String artifactSha256,
            String spaceSha256,
            IndexSummary summary,
            String message,
            Instant now);

    /**
     * Ends a running deployment with a new index of manuals, in one transaction: the index gets the product's next version number and
     * becomes its only active one, the manuals in it that still have the revision that was read count as indexed, the log row becomes {@code
     * completed} with {@code message}, and the audit log gets {@code manuals.activate}, subject the product code, as done by the
     * deployment's actor. Two that end at the same time both succeed, one after the other.
     *
     * @param artifactSha256 hash of the index's content, which is in the {@link ArtifactStore} already
     * @throws io.defectsdk.StoreException if the deployment is not running or the artifact is missing
     */
    ManualIndex complete(
            long deploymentId, String artifactSha256, ManualIndexSummary summary, String message, Instant now);

    /**
     * Ends a running deployment without a new version: status {@code failed} or {@code cancelled}; audit action
     * {@code deployment.fail} or {@code deployment.cancel}, subject the product code, as done by the deployment's actor.
     *
     * @throws io.defectsdk.StoreException if the deployment is not running
     */
    void end(long deploymentId, boolean cancelled, String message, Instant now);

    /** One deployment. */
    Optional<DeploymentRecord> find(long id);

    /** A product's deployments, newest first (by id), at most {@code limit}; none for an unknown product. */
    List<DeploymentRecord> list(String productCode, int limit);
}
