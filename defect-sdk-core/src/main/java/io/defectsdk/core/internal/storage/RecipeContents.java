package io.defectsdk.core.internal.storage;

import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.StoreException;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.config.Storage;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.spi.ArtifactStore;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.spi.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.Optional;

/**
 * The content of recipes, and of what lies beside them, by its hash, in the database or in storage outside it. New content goes where
 * the host chose; old content is read from where it lies. Thread-safe.
 */
public final class RecipeContents {
    /** What content is. */
    public enum Kind {
        /** A recipe. */
        RECIPE("recipe", "recipe"),
        /** Reduced OK pictures of a recipe. */
        OK_VIEWS("ok_views", "OK views"),
        /** How a similarity index compares. */
        SIMILARITY_INDEX("similarity_index", "similarity index"),
        /** The passages of a product's manuals. */
        MANUAL_INDEX("manual_index", "index of manuals");

        private final String code;
        private final String title;

        Kind(String code, String title) {
            this.code = code;
            this.title = title;
        }

        private String name(String sha256) {
            return title + " " + sha256;
        }
    }

    private final ArtifactStore database;
    private final Optional<ObjectStore> outside;

    private RecipeContents(ArtifactStore database, Optional<ObjectStore> outside) {
        this.database = database;
        this.outside = outside;
    }

    /**
     * Opens the storage that a host chose.
     *
     * @throws StorageException if its directory cannot be made or is none
     */
    public static RecipeContents open(Storage storage, Stores stores) {
        Optional<ObjectStore> outside = storage instanceof Storage.Database
                ? Optional.empty()
                : Optional.of(ObjectStores.open(storage, stores));
        return new RecipeContents(stores.artifacts(), outside);
    }

    /**
     * Stores content, over what may be damaged there.
     *
     * @return its SHA-256
     */
    public String put(Kind kind, byte[] content) {
        if (outside.isEmpty()) {
            return database.put(kind.code, content);
        }
        String sha256 = Sha256.of(content);
        String key = "artifacts/" + sha256.substring(0, 2) + "/" + sha256;
        outside.get().put(key, new ByteArrayInputStream(content));
        database.register(kind.code, sha256, content.length, key);
        return sha256;
    }

    /**
     * The content with this hash, verified.
     *
     * @throws StorageException {@code CONTENT_MISSING} or {@code CONTENT_DAMAGED} if it lies outside the database and is not
     *     there or not what was put there
     * @throws StoreException if it should be in the database and is not, or not as it should be
     */
    public byte[] get(Kind kind, String sha256) {
        Optional<String> key = database.storageKey(sha256);
        if (key.isEmpty()) {
            return database.get(sha256);
        }
        try {
            return read(kind, sha256, key.get());
        } catch (StorageException e) {
            return inDatabaseAsWell(sha256, e);
        }
    }

    /** It is, where the same recipe was made before the host chose storage outside. */
    private byte[] inDatabaseAsWell(String sha256, StorageException failure) {
        try {
            return database.get(sha256);
        } catch (StoreException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private byte[] read(Kind kind, String sha256, String key) {
        ObjectStore storage = outside.orElseThrow(() -> missing(kind, sha256, key));
        // hashed before it is read: a damaged file may have any size
        long size = hashed(storage, kind, sha256, key);
        return new VerifiedContent(storage).read(kind.name(sha256), key, new StoredContent(sha256, size));
    }

    private static long hashed(ObjectStore storage, Kind kind, String sha256, String key) {
        try (DigestInputStream content = new DigestInputStream(
                storage.open(key).orElseThrow(() -> missing(kind, sha256, key)), Sha256.digest())) {
            long size = content.transferTo(OutputStream.nullOutputStream());
            String found = Sha256.hex(content.getMessageDigest().digest());
            if (!found.equals(sha256)) {
                throw new StorageException(
                        ErrorCode.CONTENT_DAMAGED,
                        "the " + kind.name(sha256) + " in storage (key " + key + ") is not what was stored: its " + size
                                + " bytes have the SHA-256 " + found
                                + "; restore it from a backup, or teach the product again",
                        null);
            }
            return size;
        } catch (IOException e) {
            throw new StorageException(
                    "the " + kind.name(sha256) + " cannot be read from storage (key " + key + "): " + e, e);
        }
    }

    private static StorageException missing(Kind kind, String sha256, String key) {
        return new StorageException(
                ErrorCode.CONTENT_MISSING,
                "the " + kind.name(sha256) + " is not in storage (key " + key
                        + "): builder.artifacts(...) must be the storage"
                        + " that it was written to; otherwise restore it from a backup, or teach the product again",
                null);
    }
}
