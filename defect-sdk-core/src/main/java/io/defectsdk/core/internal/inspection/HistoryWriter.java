package io.defectsdk.core.internal.inspection;

import io.defectsdk.DefectSdkException;
import io.defectsdk.core.internal.concurrent.Patience;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.spi.InspectionStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records without ever holding up the line for longer than a given time. Once the database was found away, nobody
 * waits for it again until it is seen to answer. Thread-safe.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);

    private final InspectionStore store;
    private final Patience patience;

    /** Why the database counts as away; empty while it answers. */
    private volatile String away = "";

    /** Into this store, waiting this long at most. */
    public HistoryWriter(InspectionStore store, Duration patience) {
        this.store = store;
        this.patience = new Patience("defect-sdk-history", patience);
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
        return patience.attempt(() -> store.add(inspection)).map(failure -> reason(inspection, failure));
    }

    private String reason(InspectionRecord inspection, Throwable failure) {
        if (failure instanceof TimeoutException) {
            return databaseAway("the database is slow or away, the record was " + failure.getMessage());
        }
        if (failure instanceof InterruptedException) {
            return "interrupted while the record was being written";
        }
        if (failure instanceof RejectedExecutionException) {
            return String.valueOf(failure.getMessage());
        }
        return failed(inspection, failure);
    }

    private String failed(InspectionRecord inspection, Throwable cause) {
        if (cause instanceof DefectSdkException known && known.retryable()) {
            return databaseAway(String.valueOf(cause.getMessage()));
        }
        LOG.error("inspection {} cannot be recorded", inspection.id(), cause);
        return cause instanceof DefectSdkException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    /** Why the database counts as away, if it does. */
    Optional<String> away() {
        return Optional.of(away).filter(reason -> !reason.isEmpty());
    }

    /** It was found away by somebody else. */
    String databaseAway(String reason) {
        if (away.isEmpty()) {
            LOG.warn("inspections go on without being recorded: {}", reason);
        }
        away = reason;
        return reason;
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
        patience.close();
    }
}
