package io.defectsdk.benchmarks;

import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.core.internal.settings.EffectiveParams;
import io.defectsdk.core.internal.similarity.EncoderChooser;
import io.defectsdk.core.internal.similarity.SpaceEncoder;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.spi.ModelProvider;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.PackagedModel;
import io.defectsdk.testing.memory.InMemoryStores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Opens models as a host's builder does, for what is measured below the face. */
public final class BenchmarkModels {
    private BenchmarkModels() {}

    /**
     * The models, on the processor.
     *
     * @param directory a model directory; empty: the packaged models
     */
    public static Models open(String directory, int threads) {
        return open(directory.isEmpty() ? ModelStore.packaged() : ModelStore.directory(Path.of(directory)), threads);
    }

    /** The models of a store, on the processor. */
    public static Models open(ModelStore store, int threads) {
        List<PackagedModel> packaged = ServiceLoader.load(PackagedModel.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return ServiceLoader.load(ModelProvider.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("defect-sdk-models is not on the class path"))
                .open(store, packaged, threads, Device.cpu());
    }

    /**
     * An encoder, as a deployment with no parameters chooses it.
     *
     * @param id of an encoder or backbone; empty: the default one
     */
    public static SpaceEncoder encoder(Models models, Optional<String> id) {
        String product = "benchmark";
        try (InMemoryStores stores = new InMemoryStores()) {
            stores.products().add(NewProduct.of(product, product), Actor.vouched(product, Role.ADMIN), Instant.EPOCH);
            SimilarityDeployment deployment = SimilarityDeployment.of(product);
            return new EncoderChooser(new EffectiveParams(stores.products(), stores.settings()), models)
                    .forIndex(id.map(deployment::encoder).orElse(deployment));
        }
    }
}
