package io.defectsdk.spi;

import java.util.Optional;

/** Keeps the content of recipes and what lies beside them, addressed by its hash; see {@link Stores} for what all stores promise. */
public interface ArtifactStore {
    /**
     * Stores content in the database, whole or not at all; content that is there already, undamaged, is not stored again.
     *
     * @param kind what it is, for people who look into the database, such as {@code recipe}; 1 to 50 characters
     * @return its SHA-256, 64 lower-case hexadecimal digits
     */
    String put(String kind, byte[] content);

    /**
     * Notes content that lies in storage outside the database; noted again, the new key replaces the old one. What the
     * database itself has of it stays there.
     *
     * @param kind as {@link #put}
     * @param sha256 of the content
     * @param bytes its size
     * @param storageKey where it lies
     */
    void register(String kind, String sha256, long bytes, String storageKey);

    /**
     * Where the content with this hash lies outside the database; empty if it lies nowhere, or was put into the database since.
     */
    Optional<String> storageKey(String sha256);

    /**
     * The content with this hash, from the database, verified.
     *
     * @throws io.defectsdk.StoreException if there is none, or what is there does not have this hash any more
     */
    byte[] get(String sha256);
}
