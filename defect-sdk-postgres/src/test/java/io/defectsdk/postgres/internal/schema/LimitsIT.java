package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StoreException;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.postgres.internal.HandMade;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Migrations of a role whose statements and locks may take no time, while others use the tables. */
class LimitsIT {
    /** Longer than a machine under load takes for a small statement, and shorter than the tests make a migration wait. */
    private static final int ROLE_MILLIS = 1_000;

    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.empty();
    private final String role = database.role();

    @ParameterizedTest
    @CsvSource({"1, users", "1, system_config", "6, users", "6, audit_log"})
    void waitsForOthersLongerThanTheRolesStatementsMayTake(String version, String table) throws Exception {
        at(version);
        limitRole();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection other = database.source().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE plant." + table + " IN ACCESS SHARE MODE");
            Future<String> opening = thread.submit(() -> setUp(Duration.ofMinutes(2)));
            awaitWaiting(opening);
            Thread.sleep(2 * ROLE_MILLIS);
            assertThat(opening).isNotDone();
            other.commit();

            assertThat(opening.get(2, TimeUnit.MINUTES)).isNotEmpty();
        } finally {
            thread.shutdownNow();
        }
        assertThat(database.value("SELECT count(*) FROM plant.sessions")).isEqualTo("0");
    }

    @Test
    void givesUpWaitingForATableWithWordsOnWhatToDo() throws Exception {
        database.execute("ALTER ROLE " + role + " SUPERUSER");
        at("6");
        List<String> before = columns();
        try (Connection other = database.source().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM plant.audit_log");

            assertThatThrownBy(() -> setUp(Duration.ofMillis(200)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageContaining("'plant' cannot be migrated")
                    .hasMessageContaining("longer than 200 ms; nothing was changed; stop what works on these tables");
        }
        assertThat(columns()).isEqualTo(before);
        setUp(Duration.ofMinutes(2));
    }

    @Test
    void saysWhatAnAdoptionLeavesBehindThatGaveUpWaiting() throws Exception {
        database.execute("ALTER ROLE " + role + " SUPERUSER");
        at("1");
        List<String> before = columns();
        try (Connection other = database.source().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM plant.system_config");

            assertThatThrownBy(() -> setUp(Duration.ofMillis(200)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("no row and no column was changed; what stays")
                    .hasMessageContaining("defect_sdk_schema_history")
                    .hasMessageContaining("goes on from there");
        }
        assertThat(columns()).containsAll(before);
        setUp(Duration.ofMinutes(2));
    }

    /** A database of an older release; 1 is one made by hand. */
    private void at(String version) {
        if (version.equals("1")) {
            HandMade.in(database, "plant");
        } else {
            database.execute("CREATE EXTENSION pg_trgm");
            Flyway.configure()
                    .loggers("slf4j")
                    .dataSource(database.source())
                    .schemas("plant")
                    .table(Migrations.HISTORY_TABLE)
                    .locations("classpath:" + MigrationFiles.LOCATION)
                    .placeholders(Map.of(
                            "schema", "plant", "legacyTimeZone", "UTC", "trigrams", "public", "adopted", "FALSE"))
                    .target(version)
                    .load()
                    .migrate();
        }
    }

    private void limitRole() {
        database.execute("ALTER ROLE " + role + " SUPERUSER");
        for (String limit : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
            database.execute("ALTER ROLE " + role + " SET " + limit + " = " + ROLE_MILLIS);
        }
    }

    private String setUp(Duration lockPatience) {
        return new SchemaSetup(
                        database.source(role, role),
                        new SchemaName("plant"),
                        SchemaPolicy.MIGRATE,
                        Optional.of(HandMade.ZONE),
                        lockPatience)
                .run();
    }

    private List<String> columns() {
        return database.rows("SELECT table_name, column_name, data_type FROM information_schema.columns"
                + " WHERE table_schema = 'plant' ORDER BY 1, 2");
    }

    private void awaitWaiting(Future<?> opening) throws Exception {
        String waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation IS NOT NULL AND database ="
                + " (SELECT oid FROM pg_database WHERE datname = current_database())";
        for (int i = 0; i < 1_200 && database.value(waiting).equals("0"); i++) {
            if (opening.isDone()) {
                opening.get();
                throw new AssertionError("the migration did not wait");
            }
            Thread.sleep(50);
        }
    }
}
