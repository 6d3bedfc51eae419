package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.defectsdk.PageRequest;
import io.defectsdk.SchemaException;
import io.defectsdk.account.Actor;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.postgres.internal.HandMade;
import io.defectsdk.similarity.SearchEntry;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a database that was made by hand is taken over. */
class AdoptionIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.empty();

    @ParameterizedTest
    @ValueSource(strings = {"public", "plant", "select"})
    void takesOverEveryRowAndComesToTheFormOfASchemaOfOurOwn(String schema) {
        HandMade.in(database, schema);
        Adopted.before(database, schema).verify("housing");
        assertThat(database.rows("SELECT image_id, file_name FROM \"" + schema + "\".images ORDER BY 1"))
                .containsExactly("1|ok_1.jpeg", "2|ok_2.jpeg", "300|기공_1.jpeg");
        assertThat(database.value("SELECT last_login_at = '2025-11-09 15:30:00.123456Z' FROM \"" + schema
                        + "\".users WHERE user_id = 1"))
                .isEqualTo("t");
    }

    @Test
    void marksThresholdsThatWereOnNoScaleAndKeepsTheirValues() {
        HandMade.in(database, "plant");
        adopt("plant").close();
        assertThat(database.rows("SELECT config_key, config_value, unscaled FROM plant.system_config ORDER BY 1"))
                .containsExactly(
                        "default_image_threshold|0.8|t", "max_upload_size_mb|20|f", "mes_line|{\"name\": \"3호기\"}|f");
        assertThat(database.rows("SELECT model_type, params, version, unscaled FROM plant.model_params ORDER BY 1"))
                .containsExactly("clip|{\"top_k\": 7}|1|f", "patchcore|{\"image_threshold\": 0.7}|1|t");
    }

    @Test
    void bringsSearchesAlong() {
        HandMade.in(database, "plant");
        try (Stores stores = adopt("plant")) {
            assertThat(stores.searches().recent("housing", 10))
                    .containsExactly(new SearchEntry(
                            1,
                            new SearchRecord(
                                    Instant.parse("2025-11-10T15:30:00Z"),
                                    "housing",
                                    Optional.empty(),
                                    "/uploads/1.jpeg",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("hole"),
                                    List.of(new SearchRecord.Found(
                                            1, "", "", 0.98, Optional.empty(), Optional.empty(), Optional.empty())),
                                    Optional.of(Duration.ofMillis(250)),
                                    Optional.empty())));
        }
    }

    @Test
    void knowsTheFormThatTheFirstMigrationMakes() throws Exception {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(database.source())
                .schemas("plant")
                .locations("classpath:" + MigrationFiles.LOCATION)
                .placeholders(Map.of("schema", "plant", "legacyTimeZone", "UTC"))
                .target("1")
                .load()
                .migrate();
        HandMadeForm form = Transaction.run(
                database.source(), connection -> HandMadeForm.require(connection, new SchemaName("plant")));
        assertThat(form.missingIndexes()).isEmpty();
        // in this server's words, too
        assertThat(form.found())
                .allSatisfy((expected, found) -> assertThat(found).isEqualTo(expected));
    }

    @Test
    void takesIndexesUnderAnyNameForOurs() {
        HandMade.in(database, "plant");
        HandMade.run(
                database,
                "plant",
                List.of(
                        // section 6.1 of the document alone, where the name is free for it
                        "CREATE INDEX idx_images_defect ON images (product_id, defect_type_id) WHERE image_type = 'defect'",
                        // two with each other's name
                        "CREATE INDEX idx_users_type ON users (username)",
                        "CREATE INDEX idx_users_username ON users (user_type)",
                        "CREATE INDEX \"My \"\"fast\"\" one\" ON products (is_active)",
                        "CREATE INDEX my_own ON images (file_path)",
                        "COMMENT ON INDEX my_own IS 'mine'",
                        "COMMENT ON INDEX idx_images_defect IS 'partial'"));
        adopt("plant").close();
        assertThat(database.rows("SELECT obj_description(indexrelid), indexrelid::regclass FROM pg_index"
                        + " WHERE obj_description(indexrelid) IS NOT NULL ORDER BY 1"))
                .containsExactly("mine|plant.my_own", "partial|plant.idx_images_product_defect");
        assertThat(database.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'plant'"
                        + " AND tablename IN ('users', 'products') AND indexname LIKE 'idx%' ORDER BY 1"))
                .containsExactly(
                        "CREATE INDEX idx_products_active ON plant.products USING btree (is_active)",
                        "CREATE INDEX idx_users_type ON plant.users USING btree (user_type)");
    }

    @Test
    void leavesTheHostsOwnTablesAlone() {
        HandMade.in(database, "public");
        database.execute(
                "CREATE ROLE " + database.name() + "_mes",
                "CREATE TABLE orders (id int PRIMARY KEY, product_id int REFERENCES products, ordered timestamp)",
                "INSERT INTO orders VALUES (1, 2, '2025-11-09 09:00')",
                "CREATE VIEW open_orders AS SELECT id FROM orders",
                "CREATE FUNCTION orders_of(int) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM orders'",
                "ALTER TABLE orders OWNER TO " + database.name() + "_mes");
        database.afterwards().add("DROP ROLE " + database.name() + "_mes");
        adopt("public").close();
        assertThat(database.rows("SELECT * FROM orders")).containsExactly("1|2|2025-11-09 09:00:00");
        assertThatThrownBy(() -> database.execute("INSERT INTO orders VALUES (2, 99, now())"))
                .hasMessageContaining("orders_product_id_fkey");
        // what one who works with the SDK's tables needs, names none of theirs
        String role = database.role();
        assertThatThrownBy(() -> Database.open(database.source(role, role), "public", SchemaPolicy.VALIDATE))
                .isInstanceOf(SchemaException.class)
                .message()
                .doesNotContain("orders");
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Seoul, 2025-11-09 00:00Z",
        "+09:00, 2025-11-09 00:00Z",
        "Etc/GMT-9, 2025-11-09 00:00Z",
        "UTC, 2025-11-09 09:00Z",
        "-05:30, 2025-11-09 14:30Z",
        "America/New_York, 2025-11-09 14:00Z"
    })
    void readsTimesInTheZoneThatWasSaid(String zone, String moment) {
        HandMade.in(database, "plant");
        Database.open(database.source(), "plant", SchemaPolicy.MIGRATE, Optional.of(ZoneId.of(zone)))
                .close();
        assertThat(database.value("SELECT created_at AT TIME ZONE 'UTC' = '" + moment
                        + "'::timestamptz AT TIME ZONE 'UTC' FROM plant.products WHERE product_id = 1"))
                .isEqualTo("t");
    }

    @Test
    void needsNoZoneWhereNothingHasATime() {
        HandMade.in(database, "plant");
        database.execute(
                "TRUNCATE plant.users, plant.products, plant.search_history, plant.response_history, plant.system_config"
                        + " CASCADE",
                "INSERT INTO plant.products (product_code, product_name, created_at, updated_at)"
                        + " VALUES ('housing', 'n', NULL, NULL)");
        Database.open(database.source(), "plant", SchemaPolicy.MIGRATE).close();
        assertThat(database.rows("SELECT product_code, created_at = 'epoch' FROM plant.products"))
                .containsExactly("housing|t");
    }

    @Test
    void worksOnWithWhatWasTakenOver() {
        HandMade.in(database, "plant");
        try (Stores stores = adopt("plant")) {
            assertThat(stores.accounts().credentials("kim").orElseThrow().passwordHash())
                    .isEmpty();
            assertThat(stores.accounts().credentials("lee").orElseThrow().passwordHash())
                    .isPresent();
            assertThat(stores.defectTypes()
                            .find("housing", "hole")
                            .orElseThrow()
                            .nameKo())
                    .isEqualTo("기공");
            assertThat(stores.pictures()
                            .list(PictureFilter.of("housing"), PageRequest.first(10))
                            .items())
                    .extracting(RegisteredPicture::id, RegisteredPicture::storageKey, RegisteredPicture::content)
                    .containsExactly(
                            tuple(1L, "/pictures/ok_1.jpeg", Optional.empty()),
                            tuple(2L, "/pictures/ok_2.jpeg", Optional.empty()),
                            tuple(300L, "/pictures/hole_1.jpeg", Optional.empty()));
            assertThat(stores.pictures().search(PictureFilter.of("housing"), NameSearch.of("기공", 10)))
                    .extracting(RegisteredPicture::id)
                    .containsExactly(300L);
            assertThat(stores.manuals()
                            .findByName("housing", "하우징.pdf")
                            .orElseThrow()
                            .content())
                    .isEmpty();
            assertThat(stores.settings()
                            .find("default_image_threshold")
                            .orElseThrow()
                            .unscaled())
                    .isTrue();
            assertThat(stores.settings().find("mes_line").orElseThrow().updatedBy())
                    .contains("kim");
            Actor actor = Databases.ENGINEER;
            stores.settings().put("default_image_threshold", "1.1", "", actor, Instant.now());
            assertThat(stores.settings()
                            .find("default_image_threshold")
                            .orElseThrow()
                            .unscaled())
                    .isFalse();
            assertThat(stores.settings()
                            .putParams(
                                    Optional.empty(),
                                    "clip",
                                    "{\"top_k\": 9}",
                                    OptionalInt.empty(),
                                    actor,
                                    Instant.now())
                            .version())
                    .isEqualTo(2);
            assertThat(stores.pictures()
                            .changeType(2, PictureType.DEFECT, Optional.of("hole"), actor, Instant.now())
                            .type())
                    .isEqualTo(PictureType.DEFECT);
        }
    }

    @Test
    void takesExpressionsAsARestoredDumpSetsThem() {
        HandMade.in(database, "plant");
        HandMade.run(
                database,
                "plant",
                List.of("CREATE INDEX idx_images_normal ON images (product_id) WHERE image_type = 'normal'"));
        List<String> restore = new ArrayList<>(database.rows("""
                SELECT format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                    conname, pg_get_constraintdef(oid))
                FROM pg_constraint WHERE contype = 'c' AND connamespace = 'plant'::regnamespace
                """));
        restore.addAll(database.rows("SELECT format('DROP INDEX plant.%I; %s', indexname, indexdef) FROM pg_indexes"
                + " WHERE indexname = 'idx_images_normal'"));
        String form = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_users_type'";
        String before = database.value(form);
        database.execute(restore.toArray(String[]::new));
        assertThat(database.value(form)).isNotEqualTo(before);
        adopt("plant").close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read committed", "serializable"})
    void isDoneByOneOfManyWhoOpenAtOnce(String isolation) throws Exception {
        database.execute(
                "ALTER DATABASE " + database.name() + " SET default_transaction_isolation = '" + isolation + "'");
        HandMade.in(database, "plant");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> open = () -> {
                try (Stores stores = adopt("plant")) {
                    return stores.products().find("housing").isPresent() ? 1 : 0;
                }
            };
            for (Future<Integer> opened : threads.invokeAll(Collections.nCopies(4, open))) {
                assertThat(opened.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.rows("SELECT version, type FROM plant.defect_sdk_schema_history ORDER BY installed_rank"))
                .containsExactly("1|BASELINE", "2|SQL", "3|SQL", "4|SQL", "5|SQL", "6|SQL", "7|SQL", "8|SQL", "9|SQL");
    }

    @Test
    void goesOnWhereACrashLeftItAfterItWasCompleted() throws Exception {
        HandMade.in(database, "plant");
        Adopted before = Adopted.before(database, "plant");
        complete("plant");
        before.verify("housing");
    }

    @Test
    void goesOnWhereACrashLeftItAfterTheBaseline() throws Exception {
        HandMade.in(database, "plant");
        Adopted before = Adopted.before(database, "plant");
        complete("plant");
        new Migrations(database.source(), new SchemaName("plant"), Duration.ofMinutes(1)).baseline();

        assertThatThrownBy(() -> Database.open(database.source(), "plant", SchemaPolicy.MIGRATE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("legacyTimeZone");
        assertThatThrownBy(() -> Database.open(database.source(), "plant", SchemaPolicy.VALIDATE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("has version 1, this release needs 9");
        before.verify("housing");
        assertThat(database.rows("SELECT config_key FROM plant.system_config WHERE unscaled"))
                .containsExactly("default_image_threshold");
    }

    @Test
    void looksAgainAtWhatWasChangedAfterTheBaseline() throws Exception {
        HandMade.in(database, "plant");
        complete("plant");
        new Migrations(database.source(), new SchemaName("plant"), Duration.ofMinutes(1)).baseline();
        database.execute("ALTER TABLE plant.users ADD email text", "DROP INDEX plant.idx_users_username");
        assertThatThrownBy(() -> adopt("plant"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("column users.email: expected none, found text");
        database.execute("ALTER TABLE plant.users DROP email");
        adopt("plant").close();
    }

    /** The first step alone. */
    private void complete(String schema) throws Exception {
        SchemaName name = new SchemaName(schema);
        Transaction.run(database.source(), connection -> {
            new Adoption(connection, name).complete(HandMadeForm.require(connection, name));
            return schema;
        });
    }

    private Stores adopt(String schema) {
        return Database.open(database.source(), schema, SchemaPolicy.MIGRATE, Optional.of(HandMade.ZONE));
    }
}
