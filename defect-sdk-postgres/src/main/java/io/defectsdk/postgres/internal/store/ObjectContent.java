package io.defectsdk.postgres.internal.store;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A file's content, one chunk in memory at a time. The connection goes back as soon as the last chunk is here: a small file
 * holds none once it is open. Who reads to the end has read what was stored, by size and hash.
 */
final class ObjectContent extends InputStream {
    private static final byte[] NOTHING = {};

    static final RowMapper<Chunk> CHUNK = (row, context) ->
            new Chunk(row.getBytes("content_sha256"), row.getLong("byte_size"), row.getBytes("content"));

    /** A row: of a file without content the only one, without content. */
    static final class Chunk {
        private final byte[] sha256;
        private final long fileBytes;
        private final byte @Nullable [] content;

        private Chunk(byte[] sha256, long fileBytes, byte @Nullable [] content) {
            this.sha256 = sha256;
            this.fileBytes = fileBytes;
            this.content = content;
        }
    }

    private final String key;
    private final Rows<Chunk> rows;
    private final byte[] sha256;
    private final long size;
    private final MessageDigest digest = Artifacts.sha256();
    private byte[] chunk = NOTHING;
    private int position;
    private long fetched;
    private boolean verified;
    private boolean closed;

    private ObjectContent(String key, Rows<Chunk> rows, Chunk first) {
        this.key = key;
        this.rows = rows;
        this.sha256 = first.sha256;
        this.size = first.fileBytes;
    }

    /** Takes the first chunk; empty if there is no row. */
    static Optional<InputStream> open(String key, Rows<Chunk> rows) {
        boolean opened = false;
        try {
            if (!rows.hasNext()) {
                return Optional.empty();
            }
            Chunk first = rows.next();
            ObjectContent content = new ObjectContent(key, rows, first);
            content.take(first);
            opened = true;
            return Optional.of(content);
        } finally {
            if (!opened) {
                rows.close();
            }
        }
    }

    private void take(Chunk row) {
        chunk = row.content == null ? NOTHING : row.content;
        position = 0;
        fetched += chunk.length;
        digest.update(chunk);
        boolean whole = fetched == size;
        if (fetched > size || (!whole && chunk.length == 0) || whole == rows.hasNext()) {
            throw damaged("it should have " + size + " bytes, but has " + (whole || fetched > size ? "more" : "less"));
        }
        if (whole) {
            rows.close();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("the content of " + key + " was closed before");
        }
        if (length == 0) {
            return 0;
        }
        if (position == chunk.length) {
            if (fetched == size) {
                verify();
                return -1;
            }
            take(rows.next());
        }
        int given = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, given);
        position += given;
        return given;
    }

    @Override
    public int available() {
        return closed ? 0 : chunk.length - position;
    }

    private void verify() {
        if (!verified && !Arrays.equals(digest.digest(), sha256)) {
            throw damaged("its content has another hash");
        }
        verified = true;
    }

    private StorageException damaged(String how) {
        close();
        return new StorageException(
                ErrorCode.CONTENT_DAMAGED,
                "the file " + key + " in the database is damaged: " + how
                        + "; restore it from a backup, or store it again",
                null);
    }

    @Override
    public void close() {
        closed = true;
        rows.close();
    }
}
