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
import io.defectsdk.core.internal.guide.GuideService;
import io.defectsdk.core.internal.guide.ManualIndexCodec;
import io.defectsdk.core.internal.guide.ManualIndexMaker;
import io.defectsdk.core.internal.recipe.ActiveRecipes;
import io.defectsdk.core.internal.recipe.Recipe;
import io.defectsdk.core.internal.recipe.RecipeCodec;
import io.defectsdk.core.internal.similarity.ActiveIndexes;
import io.defectsdk.core.internal.similarity.IndexCodec;
import io.defectsdk.core.internal.similarity.IndexMaker;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.deployment.DeploymentManager;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.FitForecast;
import io.defectsdk.deployment.ManualIndexDeployment;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarityIndex;
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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** See {@link DeploymentManager}: log row, fit, artifact, activation, in this order. */
public final class DefaultDeploymentManager implements DeploymentManager, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultDeploymentManager.class);

    private final Gate gate;
    private final Stores stores;
    private final CatalogChecks checks;
    private final RecipeMaker maker;
    private final IndexMaker indexMaker;
    private final RecipeContents contents;
    private final ActiveRecipes recipes;
    private final ActiveIndexes indexes;
    private final GuideService guides;
    private final Permissions permissions;
    private final Events events;
    private final Clock clock;
    private final Map<Kind, DefaultDeploymentRun<?>> running = new ConcurrentHashMap<>();

    /** One fit at a time: each may take most of the heap that inspections leave. */
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(DaemonThreads.named("defect-sdk-deployment"));

    /** From its parts. */
    public DefaultDeploymentManager(
            Gate gate,
            Stores stores,
            RecipeMaker maker,
            IndexMaker indexMaker,
            RecipeContents contents,
            ActiveRecipes recipes,
            ActiveIndexes indexes,
            GuideService guides,
            Permissions permissions,
            Events events,
            Clock clock) {
        this.gate = gate;
        this.stores = stores;
        this.checks = new CatalogChecks(stores.products(), stores.defectTypes());
        this.maker = maker;
        this.indexMaker = indexMaker;
        this.contents = contents;
        this.recipes = recipes;
        this.indexes = indexes;
        this.guides = guides;
        this.permissions = permissions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public DeploymentRun<RecipeVersion> deploy(PatchCoreDeployment deployment, Actor actor) {
        requireNonNull(deployment, "deployment");
        return deploy(
                new Kind(DeploymentType.PATCHCORE_CREATE, deployment.productCode()),
                actor,
                run -> makeAndActivate(deployment, run));
    }

    @Override
    public DeploymentRun<SimilarityIndex> deploy(SimilarityDeployment deployment, Actor actor) {
        requireNonNull(deployment, "deployment");
        return deploy(
                new Kind(DeploymentType.CLIP_REBUILD, deployment.productCode()),
                actor,
                run -> makeAndActivate(deployment, run));
    }

    @Override
    public DeploymentRun<ManualIndex> deploy(ManualIndexDeployment deployment, Actor actor) {
        requireNonNull(deployment, "deployment");
        return deploy(
                new Kind(DeploymentType.RAG_INDEX, deployment.productCode()),
                actor,
                guides::maker,
                run -> makeAndActivate(guides.maker(), deployment, run));
    }

    /** What two deployments have in common that must not run at once. */
    private record Kind(DeploymentType type, String productCode) {}

    /** Makes and activates what a deployment is for. */
    @FunctionalInterface
    private interface Making<V> {
        V run(DefaultDeploymentRun<V> run);
    }

    private <V> DeploymentRun<V> deploy(Kind kind, Actor actor, Making<V> making) {
        return deploy(kind, actor, () -> {}, making);
    }

    /**
     * Starts a deployment.
     *
     * @param requirement throws if parts of the SDK are missing that it takes
     */
    private <V> DeploymentRun<V> deploy(Kind kind, Actor actor, Runnable requirement, Making<V> making) {
        requireNonNull(actor, "actor");
        return gate.call(() -> {
            permissions.requireAdmin(actor, "deployment.start", AuditSubjects.product(kind.productCode()));
            checks.requireActive(kind.productCode());
            requirement.run();
            return start(kind, actor, making);
        });
    }

    private <V> DeploymentRun<V> start(Kind kind, Actor actor, Making<V> making) {
        AtomicReference<@Nullable DefaultDeploymentRun<V>> started = new AtomicReference<>();
        // the map's own lock keeps a second caller out until the first one's log row stands; the host's listener must
        // not be called under it, for it may deploy something itself
        running.compute(kind, (same, present) -> {
            if (present != null) {
                throw new DeploymentException(
                        ErrorCode.DEPLOYMENT_RUNNING,
                        "deployment " + present.id() + " of '" + kind.productCode()
                                + "' is running: wait for it or cancel it",
                        null);
            }
            DeploymentRecord log = stores.deployments().start(kind.type(), kind.productCode(), actor, now());
            DefaultDeploymentRun<V> run = new DefaultDeploymentRun<>(log.id(), kind.productCode());
            started.set(run);
            return run;
        });
        DefaultDeploymentRun<V> run = requireNonNull(started.get());
        publishLog(run);
        try {
            worker.execute(() -> work(kind, run, making));
        } catch (RuntimeException | Error e) { // no thread to be had: nobody else would end the run
            fail(kind, run, e);
            throw e;
        }
        return run;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <V> void work(Kind kind, DefaultDeploymentRun<V> run, Making<V> making) {
        try {
            V version = making.run(run);
            running.remove(kind, run);
            publishLog(run);
            run.succeeded(version);
        } catch (Throwable e) { // an OutOfMemoryError must fail the run, not leave it 'running' for ever
            fail(kind, run, e);
        }
    }

    private void fail(Kind kind, DefaultDeploymentRun<?> run, Throwable cause) {
        LOG.warn("deployment {} of '{}' failed: {}", run.id(), run.productCode(), cause.toString());
        end(run, cause);
        running.remove(kind, run);
        publishLog(run);
        run.failed(cause);
    }

    private RecipeVersion makeAndActivate(PatchCoreDeployment deployment, DefaultDeploymentRun<RecipeVersion> run) {
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

    private SimilarityIndex makeAndActivate(
            SimilarityDeployment deployment, DefaultDeploymentRun<SimilarityIndex> run) {
        long start = System.nanoTime();
        IndexMaker.Made made = indexMaker.make(deployment, new IndexMaker.Progress() {
            @Override
            public void embedded(int done, int total) {
                run.report(DeploymentPhase.EMBEDDING, done, Math.max(1, total));
            }

            @Override
            public void calibrated(int done, int total) {
                run.report(DeploymentPhase.CALIBRATION, done, total);
            }
        });
        run.activating();
        String sha256 = contents.put(RecipeContents.Kind.SIMILARITY_INDEX, IndexCodec.encode(made.content()));
        IndexSummary summary = made.summary();
        String message = String.format(
                Locale.ROOT,
                "%d pictures and %d regions of %d dimensions by %s, %d skipped, in %.1f s",
                summary.pictures(),
                summary.drawnRegions() + summary.derivedRegions(),
                summary.dimension(),
                summary.encoder(),
                summary.skippedPictures(),
                (System.nanoTime() - start) / 1e9);
        if (summary.byPicture().pictures() == 0) {
            LOG.warn(
                    "the index of '{}' cannot answer which defect type a picture shows, only which pictures are similar: that takes"
                            + " ten pictures and two types at least, but it holds {} pictures",
                    run.productCode(),
                    summary.pictures());
        }
        SimilarityIndex index =
                stores.deployments().complete(run.id(), sha256, made.spaceSha256(), summary, message, now());
        indexes.changed(index.productCode());
        return index;
    }

    private ManualIndex makeAndActivate(
            ManualIndexMaker manualIndexMaker,
            ManualIndexDeployment deployment,
            DefaultDeploymentRun<ManualIndex> run) {
        long start = System.nanoTime();
        ManualIndexMaker.Made made = manualIndexMaker.make(deployment, new ManualIndexMaker.Progress() {
            @Override
            public void read(int done, int total) {
                run.report(DeploymentPhase.READING, done, Math.max(1, total));
            }

            @Override
            public void embedded(int done, int total) {
                run.report(DeploymentPhase.EMBEDDING, done, Math.max(1, total));
            }
        });
        run.activating();
        String sha256 = contents.put(RecipeContents.Kind.MANUAL_INDEX, ManualIndexCodec.encode(made.content()));
        ManualIndex index =
                stores.deployments().complete(run.id(), sha256, made.summary(), message(made.summary(), start), now());
        guides.manuals().changed(index.productCode());
        return index;
    }

    private static String message(ManualIndexSummary summary, long start) {
        long failed = summary.manuals().stream()
                .filter(manual -> manual.failure().isPresent())
                .count();
        int unreadable = summary.manuals().stream()
                .mapToInt(ManualIndexSummary.ManualOutcome::unreadablePages)
                .sum();
        return String.format(
                Locale.ROOT,
                "%d passages of %d manuals, %s, %d manuals and %d pages could not be read, in %.1f s",
                summary.passages(),
                summary.manuals().size(),
                summary.encoder().map(by -> "by words and by " + by.id()).orElse("by words alone"),
                failed,
                unreadable,
                (System.nanoTime() - start) / 1e9);
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

    private void end(DefaultDeploymentRun<?> run, Throwable cause) {
        boolean cancelled = cause instanceof DefectSdkException known && known.code() == ErrorCode.DEPLOYMENT_CANCELLED;
        try {
            String message = cause instanceof DefectSdkException ? cause.getMessage() : cause.toString();
            stores.deployments().end(run.id(), cancelled, String.valueOf(message), now());
        } catch (RuntimeException e) {
            LOG.error("the end of deployment {} cannot be logged: {}", run.id(), e.getMessage());
            cause.addSuppressed(e);
        }
    }

    private void publishLog(DefaultDeploymentRun<?> run) {
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
