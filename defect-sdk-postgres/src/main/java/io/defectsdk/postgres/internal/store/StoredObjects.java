package io.defectsdk.postgres.internal.store;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.StoreException;
import io.defectsdk.postgres.internal.StoreErrors;
import io.defectsdk.spi.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Files in chunks, which are read and written one at a time. A transaction lasts as long as the stream that is stored. */
final class StoredObjects implements ObjectStore {
    private static final int CHUNK_BYTES = 1 << 20;

    /** The server's disk, or the space that its administrator allows, is used up. */
    private static final String DISK_FULL = "53100";

    private final Database database;

    StoredObjects(Database database) {
        this.database = database;
    }

    @Override
    public void put(String key, InputStream content) {
        ObjectStore.checkKey(key);
        try {
            database.inTransaction("store the file " + key, handle -> {
                write(handle, key, content);
                return key;
            });
        } catch (StoreException e) {
            boolean full = StoreErrors.sqlCause(e)
                    .filter(sql -> DISK_FULL.equals(sql.getSQLState()))
                    .isPresent();
            throw full
                    ? new StorageException(
                            ErrorCode.STORAGE_FULL,
                            "the file " + key
                                    + " cannot be stored: the database server's disk is full; make room there",
                            e)
                    : e;
        }
    }

    private static void write(Handle handle, String key, InputStream content) {
        MessageDigest digest = Artifacts.sha256();
        // of two writers of one key, the second waits here; readers see what was there until this is committed
        handle.createUpdate("""
                        INSERT INTO <schema>.objects (storage_key, content_sha256, byte_size)
                        VALUES (:key, :hash, 0)
                        ON CONFLICT (storage_key) DO UPDATE SET created_at = CURRENT_TIMESTAMP
                        """)
                .bind("key", key)
                .bind("hash", new byte[digest.getDigestLength()])
                .execute();
        handle.createUpdate("DELETE FROM <schema>.object_chunks WHERE storage_key = :key")
                .bind("key", key)
                .execute();
        long size = 0;
        byte[] chunk = read(key, content);
        for (int number = 0; chunk.length > 0; number++) {
            handle.createUpdate("""
                            INSERT INTO <schema>.object_chunks (storage_key, chunk_number, content)
                            VALUES (:key, :number, :content)
                            """)
                    .bind("key", key)
                    .bind("number", number)
                    .bind("content", chunk)
                    .execute();
            digest.update(chunk);
            size += chunk.length;
            chunk = read(key, content);
        }
        handle.createUpdate("""
                        UPDATE <schema>.objects SET content_sha256 = :hash, byte_size = :size WHERE storage_key = :key
                        """)
                .bind("hash", digest.digest())
                .bind("size", size)
                .bind("key", key)
                .execute();
    }

    private static byte[] read(String key, InputStream content) {
        try {
            return content.readNBytes(CHUNK_BYTES);
        } catch (IOException e) {
            throw new StorageException("what is to be stored as " + key + " cannot be read to its end: " + e, e);
        }
    }

    @Override
    public Optional<InputStream> open(String key) {
        ObjectStore.checkKey(key);
        // one query, whose rows are all of one moment; a chunk that nobody here wrote is not taken into memory
        Rows<ObjectContent.Chunk> rows = database.rows("read the file " + key, handle -> handle.createQuery("""
                        SELECT o.content_sha256, o.byte_size,
                               CASE WHEN octet_length(c.content) <= :most THEN c.content END AS content
                        FROM <schema>.objects o
                        LEFT JOIN <schema>.object_chunks c USING (storage_key)
                        WHERE storage_key = :key
                        ORDER BY c.chunk_number
                        """)
                .bind("most", CHUNK_BYTES)
                .bind("key", key)
                .setFetchSize(1)
                .map(ObjectContent.CHUNK));
        return ObjectContent.open(key, rows);
    }

    @Override
    public boolean delete(String key) {
        ObjectStore.checkKey(key);
        return database.with(
                "delete the file " + key,
                handle -> handle.createUpdate("DELETE FROM <schema>.objects WHERE storage_key = :key")
                                .bind("key", key)
                                .execute()
                        == 1);
    }
}
