package io.defectsdk.spi;

import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps files under keys: pictures, manuals, recipes. Thread-safe. A key is a relative path of ASCII letters, digits,
 * {@code . _ - /}, without empty parts and parts that begin with a dot, at most 500 characters.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the key is not of that form, and
 * {@link io.defectsdk.StorageException} if the storage fails. The store that lies in the database itself
 * ({@link Stores#objects()}) throws {@link io.defectsdk.StoreException} where the database fails, as the other stores do.
 */
public interface ObjectStore {
    /**
     * The key, if it is one; for those who implement a store.
     *
     * @throws IllegalArgumentException saying what a key looks like, with what was given
     */
    static String checkKey(String key) {
        if (key.length() > 500 || !key.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")) {
            throw new IllegalArgumentException("a storage key is a relative path of letters, digits, '.', '_', '-' and"
                    + " '/', at most 500 characters, whose parts do not begin with a dot, but is '" + key + "'");
        }
        return key;
    }

    /**
     * Stores content, whole or not at all: an exception from the stream, too, leaves what was there. What was there before
     * is replaced in one step. When this returns, the content outlasts a loss of power.
     *
     * @param content read to its end, and closed by the caller
     * @throws io.defectsdk.StorageException with {@code STORAGE_FULL} when there is no room left
     */
    void put(String key, InputStream content);

    /**
     * The content under a key, from its beginning; the caller closes the stream. Replaced or deleted meanwhile, the stream
     * gives what was there when it was opened. A store that knows the content's hash throws
     * {@link io.defectsdk.StorageException} ({@code CONTENT_DAMAGED}) from the stream where it does not match.
     */
    Optional<InputStream> open(String key);

    /**
     * Removes what is under a key.
     *
     * @return false if there was nothing
     */
    boolean delete(String key);
}
