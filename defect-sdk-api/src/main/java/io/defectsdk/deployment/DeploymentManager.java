package io.defectsdk.deployment;

import io.defectsdk.account.Actor;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.similarity.SimilarityIndex;
import java.util.List;
import java.util.Optional;

/** Makes new versions of what a product is judged and searched by, and activates them. Thread-safe. */
public interface DeploymentManager {
    /**
     * Starts a deployment and returns at once; the work goes on in the background, one deployment after the other in a
     * process. Admins only.
     *
     * <p>When it succeeds, the new version is active in this process before {@link DeploymentRun#join()} returns, and in
     * other processes a few seconds later; running inspections finish on the version they began with. When it fails, the
     * old version stays active; its log row says so, unless the database was away at that moment too.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     * @throws io.defectsdk.DeploymentException if one of this kind and product runs in this process already
     */
    DeploymentRun<RecipeVersion> deploy(PatchCoreDeployment deployment, Actor actor);

    /**
     * Starts making a similarity index; see {@link #deploy(PatchCoreDeployment, Actor)} for all that holds here too. What it embedded
     * before it failed, was cancelled or died with its process is kept, and not embedded again by the next one. A registered picture that
     * cannot be read is left out, and {@linkplain io.defectsdk.similarity.IndexSummary#skipped() said so}.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     * @throws io.defectsdk.DeploymentException if one of this kind and product runs in this process already
     */
    DeploymentRun<SimilarityIndex> deploy(SimilarityDeployment deployment, Actor actor);

    /**
     * Starts making an index of a product's manuals; see {@link #deploy(PatchCoreDeployment, Actor)} for all that holds here too. A manual, or a
     * page, that cannot be read is left out, and {@linkplain io.defectsdk.guide.ManualIndexSummary#manuals() said so}; a manual that is
     * replaced or retired in between is not cited.
     *
     * @throws io.defectsdk.UnknownEntryException {@code PRODUCT_UNKNOWN} if there is no such product
     * @throws io.defectsdk.CatalogException {@code PRODUCT_RETIRED}
     * @throws io.defectsdk.AccessDeniedException if the actor is a worker
     * @throws io.defectsdk.DeploymentException if one of this kind and product runs in this process already
     * @throws io.defectsdk.ConfigurationException if no reader of manuals, or no search by words, is on the class path
     */
    DeploymentRun<ManualIndex> deploy(ManualIndexDeployment deployment, Actor actor);

    /**
     * Says what a deployment would take and give, before it is started: size of the bank, memory, time, and the time of an
     * inspection. It reads and embeds a few of the pictures on the caller's thread, a second or two of work; it changes nothing
     * in the database, and anyone may ask. Pictures from streams are left alone, because the deployment needs them.
     *
     * @throws io.defectsdk.UnknownEntryException if there is no such product
     * @throws io.defectsdk.PictureException if a picture that was to be measured cannot be read
     * @throws io.defectsdk.DeploymentException if the deployment would be refused: too few pictures, too large a bank; or if
     *     all pictures are streams
     */
    FitForecast forecast(PatchCoreDeployment deployment);

    /** The version that judges a product's pictures now. */
    Optional<RecipeVersion> activeRecipe(String productCode);

    /** A product's versions, newest first. */
    List<RecipeVersion> recipes(String productCode);

    /** A product's deployments, newest first; {@code limit} is at least 1. */
    List<DeploymentRecord> history(String productCode, int limit);
}
