package io.defectsdk.models.internal;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Keeps a model open while calls are under way. Thread-safe. */
final class Lifecycle {
    private final String name;
    // calls share the read lock; close waits for them with the write lock
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /** Of an open model; {@code name} says in messages what it is. */
    Lifecycle(String name) {
        this.name = name;
    }

    /** Calls it, side by side with other calls; the model is not closed meanwhile. */
    <T> T use(Supplier<T> call) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(name + " was closed");
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Closes the model after the calls that are under way; does nothing at later calls. */
    void close(Runnable closing) {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                closing.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
