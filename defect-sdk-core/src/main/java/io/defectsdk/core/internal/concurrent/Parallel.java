package io.defectsdk.core.internal.concurrent;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that compute, the callers' among them: whoever computes alone is lent all of them, several are lent equal shares, down to
 * their own thread, so that no more threads run than there are unless more callers come. Results must not depend on the split: each
 * index is worked on by itself. Thread-safe.
 */
public final class Parallel implements AutoCloseable {
    private final int threads;
    private final ThreadPoolExecutor helpers;
    private final AtomicInteger underWay = new AtomicInteger();

    /** With this many threads in all, at least 1. */
    public Parallel(int threads) {
        this.threads = threads;
        int others = Math.max(1, threads - 1);
        this.helpers = new ThreadPoolExecutor(
                others,
                others,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("defect-sdk-compute"));
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
     * ended, also where one throws: they share arrays with the caller. What no helper has begun, since others keep them busy, the caller
     * does itself.
     */
    public void forRange(int count, RangeTask task) {
        Parts parts = new Parts(count, Math.min(share(), count), task);
        try {
            for (int other = 1; other < parts.parts; other++) {
                helpers.execute(parts);
            }
        } finally {
            parts.run();
            while (helpers.remove(parts)) {
                // a helper that comes too late finds nothing to do, but would hold the caller's arrays until then
            }
            parts.awaitEnd();
        }
        parts.rethrow();
    }

    /** The ranges of one call: whoever is free, caller or helper, takes the next one until none is left. */
    private static final class Parts implements Runnable {
        private final int count;
        private final int parts;
        private final RangeTask task;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch notEnded;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Parts(int count, int parts, RangeTask task) {
            this.count = count;
            this.parts = parts;
            this.task = task;
            this.notEnded = new CountDownLatch(parts);
        }

        @Override
        public void run() {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                try {
                    task.run(start(part), start(part + 1));
                } catch (Throwable e) { // told by the caller once all have ended
                    failure.compareAndSet(null, e);
                } finally {
                    notEnded.countDown();
                }
            }
        }

        private int start(int part) {
            return (int) ((long) count * part / parts);
        }

        /** Returns once all ranges have ended; to be called when all are begun. */
        void awaitEnd() {
            boolean interrupted = false;
            while (notEnded.getCount() > 0) {
                try {
                    notEnded.await();
                } catch (InterruptedException e) {
                    interrupted = true; // finish first, then pass it on
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void rethrow() {
            Throwable cause = failure.get();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause != null) {
                throw new DefectSdkException(ErrorCode.INFERENCE_FAILED, "a computation failed", cause);
            }
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}
