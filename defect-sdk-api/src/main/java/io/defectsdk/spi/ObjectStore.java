package io.defectsdk.spi;

import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps files under keys: pictures, manuals, recipes. Thread-safe. A key is a relative path of ASCII letters, digits,
 * {@code . _ - /}, without empty parts and parts that begin with a dot, at most 500 characters.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the key is not of that form, and
 * {@link io.defectsdk.StorageException} if the storage fails.
 */
public interface ObjectStore {
    /**
     * Stores content, whole or not at all: an exception from the stream, too, leaves what was there. What was there before
     * is replaced in one step. When this returns, the content outlasts a loss of power.
     *
     * @param content read to its end, and closed by the caller
     * @throws io.defectsdk.StorageException with {@code STORAGE_FULL} when there is no room left
     */
    void put(String key, InputStream content);

    /** The content under a key, from its beginning; the caller closes the stream. */
    Optional<InputStream> open(String key);

    /**
     * Removes what is under a key.
     *
     * @return false if there was nothing
     */
    boolean delete(String key);
}
