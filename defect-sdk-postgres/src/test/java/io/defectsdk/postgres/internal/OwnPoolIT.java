package io.defectsdk.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.PageRequest;
import io.defectsdk.SchemaException;
import io.defectsdk.StoreException;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.DatabaseSource;
import io.defectsdk.spi.Stores;
import io.defectsdk.testing.database.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Over a pool of the SDK's own, through a server's ups and downs. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OwnPoolIT {
    private static final String SESSIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'defect-sdk' AND datname = current_database()";

    @RegisterExtension
    final Databases databases = new Databases();

    @Test
    void failsInTimeWhileTheServerIsStoppedAndGoesOnWhenItIsBack() {
        try (TestServer server = TestServer.started();
                Stores stores = open(server)) {
            stores.products().add(NewProduct.of("p1", "n"), Databases.ENGINEER, Instant.now());
            server.stop();
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                StoreException away = catchThrowableOfType(StoreException.class, () -> stores.products()
                        .add(NewProduct.of("p2", "n"), Databases.ENGINEER, Instant.now()));
                assertThat(away.retryable()).isTrue();
                assertThat(away).hasMessageStartingWith("could not add the product: the database is away or busy");
                assertThat(everythingSaidBy(away)).doesNotContain(server.password());
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
            server.start();
            awaitAnswer(stores);
            stores.products().add(NewProduct.of("p2", "n"), Databases.ENGINEER, Instant.now());
            assertThat(stores.products().list(PageRequest.first(1_000)).items()).hasSize(2);
            assertThat(stores.audit()
                            .list(AuditQuery.all(), PageRequest.first(10))
                            .items())
                    .hasSize(2);
        }
    }

    @Test
    void failsRetryablyWhenTheServerIsKilled() {
        try (TestServer server = TestServer.startedDurable();
                Stores stores = open(server)) {
            stores.products().add(NewProduct.of("p1", "n"), Databases.ENGINEER, Instant.now());
            server.kill();
            assertThatThrownBy(() ->
                            stores.products().list(PageRequest.first(1_000)).items())
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isTrue());
            server.start();
            awaitAnswer(stores);
            assertThat(stores.products().list(PageRequest.first(1_000)).items()).hasSize(1);
        }
    }

    @Test
    void doesNotWaitForeverForAServerThatHangs() throws Exception {
        try (TestServer server = TestServer.started();
                Stores stores = open(server)) {
            stores.products().list(PageRequest.first(1_000)).items();
            // longer than the pool trusts a connection without asking
            Thread.sleep(600);
            server.freeze();
            try {
                long start = System.nanoTime();
                assertThatThrownBy(() ->
                                stores.products().list(PageRequest.first(1_000)).items())
                        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.retryable())
                                .isTrue());
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            } finally {
                server.thaw();
            }
            awaitAnswer(stores);
        }
    }

    @Test
    void saysThatNobodyListens() {
        DatabaseOptions options = DatabaseOptions.builder("jdbc:postgresql://127.0.0.1:1/x", "mes", "s3cret")
                .build();
        StoreException away = catchThrowableOfType(StoreException.class, () -> open(options, "sdk"));
        assertThat(away.retryable()).isTrue();
        assertThat(away).hasMessageContaining("could not open the database").hasMessageContaining("127.0.0.1:1");
        assertThat(everythingSaidBy(away)).doesNotContain("s3cret");
    }

    @Test
    void saysThatTheLoginIsRefused() {
        Database database = databases.empty();
        String role = database.role();
        DatabaseOptions options = DatabaseOptions.builder(database.url(), role, "not the password")
                .build();
        StoreException refused = catchThrowableOfType(StoreException.class, () -> open(options, "sdk"));
        assertThat(refused.retryable()).isFalse();
        assertThat(refused)
                .hasMessageContaining("the server refuses the login")
                .hasMessageContaining("check role, password");
        assertThat(everythingSaidBy(refused)).doesNotContain("not the password");
    }

    @Test
    void closesItsConnectionsAndOnlyOnce() throws Exception {
        Database database = databases.empty();
        Stores stores = open(options(database), "sdk");
        stores.products().list(PageRequest.first(1_000)).items();
        assertThat(database.value(SESSIONS)).isNotEqualTo("0");
        stores.close();
        stores.close();
        awaitNoSessions(database);
        assertThatThrownBy(
                        () -> stores.products().list(PageRequest.first(1_000)).items())
                .isInstanceOf(StoreException.class);
    }

    @Test
    void leavesNoConnectionBehindWhenItRefuses() throws Exception {
        Database database = databases.empty();
        database.execute("CREATE SCHEMA mes", "CREATE TABLE mes.users (id int)");
        assertThatThrownBy(() -> open(options(database), "mes")).isInstanceOf(SchemaException.class);
        awaitNoSessions(database);
    }

    @Test
    void keepsTheNameThatTheHostGaveItsConnections() {
        Database database = databases.empty();
        DatabaseOptions options = DatabaseOptions.builder(
                        database.url() + "?ApplicationName=press-7", database.username(), database.password())
                .build();
        try (Stores stores = open(options, "sdk")) {
            stores.products().list(PageRequest.first(1_000)).items();
            assertThat(database.rows("SELECT DISTINCT application_name FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()"))
                    .containsExactly("press-7");
        }
    }

    @Test
    void saysHowBusyThePoolIs() throws Exception {
        Database database = databases.empty();
        DatabaseOptions options = DatabaseOptions.builder(database.url(), database.username(), database.password())
                .poolSize(1)
                .connectionTimeout(Duration.ofMillis(250))
                .build();
        try (Stores stores = open(options, "sdk");
                Connection blocker = database.source().getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE sdk.products");
            Thread waiting = new Thread(
                    () -> stores.products().list(PageRequest.first(1_000)).items());
            waiting.start();
            while (database.value("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database()")
                    .equals("0")) {
                Thread.sleep(20);
            }
            assertThatThrownBy(() -> stores.audit()
                            .list(AuditQuery.all(), PageRequest.first(1))
                            .items())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("total=1, active=1");
            blocker.rollback();
            waiting.join(10_000);
            assertThat(stores.audit()
                            .list(AuditQuery.all(), PageRequest.first(1))
                            .items())
                    .isEmpty();
        }
    }

    /** The pool asks for a new connection at intervals of up to its timeout. */
    private static void awaitAnswer(Stores stores) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                stores.products().list(PageRequest.first(1_000)).items();
                return;
            } catch (StoreException e) {
                assertThat(e.retryable()).isTrue();
                assertThat(System.nanoTime()).as("time to come back").isLessThan(end);
            }
        }
    }

    private static Stores open(TestServer server) {
        return open(
                DatabaseOptions.builder(server.jdbcUrl(), server.username(), server.password())
                        .build(),
                "sdk");
    }

    private static DatabaseOptions options(Database database) {
        return DatabaseOptions.builder(database.url(), database.username(), database.password())
                .build();
    }

    private static Stores open(DatabaseOptions options, String schema) {
        return new PostgresDatabaseProvider()
                .open(new DatabaseSource(
                        new DatabaseSource.Own(options), schema, SchemaPolicy.MIGRATE, Optional.empty()));
    }

    /** The server may take a moment to notice. */
    private static void awaitNoSessions(Database database) throws InterruptedException {
        for (int i = 0; i < 100 && !database.value(SESSIONS).equals("0"); i++) {
            Thread.sleep(50);
        }
        assertThat(database.value(SESSIONS)).isEqualTo("0");
    }

    private static String everythingSaidBy(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
