package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.ArtifactStore;
import io.defectsdk.spi.AuditStore;
import io.defectsdk.spi.DefectTypeStore;
import io.defectsdk.spi.DeploymentStore;
import io.defectsdk.spi.EmbeddingStore;
import io.defectsdk.spi.GuideStore;
import io.defectsdk.spi.InspectionStore;
import io.defectsdk.spi.ManualIndexStore;
import io.defectsdk.spi.ManualStore;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.spi.ProductStore;
import io.defectsdk.spi.RecipeStore;
import io.defectsdk.spi.SearchStore;
import io.defectsdk.spi.SettingStore;
import io.defectsdk.spi.SimilarityIndexStore;
import io.defectsdk.spi.StorageClaimStore;
import io.defectsdk.spi.Stores;
import io.defectsdk.spi.UploadStore;
import java.util.concurrent.atomic.AtomicBoolean;

/** All stores over one database. Thread-safe. */
public final class PostgresStores implements Stores {
    private final Runnable closing;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ProductStore products;
    private final DefectTypeStore defectTypes;
    private final PictureStore pictures;
    private final ManualStore manuals;
    private final UploadStore uploads;
    private final StorageClaimStore storageClaims;
    private final ObjectStore objects;
    private final AccountStore accounts;
    private final SettingStore settings;
    private final DeploymentStore deployments;
    private final RecipeStore recipes;
    private final ArtifactStore artifacts;
    private final InspectionStore inspections;
    private final SimilarityIndexStore similarityIndexes;
    private final ManualIndexStore manualIndexes;
    private final GuideStore guides;
    private final EmbeddingStore embeddings;
    private final SearchStore searches;
    private final AuditStore audit;

    /** Stores over a database; {@code closing} closes what was opened for them, and is run once. */
    public PostgresStores(Database database, Runnable closing) {
        this.closing = closing;
        this.products = new Products(database);
        this.defectTypes = new DefectTypes(database);
        this.pictures = new Pictures(database);
        this.manuals = new Manuals(database);
        this.uploads = new Uploads(database);
        this.storageClaims = new StorageClaims(database);
        this.objects = new StoredObjects(database);
        this.accounts = new Accounts(database);
        this.settings = new Settings(database);
        this.deployments = new Deployments(database);
        this.recipes = new Recipes(database);
        this.artifacts = new Artifacts(database);
        this.inspections = new Inspections(database);
        this.similarityIndexes = new SimilarityIndexes(database);
        this.manualIndexes = new ManualIndexes(database);
        this.guides = new Guides(database);
        this.embeddings = new Embeddings(database);
        this.searches = new Searches(database);
        this.audit = new AuditLog(database);
    }

    @Override
    public ProductStore products() {
        return products;
    }

    @Override
    public DefectTypeStore defectTypes() {
        return defectTypes;
    }

    @Override
    public PictureStore pictures() {
        return pictures;
    }

    @Override
    public ManualStore manuals() {
        return manuals;
    }

    @Override
    public UploadStore uploads() {
        return uploads;
    }

    @Override
    public StorageClaimStore storageClaims() {
        return storageClaims;
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public AccountStore accounts() {
        return accounts;
    }

    @Override
    public SettingStore settings() {
        return settings;
    }

    @Override
    public DeploymentStore deployments() {
        return deployments;
    }

    @Override
    public RecipeStore recipes() {
        return recipes;
    }

    @Override
    public ArtifactStore artifacts() {
        return artifacts;
    }

    @Override
    public InspectionStore inspections() {
        return inspections;
    }

    @Override
    public ManualIndexStore manualIndexes() {
        return manualIndexes;
    }

    @Override
    public GuideStore guides() {
        return guides;
    }

    @Override
    public SimilarityIndexStore similarityIndexes() {
        return similarityIndexes;
    }

    @Override
    public EmbeddingStore embeddings() {
        return embeddings;
    }

    @Override
    public SearchStore searches() {
        return searches;
    }

    @Override
    public AuditStore audit() {
        return audit;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closing.run();
        }
    }
}
