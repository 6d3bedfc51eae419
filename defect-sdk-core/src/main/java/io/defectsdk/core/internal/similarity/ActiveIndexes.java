package io.defectsdk.core.internal.similarity;

import static java.util.Objects.requireNonNull;

import io.defectsdk.ErrorCode;
import io.defectsdk.SimilarityException;
import io.defectsdk.StoreException;
import io.defectsdk.config.ClipParams;
import io.defectsdk.core.internal.concurrent.DaemonThreads;
import io.defectsdk.core.internal.settings.EffectiveParams;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.spi.Stores;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
 * The indexes that this process searches. One is loaded at a product's first search, and stays in memory; a later search that comes two
 * seconds after the last look or more has it looked for changes first, its own or another process's, and waits for that as long as for a
 * record. A database that is away stops no search. Thread-safe.
 */
public final class ActiveIndexes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveIndexes.class);
    private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();

    /** Looking takes at most this share of the time. */
    private static final int RARELY = 20;

    private final Stores stores;
    private final RecipeContents contents;
    private final EffectiveParams params;
    private final EncoderChooser encoders;
    private final Duration patience;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final ExecutorService looker = Executors.newSingleThreadExecutor(DaemonThreads.named("defect-sdk-indexes"));

    /**
     * None yet.
     *
     * @param patience how long a search waits for news
     */
    public ActiveIndexes(
            Stores stores,
            RecipeContents contents,
            EffectiveParams params,
            EncoderChooser encoders,
            Duration patience) {
        this.stores = stores;
        this.contents = contents;
        this.params = params;
        this.encoders = encoders;
        this.patience = patience;
    }

    /** What is held of a product. */
    private final class Held {
        private final String productCode;
        private volatile LoadedIndex index;
        private volatile long nextLook;
        private volatile boolean failing;

        /** Whether somebody waited for the last look in vain; nobody else waits for it then, as long as it goes on. */
        private boolean hanging;

        /** Counts what this process changed, and how much of it there was when the last look began. */
        private final AtomicLong changes = new AtomicLong();

        private volatile long seen;

        private Future<?> look = CompletableFuture.completedFuture(null);

        /** Held while embeddings are read, which may take long: no other search must wait for it. */
        private final Object reading = new Object();

        private @Nullable LoadedIndex plain;

        Held(String productCode, LoadedIndex index) {
            this.productCode = productCode;
            this.index = index;
            this.nextLook = System.nanoTime() + LOOK_NANOS;
        }

        /** On the looking thread alone. */
        private void lookNow() {
            long start = System.nanoTime();
            long before = changes.get();
            try {
                Optional<SimilarityIndex> active = stores.similarityIndexes().active(productCode);
                if (active.isEmpty()) {
                    return; // not so, but for a database that was put back to before: what is held is better than
                    // nothing
                }
                LoadedIndex present = index;
                index = active.get().id() == present.version().id() ? refreshed(present) : load(active.get());
            } finally {
                long now = System.nanoTime();
                nextLook = now + Math.max(LOOK_NANOS, RARELY * (now - start));
                seen = before; // where it failed, too: a database that is away is asked every two seconds
            }
        }

        private LoadedIndex refreshed(LoadedIndex present) {
            Galleries galleries = present.galleries().updated(stores.embeddings(), productCode, present.content());
            return new LoadedIndex(
                    present.version(), present.content(), present.encoder(), galleries, topK(productCode));
        }

        /** Has it looked at on another thread, since a database may hang. */
        synchronized Future<?> looked() {
            if (look.isDone()) {
                look = looker.submit(this::lookNow);
                hanging = false;
            }
            return look;
        }

        /** A look that ended is no longer waited for in vain, whatever was said of it. */
        synchronized boolean hangs() {
            return hanging && !look.isDone();
        }

        synchronized void waitedInVain() {
            hanging = true;
        }

        /** See {@link ActiveIndexes#plain}. */
        LoadedIndex plain(LoadedIndex present) {
            synchronized (reading) {
                LoadedIndex known = plain;
                if (known != null
                        && known.version().id() == present.version().id()
                        && known.galleries().state().equals(present.galleries().state())) {
                    return known;
                }
                IndexContent content = present.content().plain();
                boolean usable = known != null && known.content().space().equals(content.space());
                Galleries before = usable ? requireNonNull(known).galleries() : Galleries.none(content);
                LoadedIndex now;
                try {
                    now = new LoadedIndex(
                            present.version(),
                            content,
                            present.encoder(),
                            before.updated(stores.embeddings(), productCode, content),
                            present.topK());
                } catch (StoreException e) {
                    if (!usable) {
                        throw e;
                    }
                    LOG.debug("going on with the embeddings of '{}' as they were", productCode, e);
                    return requireNonNull(known);
                }
                plain = now;
                return now;
            }
        }
    }

    /**
     * A product's index as it is now, or as it was when the database last answered.
     *
     * @throws SimilarityException {@code INDEX_MISSING} if there is none
     */
    LoadedIndex get(String productCode) {
        Held known = held.get(productCode);
        if (known == null) {
            return first(productCode);
        }
        boolean due = System.nanoTime() - known.nextLook >= 0 || known.seen != known.changes.get();
        if (due && !known.hangs()) {
            look(known);
        }
        return known.index;
    }

    /**
     * The same index with embeddings compared as they come from the encoder: what words, and the pictures of several products, can be compared
     * by. Read at a product's first such search, and held beside the other form from then on.
     *
     * @param index as {@link #get} gave it
     */
    LoadedIndex plain(LoadedIndex index) {
        Held known = held.get(index.version().productCode());
        return requireNonNull(known, "an index that was given is held").plain(index);
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
            LOG.debug("looking for changes of the index of '{}' goes on in the background", known.productCode);
        } catch (ExecutionException e) {
            if (!known.failing) { // once, not every two seconds
                LOG.warn(
                        "cannot look for changes of the index of '{}', going on with version {} as it was: {}",
                        known.productCode,
                        known.index.version().version(),
                        String.valueOf(e.getCause()));
            }
            known.failing = true;
        } catch (RejectedExecutionException e) {
            LOG.debug("the SDK is being closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Many threads that meet a new product wait for one load. */
    private synchronized LoadedIndex first(String productCode) {
        Held known = held.get(productCode);
        if (known != null) {
            return known.index;
        }
        Optional<SimilarityIndex> active = stores.similarityIndexes().active(productCode);
        if (active.isEmpty()) {
            throw missing(productCode);
        }
        LoadedIndex loaded = load(active.get());
        held.put(productCode, new Held(productCode, loaded));
        return loaded;
    }

    /** Why a product has no index. */
    RuntimeException missing(String productCode) {
        if (stores.products().find(productCode).isEmpty()) {
            return stores.products().unknown(productCode);
        }
        return new SimilarityException(
                ErrorCode.INDEX_MISSING,
                "the product '" + productCode + "' has no similarity index yet: register pictures of defects, then make"
                        + " one with deployments().deploy(SimilarityDeployment.of(\"" + productCode + "\"), actor)",
                null);
    }

    /**
     * An index that is to be filled.
     *
     * @param version the stored version
     * @param encoder its encoder, hash checked
     */
    record Fillable(SimilarityIndex version, SpaceEncoder encoder) {}

    /** The active index as the database has it now. */
    Fillable fillable(String productCode) {
        SimilarityIndex active = stores.similarityIndexes().active(productCode).orElseThrow(() -> missing(productCode));
        return new Fillable(active, encoders.of(content(active).space()));
    }

    private int topK(String productCode) {
        return params.of(productCode, ClipParams.class).topK().orElseThrow();
    }

    private LoadedIndex load(SimilarityIndex version) {
        IndexContent content = content(version);
        SpaceEncoder encoder = encoders.of(content.space());
        Galleries galleries = Galleries.none(content).updated(stores.embeddings(), version.productCode(), content);
        return new LoadedIndex(version, content, encoder, galleries, topK(version.productCode()));
    }

    private IndexContent content(SimilarityIndex version) {
        IndexContent content = IndexCodec.decode(contents.get(RecipeContents.Kind.SIMILARITY_INDEX, version.sha256()));
        if (!content.space().sha256().equals(version.spaceSha256())) {
            throw new SimilarityException(
                    ErrorCode.INDEX_UNREADABLE,
                    "version " + version.version() + " of the similarity index of '" + version.productCode()
                            + "' says that its embeddings are of the space " + version.spaceSha256()
                            + ", but its content describes " + content.space().sha256()
                            + ": make it anew with deployments().deploy(SimilarityDeployment...)",
                    null);
        }
        return content;
    }

    /** What this process changed is seen by its next search, whenever it comes. */
    public void changed(String productCode) {
        Held known = held.get(productCode);
        if (known != null) {
            known.changes.incrementAndGet();
        }
    }

    @Override
    public void close() {
        looker.shutdown();
        try {
            // a look under way uses the stores, which are closed next
            looker.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
