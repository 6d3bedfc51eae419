package io.defectsdk.core.internal.concurrent;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Splits work over a fixed number of threads, the caller's among them. Results must not depend on the split: each index is
 * worked on by itself.
 */
public final class Parallel implements AutoCloseable {
    private final int threads;
    private final ExecutorService helpers;

    /** With this many threads in all, at least 1. */
    public Parallel(int threads) {
        this.threads = threads;
        this.helpers =
                Executors.newFixedThreadPool(Math.max(1, threads - 1), DaemonThreads.named("defect-sdk-compute"));
    }

    /** Work on indices {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    public interface RangeTask {
        /** Does the work. */
        void run(int from, int to);
    }

    /** Runs the task over {@code 0..count}, split into as many ranges as there are threads, and waits. */
    public void forRange(int count, RangeTask task) {
        int parts = Math.min(threads, count);
        List<Future<?>> others = new ArrayList<>();
        for (int part = 1; part < parts; part++) {
            int from = (int) ((long) count * part / parts);
            int to = (int) ((long) count * (part + 1) / parts);
            others.add(helpers.submit(() -> task.run(from, to)));
        }
        try {
            task.run(0, parts < 2 ? count : (int) ((long) count / parts));
        } finally {
            others.forEach(Parallel::await);
        }
    }

    private static void await(Future<?> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get();
                    return;
                } catch (InterruptedException e) {
                    // the ranges share arrays with the caller: finish, then pass the interrupt on
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new DefectSdkException(ErrorCode.INFERENCE_FAILED, "a computation failed", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}
