package io.defectsdk.benchmarks;

import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.spi.ModelProvider;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.PackagedModel;
import java.nio.file.Path;
import java.util.List;
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
        List<PackagedModel> packaged = ServiceLoader.load(PackagedModel.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        ModelStore store = directory.isEmpty() ? ModelStore.packaged() : ModelStore.directory(Path.of(directory));
        return ServiceLoader.load(ModelProvider.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("defect-sdk-models is not on the class path"))
                .open(store, packaged, threads, Device.cpu());
    }
}
