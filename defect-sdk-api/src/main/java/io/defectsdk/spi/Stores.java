package io.defectsdk.spi;

/**
 * All that is kept in the database. Thread-safe, as are the stores it gives.
 *
 * <p>Common to all stores: a method that changes something does so whole or not at all, with its audit entry in the same
 * transaction; texts are stored as given, without normalisation; a database that is away or busy is a
 * {@link io.defectsdk.StoreException} with {@code retryable()} true, any other failure one with false. Instants are kept
 * to the microsecond. A {@code limit} below 1 is an {@link IllegalArgumentException}.
 */
public interface Stores extends AutoCloseable {
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

    /** Who did what. */
    AuditStore audit();

    /** Closes what was opened for these stores, never a host's {@code DataSource}. Idempotent. */
    @Override
    void close();
}
