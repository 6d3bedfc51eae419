package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.defectsdk.SchemaException;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.postgres.internal.HandMade;
import io.defectsdk.spi.Stores;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which databases are not taken over, and that they stay as they are. */
class RefusedAdoptionIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.empty();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE products DROP description | column products.description: expected text, found none
            ALTER TABLE users ADD email text | column users.email: expected none, found text
            ALTER TABLE users ALTER full_name TYPE text | column users.full_name: expected character varying(100), found text
            ALTER TABLE manuals ALTER file_size TYPE integer | column manuals.file_size: expected bigint, found integer
            ALTER TABLE images ALTER product_id SET NOT NULL | column images.product_id: expected integer, found integer not null
            ALTER TABLE users ALTER is_active DROP DEFAULT | column users.is_active: expected boolean default true, found boolean
            ALTER TABLE images ALTER image_id DROP DEFAULT | expected integer not null serial, found integer not null
            ALTER SEQUENCE images_image_id_seq OWNED BY NONE | expected integer not null serial, found integer not null default nextval(
            ALTER TABLE products DROP CONSTRAINT uq_products_code | expected UNIQUE (product_code), found none
            ALTER TABLE manuals DROP CONSTRAINT manuals_pkey | expected PRIMARY KEY (manual_id), found none
            ALTER TABLE users DROP CONSTRAINT ck_users_type | expected CHECK (((user_type)::text = ANY
            ALTER TABLE users ADD CHECK (length(username) > 2) | constraint users.users_username_check: expected none, found CHECK
            ALTER TABLE manuals DROP CONSTRAINT fk_manuals_product | expected FOREIGN KEY (product_id) REFERENCES products(product_id) ON DELETE CASCADE, found none
            ALTER TABLE images ADD FOREIGN KEY (product_id) REFERENCES products ON DELETE SET NULL | expected none, found FOREIGN KEY (product_id) REFERENCES products(product_id) ON DELETE SET NULL
            CREATE UNIQUE INDEX one_path ON images (file_path) | index images.one_path: expected none, found unique btree (file_path)
            CREATE INDEX by_day ON search_history ((searched_at::date)) | index search_history.by_day: expected none, found btree (((searched_at)::date))
            CREATE INDEX by_hour ON search_history (date_trunc('hour', searched_at)) | index search_history.by_hour: expected none
            CREATE INDEX lately ON users (username) WHERE last_login_at > TIMESTAMP '2025-01-01' | index users.lately: expected none
            CREATE INDEX idx_images_type ON images (file_path) | index images.idx_images_type: expected btree (image_type), found btree (file_path)
            ALTER TABLE images ENABLE ROW LEVEL SECURITY | table images: expected ordinary, found with row level security
            CREATE TABLE more_users () INHERITS (users) | table users: expected ordinary, found inherited by another table
            CREATE TABLE rows (); ALTER TABLE users INHERIT rows | table users: expected ordinary, found inheriting from another table
            CREATE VIEW report AS SELECT product_code FROM products | rule _RETURN on view plant.report: expected nothing that depends
            CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger() | trigger touch on table plant.users
            CREATE TABLE recipes (id int) | name recipes: expected nothing of this name, which Defect SDK needs, found a table
            CREATE VIEW sessions AS SELECT 1 AS one | name sessions: expected nothing of this name, which Defect SDK needs, found a view
            CREATE SEQUENCE uploads | name uploads: expected nothing of this name, which Defect SDK needs, found a sequence
            CREATE TYPE objects AS ENUM ('a') | name objects: expected nothing of this name, which Defect SDK needs, found a type
            CREATE TABLE orders (id int CONSTRAINT recipes_of_product UNIQUE) | name recipes_of_product
            CREATE TABLE v_deployment_status (id int) | name v_deployment_status
            """)
    void namesEachDifferenceWithWhatWasExpectedAndFound(String change, String difference) {
        HandMade.in(database, "plant");
        HandMade.run(database, "plant", List.of(change));
        List<String> before = everything();
        for (SchemaPolicy policy : SchemaPolicy.values()) {
            assertThatThrownBy(() -> open(policy, Optional.of(HandMade.ZONE)))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("schema 'plant' holds the ten tables of a database made by hand, but differs")
                    .hasMessageContaining(difference)
                    .hasMessageContaining("Nothing was changed")
                    .hasMessageContaining("another schema");
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refusesACollationByWhichDifferentTextsAreEqual() {
        assumeTrue(
                database.value("SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i')")
                        .equals("t"),
                "the server knows no collations of ICU");
        HandMade.in(database, "plant");
        HandMade.run(
                database,
                "plant",
                List.of(
                        "CREATE COLLATION public.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                        "ALTER TABLE users ALTER full_name TYPE varchar(100) COLLATE public.loose",
                        "ALTER TABLE products ALTER description TYPE text COLLATE \"C\""));

        assertThatThrownBy(() -> open(SchemaPolicy.MIGRATE, Optional.of(HandMade.ZONE)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("column users.full_name: expected character varying(100), found"
                        + " character varying(100) with a nondeterministic collation")
                .hasMessageNotContaining("description");
    }

    @Test
    void listsAllDifferencesAtOnce() {
        HandMade.in(database, "plant");
        HandMade.run(
                database,
                "plant",
                List.of(
                        "ALTER TABLE products DROP description",
                        "ALTER TABLE users ALTER username TYPE text",
                        "CREATE TABLE artifacts (id int)"));
        assertThatThrownBy(() -> open(SchemaPolicy.MIGRATE, Optional.of(HandMade.ZONE)))
                .hasMessageContaining("products.description")
                .hasMessageContaining("users.username")
                .hasMessageContaining("name artifacts");
    }

    @Test
    void refusesADatabaseThatHasButSomeOfTheTables() {
        HandMade.in(database, "plant");
        database.execute("DROP TABLE plant.system_config");
        List<String> before = everything();
        assertThatThrownBy(() -> open(SchemaPolicy.MIGRATE, Optional.of(HandMade.ZONE)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("objects that Defect SDK did not make");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void asksForTheZoneWhenThereAreTimes() {
        HandMade.in(database, "plant");
        List<String> before = everything();
        assertThatThrownBy(() -> open(SchemaPolicy.MIGRATE, Optional.empty()))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("legacyTimeZone(ZoneId.of(\"Asia/Seoul\"))")
                .hasMessageContaining("users");
        assertThat(everything()).isEqualTo(before);

        // the configuration's rows have times, too
        database.execute("TRUNCATE plant.users, plant.products, plant.search_history, plant.response_history CASCADE");
        database.execute("INSERT INTO plant.system_config VALUES ('default_top_k', '5')");
        assertThatThrownBy(() -> open(SchemaPolicy.MIGRATE, Optional.empty()))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("(in system_config)");
    }

    @Test
    void refusesAZoneThatTheServerTakesForAnotherOne() {
        HandMade.in(database, "plant");
        List<String> before = everything();
        // a region with summer time for Java, an abbreviation without for PostgreSQL
        assertThatThrownBy(() -> open(SchemaPolicy.MIGRATE, Optional.of(ZoneId.of("CET"))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("legacyTimeZone is CET")
                .hasMessageContaining("Asia/Seoul");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refusesAZoneThatTheServerDoesNotKnow() {
        List<String> known = database.rows("SELECT name FROM pg_timezone_names");
        Optional<ZoneId> unknown = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> !known.contains(zone))
                .map(ZoneId::of)
                .filter(zone -> !zone.getRules().isFixedOffset())
                .findFirst();
        assumeTrue(unknown.isPresent(), "this server knows every zone of this Java");
        HandMade.in(database, "plant");
        List<String> before = everything();
        assertThatThrownBy(() -> open(SchemaPolicy.MIGRATE, unknown))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("legacyTimeZone is " + unknown.get())
                .hasMessageContaining("nothing was changed");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void saysThatMigrateWouldAdoptWhenItMayOnlyValidate() {
        HandMade.in(database, "plant");
        List<String> before = everything();
        assertThatThrownBy(() -> open(SchemaPolicy.VALIDATE, Optional.of(HandMade.ZONE)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("was made by hand, and the schema policy is VALIDATE")
                .hasMessageContaining("SchemaPolicy.MIGRATE, which adopts it");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void namesWhatMakesTheRoleAnOwner() {
        HandMade.in(database, "plant");
        database.execute("CREATE TABLE plant.orders (id int)");
        String role = database.role();
        DataSource source = database.source(role, role);
        database.execute("CREATE EXTENSION pg_trgm");
        List<String> before = everything();
        SchemaException refusal = catchThrowableOfType(
                SchemaException.class,
                () -> Database.open(source, "plant", SchemaPolicy.MIGRATE, Optional.of(HandMade.ZONE)));
        assertThat(refusal)
                .hasMessageContaining("GRANT USAGE, CREATE ON SCHEMA plant TO " + role)
                .hasMessageContaining("ALTER TABLE plant.users OWNER TO " + role)
                .hasMessageContaining("ALTER TABLE plant.v_dashboard_stats OWNER TO " + role)
                .message()
                .doesNotContain("orders");
        assertThat(everything()).isEqualTo(before);

        database.execute(Databases.remedies(refusal));
        try (Stores stores = Database.open(source, "plant", SchemaPolicy.MIGRATE, Optional.of(HandMade.ZONE))) {
            assertThat(stores.products().find("housing")).isPresent();
        }
    }

    private void open(SchemaPolicy policy, Optional<ZoneId> zone) {
        Database.open(database.source(), "plant", policy, zone).close();
    }

    /** All that a refusal must leave as it is. */
    private List<String> everything() {
        return database.rows("""
                SELECT concat_ws(' ', 'class', relname, relfilenode, relowner, reltuples) FROM pg_class
                WHERE relnamespace = 'plant'::regnamespace
                UNION ALL SELECT 'extension ' || extname FROM pg_extension
                UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg%'
                UNION ALL SELECT concat_ws(' ', 'sequence', sequencename, last_value) FROM pg_sequences
                UNION ALL SELECT concat_ws(' ', 'constraint', conname, conrelid) FROM pg_constraint
                ORDER BY 1
                """);
    }
}
