package io.defectsdk.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.Stores;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As guests on a pool of the host's. */
class HostDataSourceIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.empty();

    @Test
    void leavesTheHostsPoolOpenWithItsConnectionsAsTheyWere() throws Exception {
        try (HikariDataSource pool = pool(3)) {
            List<String> before = states(pool);
            Stores stores = Database.open(pool, "sdk", SchemaPolicy.MIGRATE);
            stores.products().add(NewProduct.of("p", "n"), Databases.ENGINEER, Instant.now());
            stores.close();
            stores.close();
            assertThat(pool.isClosed()).isFalse();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(states(pool)).isEqualTo(before);
            // and the schema's name cannot be left out by accident
            assertThatThrownBy(() -> query(pool, "SELECT count(*) FROM products"))
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void saysThatThePoolIsTooSmallToOpen() {
        try (HikariDataSource pool = pool(1)) {
            assertThatThrownBy(() -> Database.open(pool, "sdk", SchemaPolicy.MIGRATE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("which takes two connections at once")
                    .hasMessageContaining("total=1, active=1");
        }
    }

    /** As hosts with an object-relational mapper often set their pool. */
    @Test
    void keepsWhatItWritesWhereTheHostsConnectionsDoNotCommitByThemselves() throws Exception {
        HikariConfig config = config(3);
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config);
                Stores stores = Database.open(pool, "sdk", SchemaPolicy.MIGRATE)) {
            stores.products().add(NewProduct.of("p", "n"), Databases.ENGINEER, Instant.EPOCH);
            stores.audit().add(new AuditEntry(Instant.EPOCH, Databases.ENGINEER, "access.denied", "p", ""));
            assertThat(stores.products().list(PageRequest.first(1_000)).items()).hasSize(1);
            assertThat(database.value("SELECT count(*) FROM sdk.audit_log")).isEqualTo("2");
            assertThat(states(pool)).allMatch(state -> state.endsWith("autocommit=false"));
        }
    }

    @Test
    void callsAPoolThatGivesNoConnectionUnavailable() {
        AtomicReference<Callable<Connection>> next =
                new AtomicReference<>(() -> database.source().getConnection());
        Stores stores = Database.open(source(next), "sdk", SchemaPolicy.MIGRATE);

        next.set(() -> {
            throw new SQLException("pool exhausted");
        });
        assertUnavailable(stores, "pool exhausted");
        next.set(() -> {
            throw new IllegalStateException("pool closed");
        });
        assertUnavailable(stores, "pool closed");
        next.set(() -> null);
        assertUnavailable(stores, "no connection");
        next.set(() -> database.source().getConnection());
        assertThat(stores.products().list(PageRequest.first(1_000)).items()).isEmpty();
    }

    private static void assertUnavailable(Stores stores, String reason) {
        assertThatThrownBy(
                        () -> stores.products().list(PageRequest.first(1_000)).items())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining(reason);
    }

    private static DataSource source(AtomicReference<Callable<Connection>> next) {
        return (DataSource) Proxy.newProxyInstance(
                HostDataSourceIT.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? next.get().call()
                        : method.invoke(new Object(), arguments));
    }

    private HikariDataSource pool(int size) {
        return new HikariDataSource(config(size));
    }

    private HikariConfig config(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.source());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        config.setConnectionTimeout(1_000);
        return config;
    }

    /** What of a session another user of the pool could stumble over, for each connection of the pool. */
    private static List<String> states(HikariDataSource pool) throws Exception {
        List<Connection> taken = new ArrayList<>();
        List<String> states = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                Connection connection = pool.getConnection();
                taken.add(connection);
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("""
                                SELECT string_agg(name || '=' || setting, ' ' ORDER BY name)
                                    || ' locks=' || (SELECT count(*) FROM pg_locks
                                                     WHERE locktype = 'advisory' AND pid = pg_backend_pid())
                                FROM pg_settings
                                WHERE name IN ('search_path', 'role', 'statement_timeout', 'lock_timeout', 'TimeZone',
                                    'idle_in_transaction_session_timeout', 'default_transaction_isolation',
                                    'standard_conforming_strings', 'client_min_messages')
                                """)) {
                    row.next();
                    states.add(row.getString(1) + " autocommit=" + connection.getAutoCommit());
                }
            }
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        return states;
    }

    private static void query(HikariDataSource pool, String sql) throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
