package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.PageRequest;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManualsIT {
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    @RegisterExtension
    final Databases databases = new Databases();

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");

    @BeforeEach
    void adopt() {
        stores.products().add(NewProduct.of("prod1", "주조 A"), Databases.ENGINEER, NOW);
        database.execute("""
                INSERT INTO sdk.manuals (product_id, file_name, file_path, file_size, vector_indexed, indexed_at, created_at,
                                         updated_at)
                VALUES (1, 'prod1_menual.pdf', '/manual_store/prod1_menual.pdf', 77, TRUE, now(), '%1$s', '%1$s'),
                       (NULL, 'of no product menual.pdf', '/n', NULL, FALSE, NULL, '%1$s', '%1$s')
                """.formatted(NOW));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void readsRowsOfAHandMadeDatabase() {
        Manual manual = new Manual(
                1, "prod1", "prod1_menual.pdf", "/manual_store/prod1_menual.pdf", Optional.empty(), 1, true, NOW, NOW);

        assertThat(stores.manuals().find(1)).contains(manual);
        assertThat(stores.manuals().list("prod1")).containsExactly(manual);
        assertThat(stores.manuals().findByName("prod1", "prod1_menual.pdf")).contains(manual);
        assertThat(stores.manuals().search(NameSearch.of("menual", 10))).containsExactly(manual);
        assertThat(stores.manuals().find(2)).isEmpty();
    }

    @Test
    void asksForAReplacedManualToBeIndexedAgain() {
        StoredContent content = new StoredContent("%064x".formatted(1), 1_000);
        stores.uploads().begin("new");

        Manual replaced = stores.manuals().replace(1, "new", content, Databases.ENGINEER, NOW);

        assertThat(replaced.content()).contains(content);
        assertThat(replaced.revision()).isEqualTo(2);
        assertThat(stores.audit()
                        .list(AuditQuery.all(), PageRequest.first(1))
                        .items()
                        .get(0)
                        .changes())
                .containsExactly(
                        new FieldChange("sha256", Optional.empty(), Optional.of(content.sha256())),
                        FieldChange.of("storage_key", "/manual_store/prod1_menual.pdf", "new"));
        assertThat(database.value("SELECT vector_indexed, indexed_at IS NULL FROM sdk.manuals WHERE manual_id = 1"))
                .isEqualTo("f|t");
    }
}
