package io.defectsdk.postgres.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.defectsdk.SchemaException;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.schema.SchemaName;
import io.defectsdk.postgres.internal.schema.SchemaSetup;
import io.defectsdk.spi.Stores;
import io.defectsdk.testing.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Empty stores for the contracts. One schema serves them all, since to migrate one for each test would take minutes. They
 * work as a role that has nothing but what the start check asks for.
 */
final class CleanStores {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SchemaName SCHEMA = new SchemaName("order");
    private static final String ROLE = "worker_of_" + DATABASE.name();

    /**
     * Deletes what the last test left, and starts all ids at 1 again. To truncate the tables instead would take longer than
     * the tests do, since it makes new files for all tables and indexes.
     */
    private static final String EMPTY = """
            DO $$
            DECLARE
                name text;
            BEGIN
                SET LOCAL session_replication_role = replica; -- in any order, whatever refers to what
                FOR name IN SELECT oid::regclass FROM pg_class
                    WHERE relnamespace = '"order"'::regnamespace AND relkind = 'r' AND relname <> 'defect_sdk_schema_history'
                LOOP
                    EXECUTE 'DELETE FROM ' || name;
                END LOOP;
                PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, FALSE)
                    FROM pg_sequences WHERE schemaname = 'order' AND last_value IS NOT NULL;
                INSERT INTO "order".system_config TABLE public.initial_config;
            END $$
            """;

    private static final String TRIGRAMS = setUp();
    private static final HikariDataSource POOL = pool("TRANSACTION_READ_COMMITTED");
    private static final HikariDataSource SERIALIZABLE_POOL = pool("TRANSACTION_SERIALIZABLE");

    private CleanStores() {}

    static Stores open() {
        return open(POOL);
    }

    /** As a host has them whose own work wants serializable transactions. */
    static Stores openAtSerializable() {
        return open(SERIALIZABLE_POOL);
    }

    private static Stores open(DataSource pool) {
        execute(EMPTY);
        return new PostgresStores(new Database(pool, SCHEMA, TRIGRAMS), () -> {});
    }

    private static String setUp() {
        String trigrams = setUp(DATABASE.dataSource(), SchemaPolicy.MIGRATE);
        execute(
                "CREATE TABLE public.initial_config AS TABLE \"order\".system_config",
                "CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + ROLE + "'");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            POOL.close();
            SERIALIZABLE_POOL.close();
            execute("DROP OWNED BY " + ROLE, "DROP ROLE " + ROLE);
        }));
        grant(refusal());
        grant(refusal());
        return trigrams;
    }

    private static String setUp(DataSource source, SchemaPolicy policy) {
        return new SchemaSetup(source, SCHEMA, policy, Optional.empty()).run();
    }

    private static SchemaException refusal() {
        try {
            setUp(worker(), SchemaPolicy.VALIDATE);
            throw new IllegalStateException("the role lacks nothing");
        } catch (SchemaException e) {
            return e;
        }
    }

    private static void grant(SchemaException refusal) {
        execute(Databases.remedies(refusal));
    }

    private static HikariDataSource pool(String isolation) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(worker());
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setTransactionIsolation(isolation);
        return new HikariDataSource(config);
    }

    private static DataSource worker() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(DATABASE.jdbcUrl());
        source.setUser(ROLE);
        source.setPassword(ROLE);
        return source;
    }

    private static void execute(String... statements) {
        try (Connection connection = DATABASE.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
