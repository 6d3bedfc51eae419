package io.defectsdk.spi;

import java.util.Locale;

/**
 * All that is kept in the database. Thread-safe, as are the stores it gives.
 *
 * <p>Common to all stores: a method that changes something does so whole or not at all, with its audit entry in the same
 * transaction; texts are stored as given, without normalisation; a database that is away or busy is a
 * {@link io.defectsdk.StoreException} with {@code retryable()} true, any other failure one with false. Instants are kept
 * to the microsecond. A {@code limit} below 1 is an {@link IllegalArgumentException}, and so is a SHA-256 that is not one
 * ({@link #checkSha256}); they are given back in lower case.
 */
public interface Stores extends AutoCloseable {
    /**
     * The hash in lower case, if it is one; for those who implement a store.
     *
     * @throws IllegalArgumentException saying what a hash looks like; the text is not repeated: it may be a secret that
     *     somebody forgot to hash
     */
    static String checkSha256(String sha256) {
        if (!sha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(
                    "a SHA-256 is 64 hexadecimal digits, but this is a text of " + sha256.length() + " characters");
        }
        return sha256.toLowerCase(Locale.ROOT);
    }

    /** The products. */
    ProductStore products();

    /** The products' defect types. */
    DefectTypeStore defectTypes();

    /** The registered pictures. */
    PictureStore pictures();

    /** The manuals. */
    ManualStore manuals();

    /** Files that are being stored. */
    UploadStore uploads();

    /** Which storage holds the files that lie outside the database. */
    StorageClaimStore storageClaims();

    /** Files, in the database itself. */
    ObjectStore objects();

    /** Accounts and sessions. */
    AccountStore accounts();

    /** Settings and model parameters. */
    SettingStore settings();

    /** The deployments' log. */
    DeploymentStore deployments();

    /** The recipes. */
    RecipeStore recipes();

    /** The recipes' content. */
    ArtifactStore artifacts();

    /** The inspections. */
    InspectionStore inspections();

    /** The similarity indexes. */
    SimilarityIndexStore similarityIndexes();

    /** The embeddings of registered pictures. */
    EmbeddingStore embeddings();

    /** The searches for similar pictures. */
    SearchStore searches();

    /** The indexes of manuals. */
    ManualIndexStore manualIndexes();

    /** The response guides. */
    GuideStore guides();

    /** Who did what. */
    AuditStore audit();

    /** Closes what was opened for these stores, never a host's {@code DataSource}. Idempotent. */
    @Override
    void close();
}
