package io.defectsdk.postgres.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.SchemaException;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.SchemaPolicy;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StartCheckIT {
    @RegisterExtension
    final Databases databases = new Databases();

    @Test
    void refusesADatabaseInWhichTrigramsFindNoKorean() {
        Database database = databases.with("TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        assertThatThrownBy(() -> database.open("defect_sdk"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("pg_trgm finds no Korean in the database '" + database.name() + "'")
                .hasMessageContaining("LC_CTYPE is C")
                .hasMessageContaining("LC_CTYPE 'ko_KR.UTF-8'");
        assertThat(database.rows("SELECT extname FROM pg_extension")).doesNotContain("pg_trgm");
        assertThat(database.rows("SELECT nspname FROM pg_namespace")).doesNotContain("defect_sdk");
    }

    @Test
    void refusesAnotherEncoding() {
        Database database = databases.with("TEMPLATE template0 ENCODING 'EUC_KR' LC_COLLATE 'C' LC_CTYPE 'C'");
        assertThatThrownBy(() -> database.open("defect_sdk"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("encoding UTF8, but '" + database.name() + "' has EUC_KR")
                .hasMessageContaining("CREATE DATABASE");
    }

    @Test
    void refusesAReadOnlyDatabase() {
        Database database = databases.empty();
        database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
        assertThatThrownBy(() -> database.open("defect_sdk"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("read-only")
                .hasMessageContaining("primary");
    }

    @Test
    void namesTheGrantThatLetsARoleMakeTheSchema() {
        Database database = databases.empty();
        String role = database.role();
        DataSource source = database.source(role, role);
        SchemaException refusal = catchThrowableOfType(
                SchemaException.class, () -> Database.open(source, "defect_sdk", SchemaPolicy.MIGRATE));
        assertThat(refusal)
                .hasMessageContaining("role '" + role + "'")
                .hasMessageContaining("GRANT CREATE ON DATABASE " + database.name() + " TO " + role);
        assertThat(database.rows("SELECT nspname FROM pg_namespace")).doesNotContain("defect_sdk");

        // the remedy is what it takes: the extension included, since pg_trgm is a trusted one
        database.execute(Databases.remedies(refusal));
        try (Stores stores = Database.open(source, "defect_sdk", SchemaPolicy.MIGRATE)) {
            stores.products().add(NewProduct.of("p", "n"), Databases.ENGINEER, Instant.now());
        }
    }

    @Test
    void worksWithARoleThatOwnsNothingButTheSchema() {
        Database database = databases.empty();
        String role = database.role();
        DataSource source = database.source(role, role);
        database.execute("CREATE SCHEMA defect_sdk AUTHORIZATION " + role);
        SchemaException refusal = catchThrowableOfType(
                SchemaException.class, () -> Database.open(source, "defect_sdk", SchemaPolicy.MIGRATE));
        assertThat(refusal)
                .hasMessageContaining("needs the extension pg_trgm")
                .hasMessageContaining("role '" + role + "' may not create it");
        database.execute(Databases.remedies(refusal));
        try (Stores stores = Database.open(source, "defect_sdk", SchemaPolicy.MIGRATE)) {
            stores.products().add(NewProduct.of("p", "n"), Databases.ENGINEER, Instant.now());
        }
    }

    @Test
    void namesWhatIsMissingOnASchemaOfSomebodyElse() {
        Database database = databases.empty();
        String role = database.role();
        database.execute("CREATE SCHEMA defect_sdk", "GRANT CREATE ON DATABASE " + database.name() + " TO " + role);
        SchemaException refusal = catchThrowableOfType(
                SchemaException.class,
                () -> Database.open(database.source(role, role), "defect_sdk", SchemaPolicy.MIGRATE));
        assertThat(refusal).hasMessageContaining("GRANT USAGE, CREATE ON SCHEMA defect_sdk TO " + role);
        database.execute(Databases.remedies(refusal));
        Database.open(database.source(role, role), "defect_sdk", SchemaPolicy.MIGRATE)
                .close();
    }

    @Test
    void namesEachPrivilegeThatAWorkingRoleLacks() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        String role = database.role();
        DataSource source = database.source(role, role);
        SchemaException history = catchThrowableOfType(
                SchemaException.class, () -> Database.open(source, "defect_sdk", SchemaPolicy.VALIDATE));
        assertThat(history)
                .hasMessageContaining("GRANT USAGE ON SCHEMA defect_sdk TO " + role)
                .hasMessageContaining("GRANT SELECT ON TABLE defect_sdk.defect_sdk_schema_history TO " + role);
        database.execute(Databases.remedies(history));

        SchemaException tables = catchThrowableOfType(
                SchemaException.class, () -> Database.open(source, "defect_sdk", SchemaPolicy.VALIDATE));
        assertThat(tables)
                .hasMessageContaining("GRANT INSERT, SELECT, UPDATE ON TABLE defect_sdk.products TO " + role)
                .hasMessageContaining("GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE defect_sdk.sessions TO " + role)
                .hasMessageContaining("GRANT INSERT, SELECT ON TABLE defect_sdk.inspections TO " + role)
                .hasMessageContaining("GRANT INSERT, SELECT ON TABLE defect_sdk.audit_log TO " + role)
                .hasMessageContaining("GRANT INSERT, SELECT ON TABLE defect_sdk.search_history TO " + role)
                .hasMessageContaining("GRANT DELETE, INSERT, SELECT ON TABLE defect_sdk.picture_embeddings TO " + role)
                .hasMessageContaining("GRANT SELECT ON TABLE defect_sdk.v_dashboard_stats TO " + role)
                .hasMessageContaining("GRANT USAGE ON SEQUENCE defect_sdk.products_product_id_seq TO " + role);
        database.execute(Databases.remedies(tables));

        for (SchemaPolicy policy : SchemaPolicy.values()) {
            // an up-to-date schema asks for no more, under MIGRATE neither
            try (Stores stores = Database.open(source, "defect_sdk", policy)) {
                stores.products().add(NewProduct.of(policy.name(), "n"), Databases.ENGINEER, Instant.now());
            }
        }
    }

    @Test
    void asksForOwnershipBeforeItWouldChangeTablesOfSomebodyElse() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        // as if by an older release: its last migration is still to come
        database.execute("DELETE FROM defect_sdk.defect_sdk_schema_history WHERE version = '9'");
        String role = database.role();
        database.execute(
                "GRANT USAGE, CREATE ON SCHEMA defect_sdk TO " + role,
                "GRANT SELECT ON ALL TABLES IN SCHEMA defect_sdk TO " + role);
        assertThatThrownBy(() -> Database.open(database.source(role, role), "defect_sdk", SchemaPolicy.MIGRATE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("ALTER TABLE defect_sdk.products OWNER TO " + role);
    }

    @Test
    void validatesWithoutMakingAnything() {
        Database database = databases.empty();
        assertThatThrownBy(() -> Database.open(database.source(), "defect_sdk", SchemaPolicy.VALIDATE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("has no schema 'defect_sdk'")
                .hasMessageContaining("SchemaPolicy.MIGRATE");
        assertThat(database.rows("SELECT nspname FROM pg_namespace")).doesNotContain("defect_sdk");
        assertThat(database.rows("SELECT extname FROM pg_extension")).doesNotContain("pg_trgm");

        database.open("defect_sdk").close();
        database.execute("DROP EXTENSION pg_trgm CASCADE");
        assertThatThrownBy(() -> Database.open(database.source(), "defect_sdk", SchemaPolicy.VALIDATE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("CREATE EXTENSION pg_trgm");
    }

    @Test
    void refusesAnOlderSchemaWhenItMayOnlyValidate() {
        Database database = databases.empty();
        database.open("defect_sdk").close();
        database.execute("DELETE FROM defect_sdk.defect_sdk_schema_history WHERE version = '9'");
        assertThatThrownBy(() -> Database.open(database.source(), "defect_sdk", SchemaPolicy.VALIDATE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("has version 8, this release needs 9");
    }
}
