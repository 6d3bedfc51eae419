package io.defectsdk.models.internal;

import static java.util.Objects.requireNonNull;

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
    public Models open(ModelStore store, List<PackagedModel> packaged, int threads) {
        requireNonNull(store, "store");
        requireNonNull(packaged, "packaged");
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("threads must be in [1, 64], but is " + threads);
        }
        return ModelCatalog.open(store, packaged, threads);
    }
}
