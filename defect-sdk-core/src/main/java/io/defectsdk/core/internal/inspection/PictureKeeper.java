package io.defectsdk.core.internal.inspection;

import io.defectsdk.DefectSdkException;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.core.internal.concurrent.Patience;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.spi.ObjectStore;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps inspected pictures, as far as the retention says so, without ever holding up the line for longer than a given time: a
 * storage that hangs is tried again two seconds later at the earliest. Thread-safe.
 */
public final class PictureKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureKeeper.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private static final long RETRY_NANOS = Duration.ofSeconds(2).toNanos();

    private final ObjectStore store;
    private final Optional<HistoryWriter> sameDatabase;
    private final PictureRetention retention;
    private final Patience patience;

    /** When a storage that hung is tried again, in {@link System#nanoTime()}. */
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

    /**
     * Into this storage, waiting this long at most.
     *
     * @param sameDatabase who writes the records, where the storage is their database
     */
    public PictureKeeper(
            ObjectStore store, PictureRetention retention, Duration patience, Optional<HistoryWriter> sameDatabase) {
        this.store = store;
        this.sameDatabase = sameDatabase;
        this.retention = retention;
        this.patience = new Patience("defect-sdk-pictures", patience);
    }

    /**
     * What became of a picture.
     *
     * @param key its storage key, if it is kept
     * @param failure why it is not kept although it should be
     */
    record Outcome(Optional<String> key, Optional<String> failure) {}

    Outcome keep(String productCode, Verdict verdict, DecodedPicture picture, UUID inspection, Instant at) {
        if (!retention.rule(productCode).keeps(verdict, picture.sha256())) {
            return new Outcome(Optional.empty(), Optional.empty());
        }
        Optional<String> away = sameDatabase.flatMap(HistoryWriter::away);
        if (away.isPresent()) {
            return notKept(away.get());
        }
        if (System.nanoTime() - notBefore.get() < 0) {
            return notKept("the picture storage did not answer a moment ago");
        }
        // the id alone: product codes may hold anything, keys may not
        String key = "inspections/" + DAY.format(at) + "/" + inspection + "." + picture.extension();
        return patience.attempt(() -> store.put(key, new ByteArrayInputStream(picture.file())))
                .map(failure -> notKept(reason(inspection, failure)))
                .orElseGet(() -> new Outcome(Optional.of(key), Optional.empty()));
    }

    private static Outcome notKept(String reason) {
        return new Outcome(Optional.empty(), Optional.of(reason));
    }

    private String reason(UUID inspection, Throwable failure) {
        if (failure instanceof TimeoutException) {
            // a large picture may be slow where a record is not: nothing is said of the database
            return waited(inspection, "the picture storage is slow or away, the picture was " + failure.getMessage());
        }
        if (failure instanceof DefectSdkException known && known.retryable()) {
            String reason = String.valueOf(failure.getMessage());
            sameDatabase.ifPresent(history -> history.databaseAway(reason));
            return waited(inspection, reason);
        }
        if (failure instanceof InterruptedException) {
            return "interrupted while the picture was being stored";
        }
        if (failure instanceof DefectSdkException || failure instanceof RejectedExecutionException) {
            LOG.warn("inspection {}: {}", inspection, failure.getMessage());
            return String.valueOf(failure.getMessage());
        }
        LOG.error("inspection {}: the picture storage failed", inspection, failure);
        return "the picture storage failed: " + failure;
    }

    private String waited(UUID inspection, String reason) {
        notBefore.set(System.nanoTime() + RETRY_NANOS);
        LOG.warn("inspection {}: {}", inspection, reason);
        return reason;
    }

    @Override
    public void close() {
        patience.close();
    }
}
