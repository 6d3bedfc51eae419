package io.defectsdk.postgres.internal.schema;

import io.defectsdk.StoreException;
import io.defectsdk.postgres.internal.StoreErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a transaction that changes the schema may take: as long as it works, whatever limits the role or the database has
 * for daily work, but not for ever where it waits for somebody else. All of it for this transaction only, so that connections
 * go back as they came, behind a pooler too.
 */
final class Limits {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Limits() {}

    /** Sets them, at the beginning of a transaction. */
    static void set(Connection connection, Duration lockPatience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // one of a name that this server does not know is left out
            statement.execute("""
                    SELECT set_config(name, '0', true)
                    FROM pg_catalog.pg_settings
                    WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')
                    """);
            statement.execute("SET LOCAL lock_timeout = " + lockPatience.toMillis());
        }
    }

    /** Whether something waited for a lock for longer than its patience. */
    static boolean waitedInVain(SQLException e) {
        return LOCK_NOT_AVAILABLE.equals(e.getSQLState());
    }

    /** What to throw if it waited for a table in vain; empty if it failed for another reason. */
    static Optional<StoreException> onTables(Throwable thrown, SchemaName schema, Duration patience, String stays) {
        return StoreErrors.sqlCause(thrown)
                .filter(Limits::waitedInVain)
                .map(e -> StoreException.unavailable(
                        "the schema '" + schema.value() + "' cannot be migrated: somebody else has held a lock on its"
                                + " tables for longer than " + patience.toMillis() + " ms; " + stays
                                + "; stop what works on these tables, end transactions that were left open (rows of"
                                + " pg_stat_activity with an old xact_start; while this waits, pg_blocking_pids names"
                                + " them), and open it again",
                        e));
    }
}
