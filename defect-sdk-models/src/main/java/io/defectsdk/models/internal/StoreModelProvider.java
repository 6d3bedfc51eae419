package io.defectsdk.models.internal;

import static java.util.Objects.requireNonNull;

import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.spi.ModelProvider;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.PackagedModel;
import java.util.List;

/** Opens the models of a directory and of the class path; found by {@link java.util.ServiceLoader}. */
public final class StoreModelProvider implements ModelProvider {
    /** For {@link java.util.ServiceLoader}. */
    public StoreModelProvider() {}

    @Override
    public Models open(ModelStore store, List<PackagedModel> packaged, int threads, Device device) {
        requireNonNull(store, "store");
        requireNonNull(packaged, "packaged");
        requireNonNull(device, "device");
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("threads must be in [1, 64], but is " + threads);
        }
        if (device instanceof Device.Cuda) {
            CudaProvider.require(device);
        }
        return ModelCatalog.open(store, packaged, new Compute(threads, device));
    }
}
