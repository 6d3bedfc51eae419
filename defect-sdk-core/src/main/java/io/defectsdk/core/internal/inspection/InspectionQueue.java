package io.defectsdk.core.internal.inspection;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.core.internal.concurrent.DaemonThreads;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Runs inspections on a few threads, first come first served; a bounded number waits. Thread-safe. */
final class InspectionQueue implements AutoCloseable {
    private final BiFunction<InspectionRequest, Demand, Inspection> inspect;
    private final int size;
    private final ThreadPoolExecutor threads;

    InspectionQueue(int threadCount, int size, BiFunction<InspectionRequest, Demand, Inspection> inspect) {
        this.inspect = inspect;
        this.size = size;
        this.threads = new ThreadPoolExecutor(
                threadCount,
                threadCount,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(size),
                DaemonThreads.named("defect-sdk-inspection"));
        threads.allowCoreThreadTimeOut(true); // a host that never uses it pays nothing
    }

    /** How many run at once. */
    int threads() {
        return threads.getMaximumPoolSize();
    }

    /**
     * Puts an inspection into the queue.
     *
     * @return empty if the queue is full
     * @throws IllegalStateException if this is closed
     */
    Optional<CompletableFuture<Inspection>> offer(InspectionRequest request) {
        Task task = new Task(request);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            if (threads.isShutdown()) {
                throw new IllegalStateException("this DefectSdk is closed", e);
            }
            return Optional.empty();
        }
        return Optional.of(task);
    }

    DefectSdkException full() {
        return new DefectSdkException(
                ErrorCode.BUSY,
                size
                        + " inspections wait already, which is all that the queue takes: call again in a moment, or give a larger"
                        + " inspectionQueue(...) to the builder",
                null,
                true);
    }

    /** Cancels what waits; what runs goes on to its end. */
    @Override
    public void close() {
        threads.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        threads.getQueue().drainTo(waiting);
        for (Runnable task : waiting) {
            ((Task) task).cancel(false);
        }
    }

    private final class Task extends CompletableFuture<Inspection> implements Runnable {
        private final InspectionRequest request;
        private final Demand demand;

        Task(InspectionRequest request) {
            this.request = request;
            this.demand = new Demand(request, this::isDone);
        }

        @Override
        public void run() {
            try {
                complete(inspect.apply(request, demand));
            } catch (Throwable e) { // whoever waits learns of an Error, too
                completeExceptionally(e);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            threads.remove(this); // its place is free for another
            return super.cancel(mayInterruptIfRunning);
        }
    }
}
