package io.defectsdk.postgres.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
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
        Connection connection = source.getConnection();
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
