package io.defectsdk.core.internal.storage;

import io.defectsdk.StoreException;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.UploadStore;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores files together with their rows: each file is noted before it is stored, and the note ends in the transaction that
 * adds the row. Whatever dies in between leaves a note by which the file is found and removed. Thread-safe.
 */
public final class Uploads {
    /** How old a note is when its process counts as dead; a slow one that is still alive notices, and stores again. */
    public static final Duration STALE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    /** A process leaves as many notes as it has threads: more than so many at once are a matter for the next time. */
    private static final int SWEPT_AT_ONCE = 100;

    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final ObjectStore objects;
    private final Runnable ownership;
    private final UploadStore notes;
    private final Supplier<UUID> ids;
    private final Duration stale;

    /** When sweeping is of use again, in {@link System#nanoTime()}. */
    private volatile long notBefore = System.nanoTime();

    /**
     * From its parts.
     *
     * @param ownership throws where the storage is another database's; done before a file is stored or deleted
     * @param ids what keys are made of; never the same twice
     * @param stale see {@link #STALE}
     */
    public Uploads(ObjectStore objects, Runnable ownership, UploadStore notes, Supplier<UUID> ids, Duration stale) {
        this.objects = objects;
        this.ownership = ownership;
        this.notes = notes;
        this.ids = ids;
        this.stale = stale;
    }

    /**
     * Stores a file and its row, both or neither.
     *
     * @param folder first part of the key
     * @param extension end of the key, without a dot
     * @param write writes the row with this key, and ends the upload in the same transaction
     * @param find the row, if it refers to this key
     */
    public <R> R store(
            String folder,
            String extension,
            byte[] content,
            Function<String, R> write,
            Function<String, Optional<R>> find) {
        ownership.run();
        boolean retried = false;
        while (true) {
            String id = ids.get().toString();
            String key = folder + "/" + id.substring(0, 2) + "/" + id + "." + extension;
            notes.begin(key);
            try {
                objects.put(key, new ByteArrayInputStream(content));
                return write.apply(key);
            } catch (RuntimeException | Error e) {
                Optional<R> written;
                try {
                    written = takeBack(key, find);
                } catch (RuntimeException trouble) {
                    LOG.warn("the file {} stays noted, and is removed later: {}", key, trouble.toString());
                    e.addSuppressed(trouble);
                    throw e;
                }
                if (written.isPresent()) {
                    return written.get();
                }
                if (retried || !(e instanceof StoreException refused) || !refused.retryable()) {
                    throw e;
                }
                // the database answers again, or says that somebody gave the upload up: either way another one may do
                LOG.info("a file is stored once more: {}", e.getMessage());
                retried = true;
            }
        }
    }

    /**
     * Removes the file, unless its row was written after all: a connection that breaks off may hide that.
     *
     * @return the row, if it was
     */
    private <R> Optional<R> takeBack(String key, Function<String, Optional<R>> find) {
        if (!notes.giveUp(key)) {
            Optional<R> written = find.apply(key);
            if (written.isPresent()) {
                return written;
            }
            // somebody else gave it up, and may have deleted before we had stored
        }
        objects.delete(key);
        notes.forget(key);
        return Optional.empty();
    }

    /**
     * Removes what dead processes left behind, as far as that can be done now; after one that could not be removed, not again for
     * a minute.
     */
    public void sweep() {
        if (System.nanoTime() - notBefore < 0) {
            return;
        }
        List<String> given;
        try {
            ownership.run();
            given = notes.giveUpStale(stale, SWEPT_AT_ONCE);
        } catch (RuntimeException e) {
            LOG.info("files that dead processes left behind are looked for later: {}", e.toString());
            return;
        }
        given.forEach(this::remove);
    }

    private void remove(String key) {
        try {
            objects.delete(key);
            notes.forget(key);
            LOG.info("removed the file {}, which nothing referred to", key);
        } catch (RuntimeException e) {
            notBefore = System.nanoTime() + PAUSE_NANOS;
            LOG.warn("the file {}, which nothing refers to, is removed later: {}", key, e.toString());
        }
    }
}
