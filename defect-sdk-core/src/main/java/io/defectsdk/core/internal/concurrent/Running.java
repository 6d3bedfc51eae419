package io.defectsdk.core.internal.concurrent;

import io.defectsdk.DefectSdkException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What callers see of work on another thread: how far it is, and how it ended. Thread-safe; one thread does the work.
 *
 * @param <P> how far it is
 * @param <R> what comes of it
 */
public final class Running<P, R> {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final String what;
    private final List<Consumer<P>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<R> completion = new CompletableFuture<>();
    private volatile P progress;

    /** Work of this name, so far. */
    public Running(String what, P progress) {
        this.what = what;
        this.progress = progress;
    }

    @Override
    public String toString() {
        return what;
    }

    /** How far it is. */
    public P progress() {
        return progress;
    }

    /** Tells the listener at once and at each step, never two steps at a time; what it throws is logged. */
    public synchronized void onProgress(Consumer<P> listener) {
        listeners.add(listener);
        tell(listener, progress);
    }

    /** It is so far now. */
    public synchronized void show(P now) {
        progress = now;
        boolean interrupted = Thread.currentThread().isInterrupted();
        listeners.forEach(listener -> tell(listener, now));
        if (!interrupted && Thread.interrupted()) { // the work's thread, which nobody but a listener interrupts
            LOG.warn("a progress listener of {} left its thread interrupted", what);
        }
    }

    private void tell(Consumer<P> listener, P now) {
        try {
            listener.accept(now);
        } catch (Throwable e) { // a failed assertion in a host's listener must not end the work either
            LOG.warn("a progress listener of {} failed", what, e);
        }
    }

    /** How long the rest takes if it goes on as it went since {@code start}, in {@link System#nanoTime()}. */
    public static Optional<Duration> remaining(long start, long done, long total) {
        return done == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) ((System.nanoTime() - start) / (double) done * (total - done))));
    }

    /** Whether it has ended. */
    public boolean ended() {
        return completion.isDone();
    }

    /** It has ended well. */
    public void succeeded(R result) {
        completion.complete(result);
    }

    /** It has ended with a failure. */
    public void failed(DefectSdkException failure) {
        completion.completeExceptionally(failure);
    }

    /** A future of its own for each caller, so that none can end it for the others. */
    public CompletableFuture<R> completion() {
        return completion.copy();
    }

    /** Waits for the end, and throws what it failed with. */
    public R join() {
        try {
            return completion.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DefectSdkException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
