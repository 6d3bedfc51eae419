package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Product;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProductsIT {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void changesWhatItWouldNotTakeBesides() {
        database.execute("INSERT INTO sdk.products (product_code, product_name, description)"
                + " VALUES ('prod1', E'name\r\n', repeat('x', 10001))");
        database.execute("INSERT INTO sdk.defect_types (product_id, defect_code, defect_name_ko, defect_name_en)"
                + " VALUES (1, 'hole', E'기공\r', '')");
        Product product = stores.products().find("prod1").orElseThrow();
        DefectType type = stores.defectTypes().find("prod1", "hole").orElseThrow();

        Product described = stores.products().change(product.withDescription("short"), Databases.ENGINEER, NOW);
        DefectType explained = stores.defectTypes().change(type.withFullNameKo("기공 (주조)"), Databases.ENGINEER, NOW);

        assertThat(described.name()).isEqualTo("name\r\n");
        assertThat(described.description()).contains("short");
        assertThat(explained.nameKo()).isEqualTo("기공\r");
        assertThat(explained.nameEn()).contains("");
        Product bad = new Product(
                1, "prod1", "other\r\n", Optional.empty(), true, described.createdAt(), described.updatedAt());
        assertThatIllegalArgumentException().isThrownBy(() -> stores.products().change(bad, Databases.ENGINEER, NOW));
    }

    @Test
    void leavesNeitherProductNorTypeWhenTheLastStepFails() {
        database.execute("ALTER TABLE sdk.audit_log ADD CONSTRAINT full_up CHECK (action <> 'product.add') NOT VALID");

        assertThatThrownBy(() -> stores.products().add(NewProduct.of("prod1", "n"), Databases.ENGINEER, NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("constraint full_up");

        assertThat(database.value("SELECT count(*) FROM sdk.products")).isEqualTo("0");
        assertThat(database.value("SELECT count(*) FROM sdk.defect_types")).isEqualTo("0");
    }

    @Test
    void writesWhoAddedProductAndTypes() {
        database.execute("INSERT INTO sdk.users (username, password_hash, user_type) VALUES ('kim', '-', 'admin')");
        Actor kim = Actor.authenticated(1, "kim", Role.ADMIN);
        stores.products().add(NewProduct.of("prod1", "n"), kim, NOW);
        stores.defectTypes().add(NewDefectType.of("prod1", "hole", "기공"), Databases.ENGINEER, NOW);

        assertThat(database.rows("SELECT created_by, created_by_name FROM sdk.products"))
                .containsExactly("1|kim");
        assertThat(database.rows("SELECT created_by, created_by_name FROM sdk.defect_types ORDER BY defect_type_id"))
                .containsExactly("1|kim", "null|" + Databases.ENGINEER.name());
    }

    @Test
    void countsTheNormalTypeOutOfTheDashboard() {
        stores.products().add(NewProduct.of("prod1", "n"), Databases.ENGINEER, NOW);
        stores.defectTypes().add(NewDefectType.of("prod1", "hole", "기공"), Databases.ENGINEER, NOW);
        stores.defectTypes().add(NewDefectType.of("prod1", "burr", "버"), Databases.ENGINEER, NOW);
        stores.defectTypes().setActive("prod1", "burr", false, Databases.ENGINEER, NOW);

        assertThat(database.value("SELECT product_code, defect_type_count FROM sdk.v_dashboard_stats"))
                .isEqualTo("prod1|1");
    }

    @Test
    void searchesWithTheExtensionInAnySchema() {
        Database elsewhere = databases.empty();
        elsewhere.execute("CREATE SCHEMA \"Ext 1\"", "CREATE EXTENSION pg_trgm SCHEMA \"Ext 1\"");
        try (Stores other = elsewhere.open("sdk")) {
            other.products().add(NewProduct.of("prod1", "scratch"), Databases.ENGINEER, NOW);

            assertThat(other.products().search(NameSearch.of("scrach", 10))).hasSize(1);
        }
    }
}
