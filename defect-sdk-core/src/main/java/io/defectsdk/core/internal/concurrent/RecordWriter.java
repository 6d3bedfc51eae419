package io.defectsdk.core.internal.concurrent;

import io.defectsdk.DefectSdkException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what was done without ever holding it up for longer than a given time; after a failure it tries again two seconds later.
 * Thread-safe.
 *
 * @param <R> what is recorded
 */
public final class RecordWriter<R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
    private static final long RETRY_NANOS = Duration.ofSeconds(2).toNanos();

    private final String what;
    private final ToLongFunction<R> store;
    private final Patience patience;

    /** When a database that did not answer is tried again, in {@link System#nanoTime()}. */
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

    /**
     * Into a store, waiting this long at most.
     *
     * @param what is recorded, for messages, such as {@code a search}
     * @param threads name of the threads that write
     * @param store writes a record, and gives its key
     */
    public RecordWriter(String what, String threads, ToLongFunction<R> store, Duration patience) {
        this.what = what;
        this.store = store;
        this.patience = new Patience(threads, patience);
    }

    /**
     * What became of a record.
     *
     * @param id its key, if it is recorded
     * @param failure why it is not
     */
    public record Outcome(OptionalLong id, Optional<String> failure) {
        private static Outcome failed(String reason) {
            return new Outcome(OptionalLong.empty(), Optional.of(reason));
        }
    }

    /** Writes a record, or says why it is not written. */
    public Outcome write(R record) {
        if (System.nanoTime() - notBefore.get() < 0) {
            return Outcome.failed("the database did not answer a moment ago");
        }
        AtomicLong id = new AtomicLong();
        return patience.attempt(() -> id.set(store.applyAsLong(record)))
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
        LOG.error("{} cannot be recorded", what, failure);
        return Outcome.failed(
                failure instanceof DefectSdkException ? String.valueOf(failure.getMessage()) : failure.toString());
    }

    private Outcome away(String reason) {
        notBefore.set(System.nanoTime() + RETRY_NANOS);
        LOG.warn("{} is not recorded: {}", what, reason);
        return Outcome.failed(reason);
    }

    @Override
    public void close() {
        patience.close();
    }
}
