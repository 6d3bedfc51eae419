package io.defectsdk.core.internal.recipe;

import io.defectsdk.IncompatibleModelException;
import io.defectsdk.NoActiveRecipeException;
import io.defectsdk.RecipeException;
import io.defectsdk.core.internal.Events;
import io.defectsdk.core.internal.concurrent.DaemonThreads;
import io.defectsdk.core.internal.patchcore.BankSearch;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.spi.Event;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.Stores;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recipes that this process judges by. A recipe is loaded when its product is first inspected, and stays in memory, so
 * that a database that is away does not stop the line; what other processes activate is seen by asking every two seconds.
 * Thread-safe.
 */
public final class ActiveRecipes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRecipes.class);
    private static final long POLL_SECONDS = 2;

    private final Stores stores;
    private final RecipeContents contents;
    private final Models models;
    private final Events events;
    private final Runnable databaseAnswered;
    private final Map<String, LoadedRecipe> loaded = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService poller =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("defect-sdk-recipes"));

    private final ScheduledFuture<?> polling;

    /**
     * Starts asking.
     *
     * @param databaseAnswered told each time that the database answered
     */
    public ActiveRecipes(
            Stores stores, RecipeContents contents, Models models, Events events, Runnable databaseAnswered) {
        this.stores = stores;
        this.contents = contents;
        this.models = models;
        this.events = events;
        this.databaseAnswered = databaseAnswered;
        polling = poller.scheduleWithFixedDelay(this::poll, POLL_SECONDS, POLL_SECONDS, TimeUnit.SECONDS);
    }

    /** The recipe that judges a product's pictures now. */
    public LoadedRecipe get(String productCode) {
        LoadedRecipe known = loaded.get(productCode);
        return known != null ? known : load(productCode);
    }

    // one load at a time: many threads that meet a new product wait for one read of its bank, not for many
    private synchronized LoadedRecipe load(String productCode) {
        LoadedRecipe known = loaded.get(productCode);
        if (known != null) {
            return known;
        }
        Optional<RecipeVersion> active = stores.recipes().active(productCode);
        if (active.isEmpty()) {
            if (stores.products().find(productCode).isEmpty()) {
                throw stores.products().unknown(productCode);
            }
            throw new NoActiveRecipeException(
                    "the product '" + productCode + "' has no recipe yet: teach it with deployments().deploy(...)",
                    null);
        }
        return use(read(active.get()));
    }

    private LoadedRecipe read(RecipeVersion version) {
        Recipe recipe = RecipeCodec.decode(contents.get(RecipeContents.Kind.RECIPE, version.sha256()));
        if (!recipe.productCode().equals(version.productCode())) {
            throw new RecipeException(
                    "version " + version.version() + " of '" + version.productCode() + "' holds a recipe of '"
                            + recipe.productCode() + "'",
                    null);
        }
        return loaded(version, recipe, extractor(recipe));
    }

    private FeatureExtractor extractor(Recipe recipe) {
        FeatureExtractor extractor = models.backbone(recipe.summary().method().backbone());
        String found = extractor.backbone().sha256();
        if (!found.equals(recipe.summary().method().backboneSha256())) {
            throw new IncompatibleModelException(
                    "the recipe of '" + recipe.productCode() + "' was taught with the backbone "
                            + recipe.summary().method().backbone() + " of SHA-256 "
                            + recipe.summary().method().backboneSha256() + ", but the one at hand has " + found
                            + ": bring that model back or teach the product again",
                    null);
        }
        return extractor;
    }

    /** Judges by a recipe that this process has just made and activated. */
    public void activated(RecipeVersion version, Recipe recipe, FeatureExtractor extractor) {
        use(loaded(version, recipe, extractor));
    }

    private LoadedRecipe loaded(RecipeVersion version, Recipe recipe, FeatureExtractor extractor) {
        return new LoadedRecipe(
                version,
                recipe,
                extractor,
                new BankSearch(recipe.bank(), models::integerMatrix),
                new PatchCoreSteps(recipe.summary().method()));
    }

    private LoadedRecipe use(LoadedRecipe fresh) {
        // a slower load must not replace what a deployment activated meanwhile
        LoadedRecipe used = loaded.merge(
                fresh.version().productCode(),
                fresh,
                (old, candidate) -> candidate.version().id() >= old.version().id() ? candidate : old);
        if (used.equals(fresh)) {
            events.publish(new Event.RecipeLoaded(fresh.version()));
        }
        return used;
    }

    private void poll() {
        for (LoadedRecipe known : loaded.values()) {
            try {
                lookForNewer(known);
            } catch (Throwable e) { // out of memory, too
                // anything thrown out of here would end the polling for good; the other products are still looked for
                LOG.error("looking for a newer recipe failed; trying again", e);
            }
        }
    }

    private void lookForNewer(LoadedRecipe known) {
        RecipeVersion version = known.version();
        try {
            Optional<RecipeVersion> active = stores.recipes().active(version.productCode());
            databaseAnswered.run();
            if (active.isPresent() && active.get().id() > version.id()) {
                use(read(active.get()));
            }
            failing.remove(version.productCode());
        } catch (RuntimeException e) { // the other products are looked for all the same
            // once, not every two seconds
            if (failing.add(version.productCode())) {
                LOG.warn(
                        "cannot look for a newer recipe of '{}', going on with version {}: {}",
                        version.productCode(),
                        version.version(),
                        e.toString());
            }
        }
    }

    @Override
    public void close() {
        polling.cancel(false);
        poller.shutdown();
        try {
            // a poll under way uses the stores, which are closed next
            poller.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
