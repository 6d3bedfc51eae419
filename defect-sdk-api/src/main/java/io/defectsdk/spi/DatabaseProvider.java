package io.defectsdk.spi;

/** Opens the stores; found by {@link java.util.ServiceLoader}. The implementation is in {@code defect-sdk-postgres}. */
public interface DatabaseProvider {
    /**
     * Checks the server, brings the schema to this release's version or checks it, and opens the stores.
     *
     * @throws io.defectsdk.SchemaException if the server or schema is not fit; the message says what to do
     * @throws io.defectsdk.StoreException if the database cannot be reached
     */
    Stores open(DatabaseSource source);
}
