package io.defectsdk.testing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;

/**
 * An embedded PostgreSQL server of a test's own, for tests of what happens when the database is stopped, is killed,
 * hangs or comes back. Port, data directory, role and password stay the same over its life. Thread-safe.
 */
public final class TestServer implements AutoCloseable {
    private final OwnedCluster owned;

    private TestServer(OwnedCluster owned) {
        this.owned = owned;
    }

    /** A server, running, that may forget what was committed last when it is killed. */
    public static TestServer started() {
        return started(false);
    }

    /** A server, running, that remembers whatever was committed when it is killed ({@code fsync} on): slower. */
    public static TestServer startedDurable() {
        return started(true);
    }

    private static TestServer started(boolean durable) {
        try {
            OwnedCluster owned = OwnedCluster.temporary(durable);
            try {
                owned.cluster().start();
                return new TestServer(owned);
            } catch (IOException | RuntimeException e) {
                owned.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a test server", e);
        }
    }

    /**
     * Starts the server again after {@link #stop()} or {@link #kill()}; returns when it accepts connections.
     *
     * @throws IllegalStateException if it is running
     */
    public synchronized void start() {
        try {
            owned.cluster().start();
        } catch (IOException e) {
            throw new UncheckedIOException("could not start the test server", e);
        }
    }

    /** Stops the server as an administrator would, cutting clients off; does nothing when it is not running. */
    public synchronized void stop() {
        owned.cluster().stop();
    }

    /** Ends all processes of the server at once, as a power cut would; does nothing when it is not running. */
    public synchronized void kill() {
        owned.cluster().kill();
    }

    /** {@link #stop()}, then {@link #start()}. */
    public synchronized void restart() {
        stop();
        start();
    }

    /**
     * Lets the server hang: connections stay open, nothing is answered, until {@link #thaw()}. POSIX systems only.
     *
     * @throws IllegalStateException if it is not running
     */
    public synchronized void freeze() {
        owned.cluster().signal("STOP");
    }

    /** Lets a frozen server go on. */
    public synchronized void thaw() {
        owned.cluster().signal("CONT");
    }

    /** Whether the server's process is there. */
    public synchronized boolean running() {
        return owned.cluster().running();
    }

    /** JDBC URL of the server's only database, without user and password. */
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

    /** Stops the server and deletes its data. Idempotent. */
    @Override
    public synchronized void close() {
        owned.close();
    }
}
