package io.defectsdk.core.internal.concurrent;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads that compute, the callers' among them: whoever computes alone is lent all of them, several are lent equal shares, down to
 * their own thread, so that no more threads run than there are unless more callers come. Results must not depend on the split: each
 * index is worked on by itself. Thread-safe.
 */
public final class Parallel implements AutoCloseable {
    private final int threads;
    private final ExecutorService helpers;
    private final AtomicInteger underWay = new AtomicInteger();

    /** With this many threads in all, at least 1. */
    public Parallel(int threads) {
        this.threads = threads;
        this.helpers =
                Executors.newFixedThreadPool(Math.max(1, threads - 1), DaemonThreads.named("defect-sdk-compute"));
    }

    /** How many, the caller's among them. */
    public int threads() {
        return threads;
    }

    /** Runs a computation on the caller's thread, one of those that share the threads until it ends. */
    public <T> T compute(Supplier<T> computation) {
        underWay.incrementAndGet();
        try {
            return computation.get();
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** How many threads each computation has now, its caller's among them, at least 1. */
    public int share() {
        return Math.max(1, threads / Math.max(1, underWay.get()));
    }

    /** Work on indices {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    public interface RangeTask {
        /** Does the work. */
        void run(int from, int to);
    }

    /**
     * Runs the task over {@code 0..count}, split into as many ranges as the caller has a share of the threads, and waits until all of them have
     * ended, also where one throws: they share arrays with the caller.
     */
    public void forRange(int count, RangeTask task) {
        int parts = Math.min(share(), count);
        List<Future<?>> others = new ArrayList<>();
        try {
            for (int part = 1; part < parts; part++) {
                int from = (int) ((long) count * part / parts);
                int to = (int) ((long) count * (part + 1) / parts);
                others.add(helpers.submit(() -> task.run(from, to)));
            }
            task.run(0, parts < 2 ? count : (int) ((long) count / parts));
        } finally {
            awaitAll(others);
        }
        others.forEach(Parallel::rethrow);
    }

    private static void awaitAll(List<Future<?>> futures) {
        boolean interrupted = false;
        for (Future<?> future : futures) {
            while (!future.isDone()) {
                try {
                    future.get();
                } catch (InterruptedException e) {
                    interrupted = true; // finish first, then pass it on
                } catch (ExecutionException e) {
                    break; // told once all have ended
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Future<?> ended) {
        try {
            ended.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new DefectSdkException(ErrorCode.INFERENCE_FAILED, "a computation failed", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("a future that has ended does not wait", e);
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}
