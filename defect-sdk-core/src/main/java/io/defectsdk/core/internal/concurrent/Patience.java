package io.defectsdk.core.internal.concurrent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs what may hang on a few threads of its own, and waits for each task no longer than a given time. Thread-safe. */
public final class Patience implements AutoCloseable {
    /** Tasks that may wait for a thread. */
    public static final int QUEUE = 256;

    private static final int THREADS = 4;

    private final Duration limit;
    private final ThreadPoolExecutor threads;

    /** With threads of this name, waiting this long at most. */
    public Patience(String threadName, Duration limit) {
        this.limit = limit;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                DaemonThreads.named(threadName));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task and waits for it.
     *
     * @return empty if it is done, else why it is not: what it threw, or a {@link TimeoutException} (it was interrupted and may
     *     go on), a {@link RejectedExecutionException} (too many wait, or this is closed) or an {@link InterruptedException} (the
     *     caller was interrupted, and stays so)
     */
    public Optional<Throwable> attempt(Runnable task) {
        Future<?> future;
        try {
            future = threads.submit(task);
        } catch (RejectedExecutionException e) {
            return Optional.of(new RejectedExecutionException(
                    threads.isShutdown() ? "this DefectSdk is closed" : "more than " + QUEUE + " wait to be written"));
        }
        try {
            future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            future.cancel(true);
            return Optional.of(new TimeoutException("not done within " + limit.toMillis() + " ms"));
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        }
    }

    /** Lets tasks under way end, for as long as a task may take; then interrupts them. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
