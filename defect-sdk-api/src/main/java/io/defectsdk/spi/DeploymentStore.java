package io.defectsdk.spi;

import io.defectsdk.account.Actor;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
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
     * Ends a running deployment without a recipe: status {@code failed} or {@code cancelled}; audit action
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
