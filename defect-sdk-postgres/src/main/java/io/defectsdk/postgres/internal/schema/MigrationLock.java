package io.defectsdk.postgres.internal.schema;

import io.defectsdk.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Lets one process at a time work on schemas of a database. One lock for all our schemas there, since the extension they
 * need belongs to the whole database.
 *
 * <p>The lock belongs to a transaction, not a session, so that it also holds behind a pooler that hands out server
 * connections by the transaction.
 */
final class MigrationLock {
    /** Any number that nobody else has reason to use: "DefectDB" in ASCII. */
    private static final long KEY = 0x4465_6665_6374_4442L;

    private MigrationLock() {}

    /** Waits for the lock, before anything else in the transaction; it is held until the transaction ends. */
    static void acquire(Connection connection, Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // what another process did while this one waited must be seen, whatever the pool's isolation is
            statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
            // it stays open, and idle, for as long as the migration takes
            Limits.set(connection, patience);
            statement.execute("SELECT pg_advisory_xact_lock(" + KEY + ")");
        } catch (SQLException e) {
            if (Limits.waitedInVain(e)) {
                throw StoreException.unavailable(
                        "another process has been working on the schema for longer than " + patience.toSeconds()
                                + " s; wait until it is done, or look for advisory locks in pg_locks if there is none",
                        e);
            }
            throw e;
        }
    }
}
