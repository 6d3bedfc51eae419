package io.defectsdk.core.internal.similarity;

import io.defectsdk.DefectSdkException;
import io.defectsdk.core.internal.concurrent.Patience;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.spi.SearchStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records searches without ever holding one up for longer than a given time; after a failure it tries again two seconds later. Thread-safe. */
public final class SearchWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchWriter.class);
    private static final long RETRY_NANOS = Duration.ofSeconds(2).toNanos();

    private final SearchStore store;
    private final Patience patience;

    /** When a database that did not answer is tried again, in {@link System#nanoTime()}. */
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

    /** Into this store, waiting this long at most. */
    public SearchWriter(SearchStore store, Duration patience) {
        this.store = store;
        this.patience = new Patience("defect-sdk-searches", patience);
    }

    /**
     * What became of a record.
     *
     * @param id its key, if it is recorded
     * @param failure why it is not
     */
    record Outcome(OptionalLong id, Optional<String> failure) {
        private static Outcome failed(String reason) {
            return new Outcome(OptionalLong.empty(), Optional.of(reason));
        }
    }

    Outcome write(SearchRecord search) {
        if (System.nanoTime() - notBefore.get() < 0) {
            return Outcome.failed("the database did not answer a moment ago");
        }
        AtomicLong id = new AtomicLong();
        return patience.attempt(() -> id.set(store.add(search)))
                .map(this::failed)
                .orElseGet(() -> new Outcome(OptionalLong.of(id.get()), Optional.empty()));
    }

    private Outcome failed(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return away("the database is slow or away, the record was " + failure.getMessage());
        }
        if (failure instanceof DefectSdkException known && known.retryable()) {
            return away(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof InterruptedException) {
            return Outcome.failed("interrupted while the record was being written");
        }
        LOG.error("a search cannot be recorded", failure);
        return Outcome.failed(
                failure instanceof DefectSdkException ? String.valueOf(failure.getMessage()) : failure.toString());
    }

    private Outcome away(String reason) {
        notBefore.set(System.nanoTime() + RETRY_NANOS);
        LOG.warn("a search is not recorded: {}", reason);
        return Outcome.failed(reason);
    }

    @Override
    public void close() {
        patience.close();
    }
}
