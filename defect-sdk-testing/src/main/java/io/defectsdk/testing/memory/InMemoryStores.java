package io.defectsdk.testing.memory;

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
import java.time.Clock;

/**
 * All stores in memory, for unit tests of a host application without a database:
 * {@code DefectSdk.builder().stores(new InMemoryStores())}. Keeps what the SPI promises, as the contracts in
 * {@code io.defectsdk.testing.contract} show, and loses everything with the process.
 *
 * <p>Thread-safe; no call blocks for long.
 */
public final class InMemoryStores implements Stores {
    private final Memory memory;
    private final ProductStore products;
    private final DefectTypeStore defectTypes;
    private final PictureStore pictures;
    private final ManualStore manuals;
    private final StorageClaimStore storageClaims;
    private final ObjectStore objects;
    private final AccountStore accounts;
    private final SettingStore settings;
    private final DeploymentStore deployments;
    private final RecipeStore recipes;
    private final ArtifactStore artifacts;
    private final InspectionStore inspections;
    private final SimilarityIndexStore similarityIndexes;
    private final EmbeddingStore embeddings;
    private final SearchStore searches;
    private final ManualIndexStore manualIndexes;
    private final GuideStore guides;
    private final AuditStore audit;

    /** Empty stores, with the settings that new stores have. */
    public InMemoryStores() {
        this(Clock.systemUTC());
    }

    /** The same; locks, sessions and uploads are measured by this clock, which should be the one given to the builder. */
    public InMemoryStores(Clock clock) {
        memory = new Memory(clock);
        products = new InMemoryProducts(memory);
        defectTypes = new InMemoryDefectTypes(memory);
        pictures = new InMemoryPictures(memory);
        manuals = new InMemoryManuals(memory);
        storageClaims = new InMemoryStorageClaims(memory);
        objects = new InMemoryObjects(memory);
        InMemoryAccounts ours = new InMemoryAccounts(memory);
        accounts = ours;
        settings = new InMemorySettings(memory);
        deployments = new InMemoryDeployments(memory);
        recipes = new InMemoryRecipes(memory);
        artifacts = new InMemoryArtifacts(memory);
        inspections = new InMemoryInspections(memory, ours);
        similarityIndexes = new InMemorySimilarityIndexes(memory);
        embeddings = new InMemoryEmbeddings(memory);
        searches = new InMemorySearches(memory, ours);
        manualIndexes = new InMemoryManualIndexes(memory);
        guides = new InMemoryGuides(memory, ours, id -> searches.find(id).isPresent());
        audit = new InMemoryAudit(memory);
    }

    /**
     * Plays a database that is away, or one that is back: until it is, every call is a retryable
     * {@link io.defectsdk.StoreException}.
     */
    public void setAvailable(boolean available) {
        memory.setAvailable(available);
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
        return memory.uploads;
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
    public SimilarityIndexStore similarityIndexes() {
        return similarityIndexes;
    }

    @Override
    public EmbeddingStore embeddings() {
        return embeddings;
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
    public SearchStore searches() {
        return searches;
    }

    @Override
    public AuditStore audit() {
        return audit;
    }

    /** Does nothing, so that a test may look at what is there after the SDK was closed. */
    @Override
    public void close() {}
}
