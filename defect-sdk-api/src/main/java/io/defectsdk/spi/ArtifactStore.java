package io.defectsdk.spi;

/** Keeps the content of recipes, addressed by its hash; see {@link Stores} for what all stores promise. */
public interface ArtifactStore {
    /**
     * Stores content, whole or not at all; content that is there already, undamaged, is not stored again.
     *
     * @param kind what it is, for people who look into the database, such as {@code recipe}; 1 to 50 characters
     * @return its SHA-256, 64 lower-case hexadecimal digits
     */
    String put(String kind, byte[] content);

    /**
     * The content with this hash, verified.
     *
     * @throws io.defectsdk.StoreException if there is none, or what is there does not have this hash any more
     */
    byte[] get(String sha256);
}
