package io.defectsdk.core.internal;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Accounts;
import io.defectsdk.account.AuditTrail;
import io.defectsdk.catalog.Catalog;
import io.defectsdk.catalog.Manuals;
import io.defectsdk.catalog.Pictures;
import io.defectsdk.config.Settings;
import io.defectsdk.config.Storage;
import io.defectsdk.core.internal.account.AdminCalls;
import io.defectsdk.core.internal.account.DefaultAccounts;
import io.defectsdk.core.internal.account.DefaultAuditTrail;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.catalog.DefaultCatalog;
import io.defectsdk.core.internal.catalog.DefaultManuals;
import io.defectsdk.core.internal.catalog.DefaultPictures;
import io.defectsdk.core.internal.catalog.FolderRuns;
import io.defectsdk.core.internal.catalog.StoredPictures;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.concurrent.RecordWriter;
import io.defectsdk.core.internal.deployment.DefaultDeploymentManager;
import io.defectsdk.core.internal.deployment.RecipeMaker;
import io.defectsdk.core.internal.deployment.RegisteredPictures;
import io.defectsdk.core.internal.guide.GuideService;
import io.defectsdk.core.internal.inspection.DefaultInspector;
import io.defectsdk.core.internal.inspection.HistoryWriter;
import io.defectsdk.core.internal.inspection.PictureKeeper;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.recipe.ActiveRecipes;
import io.defectsdk.core.internal.settings.DefaultSettings;
import io.defectsdk.core.internal.settings.EffectiveParams;
import io.defectsdk.core.internal.similarity.ActiveIndexes;
import io.defectsdk.core.internal.similarity.ContactSheets;
import io.defectsdk.core.internal.similarity.DefaultSimilarity;
import io.defectsdk.core.internal.similarity.EncoderChooser;
import io.defectsdk.core.internal.similarity.GalleryEmbedder;
import io.defectsdk.core.internal.similarity.IndexMaker;
import io.defectsdk.core.internal.similarity.QueryVectors;
import io.defectsdk.core.internal.storage.ObjectStores;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.core.internal.storage.StorageOwnership;
import io.defectsdk.core.internal.storage.Uploads;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.deployment.DeploymentManager;
import io.defectsdk.guide.Guides;
import io.defectsdk.inspection.Inspector;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.similarity.Similarity;
import io.defectsdk.spi.EngineParts;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.Stores;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the parts together; the one place that knows them all. */
final class DefaultDefectSdk implements DefectSdk {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultDefectSdk.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Gate gate = new Gate();
    private final Stores stores;
    private final Models models;
    private final Parallel parallel;
    private final PictureKeeper keeper;
    private final HistoryWriter history;
    private final ActiveRecipes recipes;
    private final DefaultAccounts accounts;
    private final DefaultSettings settings;
    private final AuditTrail audit;
    private final DefaultCatalog catalog;
    private final FolderRuns folders;
    private final DefaultPictures pictures;
    private final DefaultManuals manuals;
    private final DefaultDeploymentManager deployments;
    private final DefaultInspector inspector;
    private final ActiveIndexes indexes;
    private final GuideService guides;
    private final RecordWriter<SearchRecord> searches;
    private final DefaultSimilarity similarity;

