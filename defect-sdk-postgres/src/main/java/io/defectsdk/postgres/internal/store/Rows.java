package io.defectsdk.postgres.internal.store;

import java.util.NoSuchElementException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one query, read as they are asked for; all as they were when it began. Holds a connection until it is closed.
 * For one thread at a time.
 */
final class Rows<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rows.class);

    private final String operation;
    private final Handle handle;
    private final ResultIterator<T> rows;
    private boolean closed;

    Rows(String operation, Handle handle, ResultIterator<T> rows) {
        this.operation = operation;
        this.handle = handle;
        this.rows = rows;
    }

    boolean hasNext() {
        try {
            return !closed && rows.hasNext();
        } catch (JdbiException e) {
            close();
            throw Database.translate(operation, e);
        }
    }

    T next() {
        if (closed) {
            throw new NoSuchElementException();
        }
        try {
            return rows.next();
        } catch (JdbiException e) {
            close();
            throw Database.translate(operation, e);
        }
    }

    /** Gives the connection back. What was read stays good, even if that fails. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try (handle) {
                rows.close();
                handle.rollback();
            } catch (JdbiException e) {
                LOG.debug("a connection that broke off while it was read from is left to its pool", e);
            }
        }
    }
}
