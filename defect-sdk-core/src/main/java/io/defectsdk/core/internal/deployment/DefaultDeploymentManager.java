package io.defectsdk.core.internal.deployment;

import static java.util.Objects.requireNonNull;

import io.defectsdk.DefectSdkException;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.account.Actor;
import io.defectsdk.core.internal.Events;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.catalog.CatalogChecks;
import io.defectsdk.core.internal.concurrent.DaemonThreads;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.recipe.ActiveRecipes;
import io.defectsdk.core.internal.recipe.Recipe;
import io.defectsdk.core.internal.recipe.RecipeCodec;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.deployment.DeploymentManager;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.FitForecast;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.Event;
import io.defectsdk.spi.Stores;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** See {@link DeploymentManager}: log row, fit, artifact, activation, in this order. */
public final class DefaultDeploymentManager implements DeploymentManager, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultDeploymentManager.class);

    private final Gate gate;
    private final Stores stores;
    private final CatalogChecks checks;
    private final RecipeMaker maker;
    private final RecipeContents contents;
    private final ActiveRecipes recipes;
    private final Permissions permissions;
    private final Events events;
    private final Clock clock;
    private final Map<String, DefaultDeploymentRun> running = new ConcurrentHashMap<>();

    /** One fit at a time: each may take most of the heap that inspections leave. */
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(DaemonThreads.named("defect-sdk-deployment"));

    /** From its parts. */
    public DefaultDeploymentManager(
            Gate gate,
            Stores stores,
            RecipeMaker maker,
            RecipeContents contents,
            ActiveRecipes recipes,
            Permissions permissions,
            Events events,
            Clock clock) {
        this.gate = gate;
        this.stores = stores;
        this.checks = new CatalogChecks(stores.products(), stores.defectTypes());
        this.maker = maker;
        this.contents = contents;
        this.recipes = recipes;
        this.permissions = permissions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public DeploymentRun deploy(PatchCoreDeployment deployment, Actor actor) {
        requireNonNull(deployment, "deployment");
        requireNonNull(actor, "actor");
        return gate.call(() -> {
            permissions.requireAdmin(actor, "deployment.start", AuditSubjects.product(deployment.productCode()));
            checks.requireActive(deployment.productCode());
            return start(deployment, actor);
        });
    }

    private DeploymentRun start(PatchCoreDeployment deployment, Actor actor) {
        // the map's own lock keeps a second caller out until the first one's log row stands; the host's listener must
        // not be called under it, for it may deploy something itself
        DefaultDeploymentRun run = running.compute(deployment.productCode(), (product, present) -> {
            if (present != null) {
                throw new DeploymentException(
                        ErrorCode.DEPLOYMENT_RUNNING,
                        "deployment " + present.id() + " of '" + product + "' is running: wait for it or cancel it",
                        null);
            }
            DeploymentRecord log = stores.deployments().start(DeploymentType.PATCHCORE_CREATE, product, actor, now());
            return new DefaultDeploymentRun(log.id(), product);
        });
        publishLog(run);
        try {
            worker.execute(() -> work(deployment, run));
        } catch (RuntimeException | Error e) { // no thread to be had: nobody else would end the run
            fail(run, e);
            throw e;
        }
        return run;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void work(PatchCoreDeployment deployment, DefaultDeploymentRun run) {
        try {
            RecipeVersion version = makeAndActivate(deployment, run);
            running.remove(run.productCode(), run);
            publishLog(run);
            run.succeeded(version);
        } catch (Throwable e) { // an OutOfMemoryError must fail the run, not leave it 'running' for ever
            fail(run, e);
        }
    }

    private void fail(DefaultDeploymentRun run, Throwable cause) {
        LOG.warn("deployment {} of '{}' failed: {}", run.id(), run.productCode(), cause.toString());
        end(run, cause);
        running.remove(run.productCode(), run);
        publishLog(run);
        run.failed(cause);
    }

    private RecipeVersion makeAndActivate(PatchCoreDeployment deployment, DefaultDeploymentRun run) {
        long start = System.nanoTime();
        RecipeMaker.Made made = maker.make(deployment, run);
        Recipe recipe = made.recipe();
        run.activating();
        // first, so that no recipe names views that are not there; the other way round nobody would miss them
        contents.put(RecipeContents.Kind.OK_VIEWS, made.okViews());
        String sha256 = contents.put(RecipeContents.Kind.RECIPE, RecipeCodec.encode(recipe));
        RecipeVersion version = stores.deployments()
                .complete(run.id(), sha256, recipe.summary(), message(recipe.summary(), start), now());
        judgeBy(version, made);
        return version;
    }

    /** Where it fails, inspections load the recipe from the database, where it is active already: the deployment has not failed. */
    private void judgeBy(RecipeVersion version, RecipeMaker.Made made) {
        try {
            recipes.activated(version, made.recipe(), made.extractor());
        } catch (Throwable e) { // out of memory, too
            LOG.warn(
                    "version {} of '{}' is active, but could not be made ready at once: it is loaded later",
                    version.version(),
                    version.productCode(),
                    e);
        }
    }

    private static String message(RecipeSummary summary, long start) {
        return String.format(
                Locale.ROOT,
                "%d vectors of %d dimensions from %d pictures, NG above %.4f, in %.1f s",
                summary.bank().vectors(),
                summary.bank().dimension(),
                summary.bank().okPictures(),
                summary.ngThreshold(),
                (System.nanoTime() - start) / 1e9);
    }

    private void end(DefaultDeploymentRun run, Throwable cause) {
        boolean cancelled = cause instanceof DefectSdkException known && known.code() == ErrorCode.DEPLOYMENT_CANCELLED;
        try {
            String message = cause instanceof DefectSdkException ? cause.getMessage() : cause.toString();
            stores.deployments().end(run.id(), cancelled, String.valueOf(message), now());
        } catch (RuntimeException e) {
            LOG.error("the end of deployment {} cannot be logged: {}", run.id(), e.getMessage());
            cause.addSuppressed(e);
        }
    }

    private void publishLog(DefaultDeploymentRun run) {
        try {
            stores.deployments().find(run.id()).ifPresent(log -> events.publish(new Event.DeploymentChanged(log)));
        } catch (RuntimeException e) {
            LOG.debug("the log of deployment {} cannot be read for the event", run.id(), e);
        }
    }

    @Override
    public FitForecast forecast(PatchCoreDeployment deployment) {
        requireNonNull(deployment, "deployment");
        return gate.call(() -> maker.forecast(deployment));
    }

    @Override
    public Optional<RecipeVersion> activeRecipe(String productCode) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> stores.recipes().active(productCode));
    }

    @Override
    public List<RecipeVersion> recipes(String productCode) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> stores.recipes().list(productCode));
    }

    @Override
    public List<DeploymentRecord> history(String productCode, int limit) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> stores.deployments().list(productCode, limit));
    }

    /** Cancels what runs and waits for it, 10 s at most. */
    @Override
    public void close() {
        running.values().forEach(DefaultDeploymentRun::cancel);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("deployments still run 10 s after close: {}", running.keySet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
