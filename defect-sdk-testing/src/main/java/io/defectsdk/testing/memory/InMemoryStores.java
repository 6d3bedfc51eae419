package io.defectsdk.testing.memory;

import io.defectsdk.spi.AccountStore;
import io.defectsdk.spi.ArtifactStore;
import io.defectsdk.spi.AuditStore;
import io.defectsdk.spi.DefectTypeStore;
import io.defectsdk.spi.DeploymentStore;
import io.defectsdk.spi.InspectionStore;
import io.defectsdk.spi.ManualStore;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.spi.ProductStore;
import io.defectsdk.spi.RecipeStore;
import io.defectsdk.spi.SettingStore;
import io.defectsdk.spi.Stores;
import io.defectsdk.spi.UploadStore;

/**
 * All stores in memory, for unit tests of a host application without a database:
 * {@code DefectSdk.builder().stores(new InMemoryStores())}. Keeps what the SPI promises, as the contracts in
 * {@code io.defectsdk.testing.contract} show, and loses everything with the process.
 *
 * <p>Thread-safe; no call blocks for long.
 */
public final class InMemoryStores implements Stores {
    private final Memory memory = new Memory();
    private final ProductStore products = new InMemoryProducts(memory);
    private final DefectTypeStore defectTypes = new InMemoryDefectTypes(memory);
    private final PictureStore pictures = new InMemoryPictures(memory);
    private final ManualStore manuals = new InMemoryManuals(memory);
    private final ObjectStore objects = new InMemoryObjects(memory);
    private final AccountStore accounts = new InMemoryAccounts(memory);
    private final SettingStore settings = new InMemorySettings(memory);
    private final DeploymentStore deployments = new InMemoryDeployments(memory);
    private final RecipeStore recipes = new InMemoryRecipes(memory);
    private final ArtifactStore artifacts = new InMemoryArtifacts(memory);
    private final InspectionStore inspections = new InMemoryInspections(memory, accounts);
    private final AuditStore audit = new InMemoryAudit(memory);

    /** Empty stores, with the settings that new stores have. */
    public InMemoryStores() {}

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
    public AuditStore audit() {
        return audit;
    }

    /** Does nothing, so that a test may look at what is there after the SDK was closed. */
    @Override
    public void close() {}
}