    DefaultDefectSdk(EngineParts parts) {
        // first what may fail, so that a failure leaves no threads behind
        ObjectStore storage = ObjectStores.open(parts.storage(), parts.stores());
        Runnable ownership = ownership(parts, storage);
        RecipeContents contents = RecipeContents.open(parts.artifacts(), parts.stores());
        Clock clock = parts.clock();
        Events events = new Events(parts.listener());
        PictureDecoder decoder = new PictureDecoder(parts.limits());
        stores = parts.stores();
        Permissions permissions = new Permissions(stores.accounts(), stores.audit(), clock);
        parallel = new Parallel(parts.threads());
        models = new SharingModels(parts.models(), parallel);
        history = new HistoryWriter(stores.inspections(), parts.recordTimeout());
        keeper = new PictureKeeper(
                storage,
                parts.retention(),
                parts.recordTimeout(),
                parts.storage() instanceof Storage.Database ? Optional.of(history) : Optional.empty());
        recipes = new ActiveRecipes(stores, contents, models, events, history::databaseAnswered);
        accounts = new DefaultAccounts(gate, stores, permissions, parts.accountPolicy(), new SecureRandom(), clock);
        EffectiveParams effectiveParams = new EffectiveParams(stores.products(), stores.settings());
        settings = new DefaultSettings(gate, stores.settings(), effectiveParams, permissions, clock);
        audit = new DefaultAuditTrail(gate, stores.audit());
        catalog = new DefaultCatalog(gate, stores, permissions, clock);
        Uploads uploads = new Uploads(storage, ownership, stores.uploads(), UUID::randomUUID, Uploads.STALE);
        VerifiedContent content = new VerifiedContent(storage);
        folders = new FolderRuns(uploads);
        pictures = new DefaultPictures(gate, stores, permissions, decoder, uploads, content, folders, clock);
        manuals = new DefaultManuals(gate, stores, permissions, uploads, content, clock);
        StoredPictures storedPictures = new StoredPictures(content);
        RecipeMaker maker = new RecipeMaker(
                effectiveParams, models, new RegisteredPictures(stores.pictures(), storedPictures), decoder, parallel);
        EncoderChooser encoders = new EncoderChooser(effectiveParams, models);
        indexes = new ActiveIndexes(stores, contents, effectiveParams, encoders, parts.recordTimeout());
        GalleryEmbedder embedder = new GalleryEmbedder(stores, storedPictures, decoder, recipes, parallel, clock);
        IndexMaker indexMaker = new IndexMaker(encoders, embedder, stores.embeddings(), parallel);
        guides = new GuideService(parts, models, gate, contents, content, effectiveParams, permissions);
        deployments = new DefaultDeploymentManager(
                gate, stores, maker, indexMaker, contents, recipes, indexes, guides, permissions, events, clock);
        searches = new RecordWriter<>("a search", "defect-sdk-searches", stores.searches()::add, parts.recordTimeout());
        similarity = new DefaultSimilarity(
                gate,
                new AdminCalls(gate, permissions),
                stores,
                indexes,
                embedder,
                new QueryVectors(decoder, encoders),
                new ContactSheets(stores, storedPictures, decoder),
                searches,
                parallel,
                clock);
        inspector = new DefaultInspector(
                gate,
                decoder,
                recipes,
                contents,
                parallel,
                keeper,
                history,
                stores.inspections(),
                events,
                clock,
                parts.threads(),
                parts.inspectionQueue());
        folders.sweepSoon();
    }

    /** What lies in the database is the database's. */
    private static Runnable ownership(EngineParts parts, ObjectStore storage) {
        if (parts.storage() instanceof Storage.Database) {
            return () -> {};
        }
        StorageOwnership ownership =
                new StorageOwnership(storage, parts.stores().storageClaims(), parts.takenOver());
        ownership.look(parts.recordTimeout());
        return ownership::require;
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public Pictures pictures() {
        return pictures;
    }

    @Override
    public Manuals manuals() {
        return manuals;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public AuditTrail audit() {
        return audit;
    }

    @Override
    public DeploymentManager deployments() {
        return deployments;
    }

    @Override
    public Inspector inspector() {
        return inspector;
    }

    @Override
    public Similarity similarity() {
        return similarity;
    }

    @Override
    public Guides guides() {
        return guides.guides();
    }

    /** A thread that was interrupted before waits all the same: nothing under way must meet closed parts. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            closeParts();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeParts() {
        inspector.close(); // first, so that nothing in its queue begins while the gate waits
        guides.stop(); // nor anything that waits for a language model holds it up
        if (!gate.close(CLOSE_PATIENCE)) {
            return;
        }
        // closed from the last to the first, those that work before what they work with, and each whatever goes wrong
        // with another
        try (stores;
                models;
                parallel;
                keeper;
                history;
                searches;
                guides;
                recipes;
                indexes;
                deployments;
                folders) {
            LOG.debug("closing");
        }
    }
}
