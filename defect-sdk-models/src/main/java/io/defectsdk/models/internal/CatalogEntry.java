package io.defectsdk.models.internal;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One model, loaded when it is first asked for. A load that failed is tried again at the next call. Thread-safe. */
final class CatalogEntry<T> implements AutoCloseable {
    private final String name;
    private final Supplier<T> loader;
    private final Consumer<? super T> closer;
    private @Nullable T loaded;
    private boolean closed;

    /** A model that is not loaded yet; {@code name} says in messages what it is. */
    CatalogEntry(String name, Supplier<T> loader, Consumer<? super T> closer) {
        this.name = name;
        this.loader = loader;
        this.closer = closer;
    }

    synchronized T load() {
        if (closed) {
            throw new IllegalStateException("the models were closed: " + name + " cannot be loaded any more");
        }
        T model = loaded;
        if (model == null) {
            model = loader.get();
            loaded = model;
        }
        return model;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (loaded != null) {
            closer.accept(loaded);
        }
    }
}
