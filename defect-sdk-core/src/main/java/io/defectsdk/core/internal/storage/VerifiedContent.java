package io.defectsdk.core.internal.storage;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.spi.ObjectStore;
import java.io.IOException;
import java.io.InputStream;

/** Reads what a row says lies in storage, and gives it only if it is that. Thread-safe. */
public final class VerifiedContent {
    private final ObjectStore store;

    /** Of this storage. */
    public VerifiedContent(ObjectStore store) {
        this.store = store;
    }

    /**
     * The bytes under a key. No more memory is taken than they should have.
     *
     * @param fileName under which people know it
     * @throws StorageException {@code CONTENT_MISSING}, {@code CONTENT_DAMAGED}, or why it cannot be read
     */
    public byte[] read(String fileName, String key, StoredContent expected) {
        byte[] bytes = bytes(fileName, key, expected.bytes());
        if (bytes.length != expected.bytes()) {
            throw damaged(
                    fileName,
                    key,
                    expected.bytes() + " bytes",
                    bytes.length < expected.bytes() ? bytes.length + " bytes" : "more");
        }
        String sha256 = Sha256.of(bytes);
        if (!sha256.equals(expected.sha256())) {
            throw damaged(fileName, key, "the SHA-256 " + expected.sha256(), sha256);
        }
        return bytes;
    }

    private byte[] bytes(String fileName, String key, long size) {
        try (InputStream content = store.open(key).orElseThrow(() -> missing(fileName, key))) {
            return content.readNBytes((int) Math.min(size + 1, Integer.MAX_VALUE));
        } catch (IOException e) {
            throw new StorageException("'" + fileName + "' cannot be read from storage (key " + key + "): " + e, e);
        }
    }

    private static StorageException missing(String fileName, String key) {
        return new StorageException(
                ErrorCode.CONTENT_MISSING,
                "'" + fileName + "' is registered, but is not in storage (key " + key
                        + "): restore storage from a backup, or supply the file again",
                null);
    }

    private static StorageException damaged(String fileName, String key, String expected, String found) {
        return new StorageException(
                ErrorCode.CONTENT_DAMAGED,
                "'" + fileName + "' in storage (key " + key + ") is not what was stored: expected " + expected
                        + ", but found " + found + "; restore it from a backup, or supply the file again",
                null);
    }
}
