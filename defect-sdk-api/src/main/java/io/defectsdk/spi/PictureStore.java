package io.defectsdk.spi;

import java.util.Optional;

/**
 * Keeps pictures under keys. Thread-safe. A key is a relative path of ASCII letters, digits, {@code . _ - /}, without
 * empty parts and parts that begin with a dot, at most 500 characters.
 */
public interface PictureStore {
    /**
     * Stores a picture, whole or not at all, and replaces what was there.
     *
     * @throws IllegalArgumentException if the key is not of the form above
     * @throws io.defectsdk.StorageException if it cannot be written
     */
    void put(String key, byte[] content);

    /**
     * The picture under a key.
     *
     * @throws IllegalArgumentException if the key is not of the form above
     * @throws io.defectsdk.StorageException if it cannot be read
     */
    Optional<byte[]> get(String key);
}
