package io.defectsdk.postgres.internal.store;

import io.defectsdk.StoreException;
import io.defectsdk.spi.ArtifactStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/** Content by its hash, in chunks, so that no statement holds much at once. */
final class Artifacts implements ArtifactStore {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Database database;

    Artifacts(Database database) {
        this.database = database;
    }

    @Override
    public String put(String kind, byte[] content) {
        byte[] hash = sha256().digest(content);
        return database.inTransaction("store the artifact", handle -> {
            // of two processes that store the same content, the second waits here and then finds it there
            handle.createUpdate("""
                            INSERT INTO <schema>.artifacts (artifact_sha256, kind, byte_size)
                            VALUES (:hash, :kind, :size)
                            ON CONFLICT (artifact_sha256) DO UPDATE
                            SET byte_size = EXCLUDED.byte_size, storage_key = NULL
                            """)
                    .bind("hash", hash)
                    .bind("kind", kind)
                    .bind("size", (long) content.length)
                    .execute();
            if (!intact(handle, hash, content)) {
                handle.createUpdate("DELETE FROM <schema>.artifact_chunks WHERE artifact_sha256 = :hash")
                        .bind("hash", hash)
                        .execute();
                putChunks(handle, hash, content);
            }
            return HexFormat.of().formatHex(hash);
        });
    }

    /** Whether what is stored is what should be: deploying again is how a damaged artifact is mended. */
    private static boolean intact(Handle handle, byte[] hash, byte[] content) {
        int compared = 0;
        try (ResultIterator<Optional<byte[]>> chunks = chunks(handle, hash).iterator()) {
            while (chunks.hasNext()) {
                int end = Math.min(content.length, compared + CHUNK_BYTES);
                int start = compared;
                if (chunks.next()
                        .filter(chunk -> Arrays.equals(chunk, 0, chunk.length, content, start, end))
                        .isEmpty()) {
                    return false;
                }
                compared = end;
            }
        }
        return compared == content.length;
    }

    private static void putChunks(Handle handle, byte[] hash, byte[] content) {
        for (int number = 0, start = 0; start < content.length; number++, start += CHUNK_BYTES) {
            handle.createUpdate("""
                            INSERT INTO <schema>.artifact_chunks (artifact_sha256, chunk_number, content)
                            VALUES (:hash, :number, :content)
                            """)
                    .bind("hash", hash)
                    .bind("number", number)
                    .bind("content", Arrays.copyOfRange(content, start, Math.min(content.length, start + CHUNK_BYTES)))
                    .execute();
        }
    }

    @Override
    public void register(String kind, String sha256, long bytes, String storageKey) {
        byte[] hash = Columns.hash(sha256);
        database.with("note where the artifact lies", handle -> handle.createUpdate("""
                        INSERT INTO <schema>.artifacts (artifact_sha256, kind, byte_size, storage_key)
                        VALUES (:hash, :kind, :size, :key)
                        ON CONFLICT (artifact_sha256) DO UPDATE SET storage_key = EXCLUDED.storage_key
                        """)
                .bind("hash", hash)
                .bind("kind", kind)
                .bind("size", bytes)
                .bind("key", storageKey)
                .execute());
    }

    @Override
    public Optional<String> storageKey(String sha256) {
        byte[] hash = Columns.hash(sha256);
        return database.with("find where the artifact lies", handle -> handle.createQuery("""
                        SELECT storage_key FROM <schema>.artifacts
                        WHERE artifact_sha256 = :hash AND storage_key IS NOT NULL
                        """)
                .bind("hash", hash)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public byte[] get(String sha256) {
        byte[] hash = Columns.hash(sha256);
        byte[] content = database.inTransaction("read the artifact", handle -> read(handle, hash, sha256));
        if (!Arrays.equals(sha256().digest(content), hash)) {
            throw damaged(sha256, "its content has another hash");
        }
        return content;
    }

    private static byte[] read(Handle handle, byte[] hash, String sha256) {
        Stored stored = handle.createQuery("""
                        SELECT byte_size, storage_key,
                               COALESCE((SELECT SUM(octet_length(content)) FROM <schema>.artifact_chunks c
                                         WHERE c.artifact_sha256 = a.artifact_sha256), 0) AS stored_bytes
                        FROM <schema>.artifacts a
                        WHERE artifact_sha256 = :hash
                        """)
                .bind("hash", hash)
                .map((row, context) ->
                        new Stored(row.getLong("byte_size"), row.getLong("stored_bytes"), row.getString("storage_key")))
                .findOne()
                .orElseThrow(() -> StoreException.failed(
                        "the artifact " + sha256 + " is not in the database; restore it from a backup, or deploy"
                                + " again",
                        null));
        long size = stored.size();
        if (stored.bytes() != size && stored.storageKey() != null) {
            throw StoreException.failed(
                    "the artifact " + sha256 + " lies outside the database; read it from the storage, key "
                            + stored.storageKey(),
                    null);
        }
        if (stored.bytes() != size || size > Integer.MAX_VALUE - 8) {
            throw damaged(sha256, "it should have " + size + " bytes, but has " + stored.bytes());
        }
        byte[] content = new byte[(int) size];
        int filled = 0;
        try (ResultIterator<Optional<byte[]>> chunks = chunks(handle, hash).iterator()) {
            while (chunks.hasNext()) {
                byte[] chunk = chunks.next()
                        .orElseThrow(() -> damaged(sha256, "a chunk has more than " + CHUNK_BYTES + " bytes"));
                if (chunk.length > content.length - filled) {
                    throw damaged(sha256, "it should have " + size + " bytes, but has more");
                }
                System.arraycopy(chunk, 0, content, filled, chunk.length);
                filled += chunk.length;
            }
        }
        return content;
    }

    /** What is known of content: its size, how much of it is in chunks, and where it lies if that is elsewhere. */
    private record Stored(long size, long bytes, @Nullable String storageKey) {}

    /** Empty stands for a chunk that is larger than any of ours, and is not taken into memory. */
    private static ResultIterable<Optional<byte[]>> chunks(Handle handle, byte[] hash) {
        return handle.createQuery("""
                        SELECT CASE WHEN octet_length(content) <= :most THEN content END
                        FROM <schema>.artifact_chunks
                        WHERE artifact_sha256 = :hash
                        ORDER BY chunk_number
                        """)
                .bind("most", CHUNK_BYTES)
                .bind("hash", hash)
                .setFetchSize(4)
                .map((row, context) -> Optional.ofNullable(row.getBytes(1)));
    }

    private static StoreException damaged(String sha256, String how) {
        return StoreException.failed(
                "the artifact " + sha256 + " in the database is damaged: " + how
                        + "; restore it from a backup, or deploy again",
                null);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
