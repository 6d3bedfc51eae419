package io.defectsdk.postgres.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that commit by themselves, whatever the host set its pool to, and go back as they came. Jdbi takes one that
 * does not for being in a transaction of somebody else's, and nobody would commit what is written. Thread-safe.
 */
final class CommittingConnections implements ConnectionFactory {
    private static final Logger LOG = LoggerFactory.getLogger(CommittingConnections.class);

    private final DataSource source;
    private final Set<Connection> changed = ConcurrentHashMap.newKeySet();

    CommittingConnections(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = take();
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
                changed.add(connection);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Whatever keeps a pool from giving a connection may pass; most pools give no SQL state with it. */
    private Connection take() throws SQLException {
        Connection connection;
        try {
            connection = source.getConnection();
        } catch (SQLException e) {
            if (e.getSQLState() != null) {
                throw e;
            }
            throw new SQLTransientConnectionException(e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new SQLTransientConnectionException("the data source failed: " + e, e);
        }
        if (connection == null) {
            throw new SQLTransientConnectionException("the data source gave no connection");
        }
        return connection;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            if (changed.remove(connection)) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            LOG.debug("a connection that broke off stays as it is: its pool discards it", e);
        } finally {
            connection.close();
        }
    }
}
