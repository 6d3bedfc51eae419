package io.defectsdk.core.internal.inspection;

import io.defectsdk.DefectSdkException;
import io.defectsdk.core.internal.concurrent.DaemonThreads;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.spi.InspectionStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records without ever holding up the line for longer than a given time. Once the database was found away, nobody
 * waits for it again until it is seen to answer. Thread-safe.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    private static final int WRITERS = 4;
    private static final int QUEUE = 256;

    private final InspectionStore store;
    private final Duration patience;

    /** Why the database counts as away; empty while it answers. */
    private volatile String away = "";

    private final ThreadPoolExecutor writers = new ThreadPoolExecutor(
            WRITERS,
            WRITERS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            DaemonThreads.named("defect-sdk-history"));

    /** Into this store, waiting this long at most. */
    public HistoryWriter(InspectionStore store, Duration patience) {
        this.store = store;
        this.patience = patience;
        writers.allowCoreThreadTimeOut(true);
    }

    /**
     * Writes a record.
     *
     * @return why it is not recorded, or empty if it is
     */
    public Optional<String> write(InspectionRecord inspection) {
        String known = away;
        if (!known.isEmpty()) {
            return Optional.of(known);
        }
        Future<?> writing;
        try {
            writing = writers.submit(() -> store.add(inspection));
        } catch (RejectedExecutionException e) {
            return Optional.of(
                    writers.isShutdown()
                            ? "this DefectSdk is closed"
                            : "more than " + QUEUE + " records wait to be written");
        }
        try {
            writing.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            writing.cancel(true);
            return databaseAway("the database did not take the record within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(inspection, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while the record was being written");
        }
    }

    private Optional<String> failed(InspectionRecord inspection, Throwable cause) {
        if (cause instanceof DefectSdkException known && known.retryable()) {
            return databaseAway(String.valueOf(cause.getMessage()));
        }
        LOG.error("inspection {} cannot be recorded", inspection.id(), cause);
        return Optional.of(cause instanceof DefectSdkException ? String.valueOf(cause.getMessage()) : cause.toString());
    }

    private Optional<String> databaseAway(String reason) {
        if (away.isEmpty()) {
            LOG.warn("inspections go on without being recorded: {}", reason);
        }
        away = reason;
        return Optional.of(reason);
    }

    /** The database was seen to answer: records are written again. */
    public void databaseAnswered() {
        if (!away.isEmpty()) {
            away = "";
            LOG.info("the database answers again: inspections are recorded");
        }
    }

    @Override
    public void close() {
        writers.shutdown();
        try {
            if (!writers.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                writers.shutdownNow();
            }
        } catch (InterruptedException e) {
            writers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
