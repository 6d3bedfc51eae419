package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.StorageClaimStore;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one row that says where files lie, and which database wrote it: by the cluster's identifier and the keys of the database
 * and of the table in it. A dump that is restored, a database made from a template and a cluster made anew have others.
 */
final class StorageClaims implements StorageClaimStore {
    private final Database database;

    StorageClaims(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Claim> find() {
        return database.with("look for the storage's claim", handle -> handle.createQuery("""
                        SELECT c.storage_id, c.is_marked,
                               COALESCE(c.system_identifier <> :system, FALSE) OR c.table_oid <> c.tableoid
                                   OR c.database_oid <> (SELECT oid FROM pg_catalog.pg_database
                                                         WHERE datname = current_database()) AS copied
                        FROM <schema>.storage_claim c
                        """)
                .bind("system", systemIdentifier(handle))
                .map((row, context) -> new Claim(
                        row.getObject("storage_id", UUID.class), row.getBoolean("is_marked"), row.getBoolean("copied")))
                .findOne());
    }

    /** NULL where the role may not know. */
    private static @Nullable String systemIdentifier(Handle handle) {
        boolean allowed = handle.createQuery(
                        "SELECT has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')")
                .mapTo(Boolean.class)
                .one();
        return allowed
                ? handle.createQuery("SELECT CAST(system_identifier AS text) FROM pg_catalog.pg_control_system()")
                        .mapTo(String.class)
                        .one()
                : null;
    }

    @Override
    public boolean claim(Optional<UUID> before, UUID storageId) {
        return database.inTransaction("claim the storage", handle -> {
            String sql = before.isEmpty() ? """
                        INSERT INTO <schema>.storage_claim (storage_id, database_oid, table_oid) VALUES (:id, 0, 0)
                        ON CONFLICT (is_only) DO NOTHING
                        """ : """
                        UPDATE <schema>.storage_claim
                        SET storage_id = :id, is_marked = FALSE, claimed_at = clock_timestamp()
                        WHERE storage_id = :before
                        """;
            int claimed = handle.createUpdate(sql)
                    .bind("id", storageId)
                    .bind("before", before.orElse(null))
                    .execute();
            if (claimed == 0) {
                return false;
            }
            sign(handle);
            if (before.isPresent()) {
                handle.execute("DELETE FROM <schema>.uploads");
            }
            return true;
        });
    }

    /** Notes that it is this database that says so. */
    private static void sign(Handle handle) {
        handle.createUpdate("""
                        UPDATE <schema>.storage_claim c
                        SET system_identifier = :system, table_oid = c.tableoid, database_oid = d.oid
                        FROM pg_catalog.pg_database d
                        WHERE d.datname = current_database()
                        """).bind("system", systemIdentifier(handle)).execute();
    }

    @Override
    public void marked(UUID storageId) {
        database.with("note that the storage is marked", handle -> handle.createUpdate(
                        "UPDATE <schema>.storage_claim SET is_marked = TRUE WHERE storage_id = :id")
                .bind("id", storageId)
                .execute());
    }
}
