package io.defectsdk.postgres.internal.store;

import io.defectsdk.StoreException;
import io.defectsdk.spi.UploadStore;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Files that are being stored. Whoever ends an upload and whoever gives it up both write its row: the second one waits for the
 * first one's transaction, and then finds the row gone or given up.
 */
final class Uploads implements UploadStore {
    private final Database database;

    Uploads(Database database) {
        this.database = database;
    }

    @Override
    public void begin(String storageKey) {
        database.with("note the upload", handle -> {
            int noted = handle.createUpdate("""
                            INSERT INTO <schema>.uploads (storage_key) VALUES (:key)
                            ON CONFLICT (storage_key) DO NOTHING
                            """).bind("key", storageKey).execute();
            if (noted == 0) {
                throw StoreException.failed(
                        "an upload with the key '" + storageKey + "' began before; use another key for each", null);
            }
            return noted;
        });
    }

    @Override
    public boolean giveUp(String storageKey) {
        return database.with(
                "give up the upload",
                handle -> handle.createUpdate("UPDATE <schema>.uploads SET given_up = TRUE WHERE storage_key = :key")
                                .bind("key", storageKey)
                                .execute()
                        > 0);
    }

    @Override
    public List<String> giveUpStale(Duration age, int limit) {
        int most = Columns.limit(limit);
        // a row that is locked is just being ended, or given up by somebody else
        return database.with("give up stale uploads", handle -> handle.createQuery("""
                        WITH stale AS (
                            SELECT storage_key FROM <schema>.uploads
                            WHERE given_up OR begun_at <= clock_timestamp() - :micros * INTERVAL '1 microsecond'
                            ORDER BY given_up, begun_at, storage_key
                            LIMIT :limit
                            FOR NO KEY UPDATE SKIP LOCKED
                        ), done AS (
                            UPDATE <schema>.uploads u SET given_up = TRUE
                            FROM stale WHERE u.storage_key = stale.storage_key
                            RETURNING u.storage_key, u.begun_at
                        )
                        SELECT storage_key FROM done ORDER BY begun_at, storage_key
                        """)
                .bind("micros", Columns.micros(age))
                .bind("limit", most)
                .mapTo(String.class)
                .list());
    }

    @Override
    public void forget(String storageKey) {
        database.with("forget the upload", handle -> handle.createUpdate(
                        "DELETE FROM <schema>.uploads WHERE storage_key = :key AND given_up")
                .bind("key", storageKey)
                .execute());
    }

    /** Notes, within the transaction that puts another file in its place, that a file is to be deleted. */
    static void abandon(Handle handle, String storageKey) {
        handle.createUpdate("""
                        INSERT INTO <schema>.uploads (storage_key, given_up) VALUES (:key, TRUE)
                        ON CONFLICT (storage_key) DO UPDATE SET given_up = TRUE
                        """).bind("key", storageKey).execute();
    }

    /** Ends an upload within the transaction that writes the row of its file, which fails if it was given up. */
    static void end(Handle handle, String storageKey) {
        int ended = handle.createUpdate("DELETE FROM <schema>.uploads WHERE storage_key = :key AND NOT given_up")
                .bind("key", storageKey)
                .execute();
        if (ended == 0) {
            throw StoreException.unavailable(
                    "the upload of '" + storageKey + "' was given up as stale, by another process or after a long pause"
                            + " of this one; store the file again under another key",
                    null);
        }
    }
}
