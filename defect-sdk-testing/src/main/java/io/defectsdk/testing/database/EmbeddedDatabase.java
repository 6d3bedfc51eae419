package io.defectsdk.testing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * A PostgreSQL database for demos, its server started by this process and stopped when it is closed, at the latest
 * when the JVM ends. Not for production: one server, no backup, no monitoring.
 *
 * <p>Thread-safe. Opening blocks for some seconds the first time, while the programs are unpacked and the cluster is
 * made, and about a second later on.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private final OwnedCluster owned;

    private EmbeddedDatabase(OwnedCluster owned) {
        this.owned = owned;
        try {
            owned.cluster().start();
        } catch (IOException e) {
            owned.close();
            throw new UncheckedIOException(
                    "could not start PostgreSQL in " + owned.cluster().directory(), e);
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /**
     * The database in a directory, made there the first time and found again later. What was committed lasts, through
     * a power cut as well. When an earlier process was killed and left its server running or a stale lock, the server
     * is stopped and started again; it is taken for ours only if it is PostgreSQL on this very directory.
     *
     * @param directory a directory for this database alone, made if need be and then readable by this user only
     * @throws TestDatabaseException if a live process has the database open, or the server cannot be started: the
     *     message holds what it said
     */
    public static EmbeddedDatabase inDirectory(Path directory) {
        try {
            return new EmbeddedDatabase(OwnedCluster.kept(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("could not open the database in " + directory, e);
        }
    }

    /**
     * A database that is gone when it is closed. Fast, because nothing has to last.
     *
     * @throws TestDatabaseException if the server cannot be started: the message holds what it said
     */
    public static EmbeddedDatabase temporary() {
        try {
            return new EmbeddedDatabase(OwnedCluster.temporary(false));
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a temporary database", e);
        }
    }

    /** JDBC URL of the database, without user and password. */
    public String jdbcUrl() {
        return access().jdbcUrl();
    }

    /** The role to connect as, a superuser. */
    public String username() {
        return access().username();
    }

    /** The role's password. */
    public String password() {
        return access().password();
    }

    /** A source of connections, not pooled. */
    public DataSource dataSource() {
        return access().dataSource();
    }

    private Access access() {
        return owned.cluster().access("postgres");
    }

    /** Stops the server; clients are cut off. Idempotent. */
    @Override
    public void close() {
        owned.close();
    }
}
