package io.defectsdk.postgres.internal.store;

import io.defectsdk.StoreException;
import io.defectsdk.postgres.internal.StoreErrors;
import io.defectsdk.postgres.internal.schema.SchemaName;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The one way from the stores to the database. SQL writes {@code <schema>.products}, {@code <trigrams>.similarity(...)} for
 * what pg_trgm has, which may be in any schema, and {@code :name} for bound values; nothing depends on a session's state, so
 * that server connections may change between transactions. Thread-safe.
 *
 * <p>Transactions run at READ COMMITTED, whatever the host set its pool to: they lock what they look at before they look, and
 * must see what those did who had the lock before.
 */
public final class Database {
    private static final String SERIALIZATION_FAILURE = "40001";

    private final Jdbi jdbi;

    /**
     * Over a data source that somebody else closes.
     *
     * @param trigrams schema of the extension pg_trgm, as an identifier
     */
    public Database(DataSource source, SchemaName schema, String trigrams) {
        this.jdbi = Jdbi.create(new CommittingConnections(source)).installPlugin(new PostgresPlugin());
        jdbi.define("schema", schema.quoted());
        jdbi.define("trigrams", trigrams);
        // the default prints the values that were bound
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    /**
     * Each statement by itself, in one round trip; only the last one may write. Where the host's isolation refuses one that
     * met another transaction, it has done nothing, and is done again at ours. {@code operation} completes "could not ...".
     */
    <T> T with(String operation, Work<T> work) {
        try {
            return jdbi.withHandle(work::on);
        } catch (JdbiException e) {
            if (isSerializationFailure(e)) {
                return inTransaction(operation, work);
            }
            throw translate(operation, e);
        }
    }

    private static boolean isSerializationFailure(JdbiException e) {
        return StoreErrors.sqlCause(e)
                .filter(sql -> SERIALIZATION_FAILURE.equals(sql.getSQLState()))
                .isPresent();
    }

    /** Several statements, all or none. {@code operation} completes "could not ...". */
    <T> T inTransaction(String operation, Work<T> work) {
        try {
            return jdbi.inTransaction(handle -> work.on(readCommitted(handle)));
        } catch (JdbiException e) {
            throw translate(operation, e);
        }
    }

    /**
     * The rows of a query, read while they are asked for, on a connection of their own; the caller closes them.
     * {@code operation} completes "could not ...".
     */
    <T> Rows<T> rows(String operation, Work<ResultIterable<T>> query) {
        Handle handle = open(operation);
        try {
            // a transaction is what lets the driver fetch some rows at a time
            handle.begin();
            return new Rows<>(operation, handle, query.on(readCommitted(handle)).iterator());
        } catch (JdbiException e) {
            try (handle) {
                handle.rollback();
            } catch (JdbiException onRollback) {
                e.addSuppressed(onRollback);
            }
            throw translate(operation, e);
        }
    }

    /** For the transaction that has just begun, and no longer. */
    private static Handle readCommitted(Handle handle) {
        handle.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        return handle;
    }

    private Handle open(String operation) {
        try {
            return jdbi.open();
        } catch (JdbiException e) {
            throw translate(operation, e);
        }
    }

    static StoreException translate(String operation, JdbiException e) {
        return StoreErrors.sqlCause(e)
                .map(sql -> StoreErrors.translate(operation, sql))
                .orElseGet(() -> StoreException.failed(
                        "could not " + operation + ": the database's answer could not be understood; see the cause",
                        e));
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        /** Does it. */
        T on(Handle handle);
    }
}
