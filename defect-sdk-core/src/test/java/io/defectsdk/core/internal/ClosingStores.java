package io.defectsdk.core.internal;

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
import io.defectsdk.testing.memory.InMemoryStores;

/** Stores that count how often they were closed. */
final class ClosingStores implements Stores {
    private final Stores stores = new InMemoryStores();
    int closed;

    @Override
    public ProductStore products() {
        return stores.products();
    }

    @Override
    public DefectTypeStore defectTypes() {
        return stores.defectTypes();
    }

    @Override
    public PictureStore pictures() {
        return stores.pictures();
    }

    @Override
    public ManualStore manuals() {
        return stores.manuals();
    }

    @Override
    public UploadStore uploads() {
        return stores.uploads();
    }

    @Override
    public StorageClaimStore storageClaims() {
        return stores.storageClaims();
    }

    @Override
    public ObjectStore objects() {
        return stores.objects();
    }

    @Override
    public AccountStore accounts() {
        return stores.accounts();
    }

    @Override
    public SettingStore settings() {
        return stores.settings();
    }

    @Override
    public DeploymentStore deployments() {
        return stores.deployments();
    }

    @Override
    public RecipeStore recipes() {
        return stores.recipes();
    }

    @Override
    public ArtifactStore artifacts() {
        return stores.artifacts();
    }

    @Override
    public InspectionStore inspections() {
        return stores.inspections();
    }

    @Override
    public SimilarityIndexStore similarityIndexes() {
        return stores.similarityIndexes();
    }

    @Override
    public EmbeddingStore embeddings() {
        return stores.embeddings();
    }

    @Override
    public SearchStore searches() {
        return stores.searches();
    }

    @Override
    public ManualIndexStore manualIndexes() {
        return stores.manualIndexes();
    }

    @Override
    public GuideStore guides() {
        return stores.guides();
    }

    @Override
    public AuditStore audit() {
        return stores.audit();
    }

    @Override
    public void close() {
        closed++;
    }
}
