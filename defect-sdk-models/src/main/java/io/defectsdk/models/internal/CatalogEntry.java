package io.defectsdk.models.internal;

import io.defectsdk.spi.FeatureExtractor;
import org.jspecify.annotations.Nullable;

/** One model, loaded when it is first asked for. A load that failed is tried again at the next call. Thread-safe. */
final class CatalogEntry implements AutoCloseable {
    private final String id;
    private final ModelFiles files;
    private final Compute compute;
    private @Nullable FeatureExtractor loaded;
    private boolean closed;

    CatalogEntry(String id, ModelFiles files, Compute compute) {
        this.id = id;
        this.files = files;
        this.compute = compute;
    }

    synchronized FeatureExtractor load() {
        if (closed) {
            throw new IllegalStateException("the models were closed: backbone '" + id + "' cannot be loaded any more");
        }
        if (loaded == null) {
            loaded = BackboneLoader.load(id, files, compute);
        }
        return loaded;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (loaded != null) {
            loaded.close();
        }
    }
}
