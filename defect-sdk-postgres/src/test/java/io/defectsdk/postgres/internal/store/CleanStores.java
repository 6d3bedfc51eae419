package io.defectsdk.postgres.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.schema.SchemaName;
import io.defectsdk.postgres.internal.schema.SchemaSetup;
import io.defectsdk.spi.Stores;
import io.defectsdk.testing.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Empty stores for the contracts. One schema serves them all, since to migrate one for each test would take minutes. */
final class CleanStores {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final SchemaName SCHEMA = new SchemaName("order");
    private static final String TRIGRAMS =
            new SchemaSetup(DATABASE.dataSource(), SCHEMA, SchemaPolicy.MIGRATE, Optional.empty()).run();
    private static final HikariDataSource POOL = pool();

    private CleanStores() {}

    static Stores open() {
        try (Connection connection = POOL.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    TRUNCATE "order".users, "order".products, "order".artifacts, "order".objects, "order".uploads,
                        "order".audit_log
                    RESTART IDENTITY CASCADE;
                    INSERT INTO "order".system_config TABLE public.initial_config
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new PostgresStores(new Database(POOL, SCHEMA, TRIGRAMS), () -> {});
    }

    private static HikariDataSource pool() {
        try (Connection connection = DATABASE.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE public.initial_config AS TABLE \"order\".system_config");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        HikariConfig config = new HikariConfig();
        config.setDataSource(DATABASE.dataSource());
        config.setMaximumPoolSize(8);
        HikariDataSource pool = new HikariDataSource(config);
        Runtime.getRuntime().addShutdownHook(new Thread(pool::close));
        return pool;
    }
}
