package io.defectsdk.core.internal.concurrent;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values of a source that may be slow or away, held in memory. The first call for a key waits for the source; a later one that comes two
 * seconds after the last look or more has the source looked at again, and waits for that no longer than its patience: then, and where
 * the source fails, what is held is good enough. Thread-safe.
 *
 * @param <K> by what values are asked for
 * @param <V> what is held
 */
public final class Refreshed<K, V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);
    private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();

    /** Looking takes at most this share of the time. */
    private static final int RARELY = 20;

    /**
     * Where values come from.
     *
     * @param <K> by what values are asked for
     * @param <V> what is held
     */
    @FunctionalInterface
    public interface Source<K, V> {
        /** The value as it is now; {@code present}, if nothing changed. */
        V look(K key, @Nullable V present);
    }

    private final String what;
    private final Duration patience;
    private final Source<K, V> source;
    private final Map<K, Held> held = new ConcurrentHashMap<>();
    private final ExecutorService looker;

    /**
     * Nothing held yet.
     *
     * @param what is held, for messages
     * @param thread name of the thread that looks
     * @param patience how long a call waits for a look
     */
    public Refreshed(String what, String thread, Duration patience, Source<K, V> source) {
        this.what = what;
        this.patience = patience;
        this.source = source;
        this.looker = Executors.newSingleThreadExecutor(DaemonThreads.named(thread));
    }

    private final class Held {
        private final K key;
        private volatile @Nullable V value;
        private volatile long due;
        private volatile boolean failing;

        /** Counts what this process changed, and how much of it there was when the last look began. */
        private final AtomicLong changes = new AtomicLong();

        private volatile long seen;
        private Future<?> look = CompletableFuture.completedFuture(null);

        /** Whether somebody waited for the last look in vain; nobody else waits for it then, as long as it goes on. */
        private boolean hanging;

        Held(K key) {
            this.key = key;
        }

        /** Callers that meet a new key wait for one look. */
        synchronized V first() {
            V known = value;
            if (known == null) {
                known = requireNonNull(source.look(key, null), "a source gives a value");
                due = System.nanoTime() + LOOK_NANOS;
                value = known;
            }
            return known;
        }

        /** On the looking thread alone. */
        private void lookNow() {
            long start = System.nanoTime();
            long before = changes.get();
            try {
                value = source.look(key, value);
            } finally {
                long now = System.nanoTime();
                due = now + Math.max(LOOK_NANOS, RARELY * (now - start));
                seen = before; // where it failed, too: a source that is away is asked every two seconds
            }
        }

        synchronized Future<?> looked() {
            if (look.isDone()) {
                look = looker.submit(this::lookNow);
                hanging = false;
            }
            return look;
        }

        synchronized boolean hangs() {
            return hanging && !look.isDone();
        }

        synchronized void waitedInVain() {
            hanging = true;
        }
    }

    /**
     * The value of a key, as it is now or was when the source last answered.
     *
     * @throws RuntimeException whatever the source throws at the first call
     */
    public V get(K key) {
        Held known = held.get(key);
        if (known == null) {
            Held fresh = new Held(key);
            V value = fresh.first();
            // kept once there is something to keep: a key that does not exist leaves nothing behind
            Held winner = held.putIfAbsent(key, fresh);
            return winner == null ? value : winner.first();
        }
        boolean due = System.nanoTime() - known.due >= 0 || known.seen != known.changes.get();
        if (due && !known.hangs()) {
            look(known);
        }
        return known.first();
    }

    private void look(Held known) {
        long wanted = known.changes.get();
        try {
            do { // again, where one was under way that may have read what was before
                known.looked().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } while (known.seen < wanted);
            known.failing = false;
        } catch (TimeoutException e) {
            known.waitedInVain();
            LOG.debug("looking for changes of the {} of '{}' goes on in the background", what, known.key);
        } catch (ExecutionException e) {
            if (!known.failing) { // once, not every two seconds
                LOG.warn(
                        "cannot look for changes of the {} of '{}', going on as it was: {}",
                        what,
                        known.key,
                        String.valueOf(e.getCause()));
            }
            known.failing = true;
        } catch (RejectedExecutionException e) {
            LOG.debug("the SDK is being closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What this process changed is seen by its next call, whenever it comes. */
    public void changed(K key) {
        Held known = held.get(key);
        if (known != null) {
            known.changes.incrementAndGet();
        }
    }

    @Override
    public void close() {
        looker.shutdown();
        try {
            // a look under way uses the source, which is closed next
            looker.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
