package io.defectsdk.postgres.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.Setting;
import io.defectsdk.postgres.internal.Databases;
import io.defectsdk.postgres.internal.Databases.Database;
import io.defectsdk.spi.SettingStore;
import io.defectsdk.spi.SettingStore.Params;
import io.defectsdk.spi.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SettingsIT {
    @RegisterExtension
    final Databases databases = new Databases();

    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.123456Z");

    private final Database database = databases.migrated();
    private final Stores stores = database.open("sdk");
    private final SettingStore settings = stores.settings();

    @BeforeEach
    void addProduct() {
        stores.products().add(NewProduct.of("prod1", "n"), Databases.ENGINEER, NOW);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private List<FieldChange> newestChanges() {
        return stores.audit()
                .list(AuditQuery.all(), PageRequest.first(1))
                .items()
                .get(0)
                .changes();
    }

    @Test
    void putsAThresholdOfBeforeOnTheScaleEvenWithTheSameNumber() {
        database.execute("UPDATE sdk.system_config SET unscaled = TRUE, config_value = '0.85', description = NULL"
                + " WHERE config_key = 'default_image_threshold'");
        assertThat(settings.find("default_image_threshold").orElseThrow().unscaled())
                .isTrue();

        Setting set = settings.put("default_image_threshold", "0.85", "d", Databases.ENGINEER, NOW);

        assertThat(set.unscaled()).isFalse();
        assertThat(set.updatedAt()).isEqualTo(NOW);
        assertThat(set.description()).isEmpty();
        assertThat(newestChanges()).containsExactly(FieldChange.of("value", "0.85", "0.85"));
        assertThat(settings.find("default_image_threshold")).contains(set);
    }

    @Test
    void namesTheUserWhomARowOfAHandMadeDatabaseRefersTo() {
        database.execute(
                "INSERT INTO sdk.users (username, password_hash, user_type) VALUES ('kim', '$2b$12$...', 'admin')",
                "UPDATE sdk.system_config SET updated_by = 1 WHERE config_key = 'llm_temperature'");

        assertThat(settings.find("llm_temperature").orElseThrow().updatedBy()).contains("kim");
        assertThat(settings.list())
                .filteredOn(setting -> setting.updatedBy().isPresent())
                .hasSize(1);
    }

    @Test
    void followsTheVersionsOfAHandMadeDatabase() {
        database.execute("INSERT INTO sdk.model_params (product_id, model_type, params, version, unscaled, is_active)"
                + " VALUES (1, 'patchcore', '{\"image_threshold\": 0.85, \"layers\": [2, 3]}', 1, TRUE, FALSE),"
                + " (1, 'patchcore', '{\"image_threshold\": 0.80}', 2, TRUE, TRUE), (1, 'llm', '[1]', 1, FALSE, TRUE)");
        Params old = settings.activeParams(Optional.of("prod1"), "patchcore").orElseThrow();
        assertThat(old.unscaled()).isTrue();
        assertThat(old.createdBy()).isEmpty();

        Params added = settings.putParams(
                Optional.of("prod1"),
                "patchcore",
                "{\"image_threshold\": 0.8, \"pixel_threshold\": 1}",
                OptionalInt.of(2),
                Databases.ENGINEER,
                NOW);

        assertThat(added.version()).isEqualTo(3);
        assertThat(added.unscaled()).isFalse();
        assertThat(newestChanges())
                .containsExactly(new FieldChange("pixel_threshold", Optional.empty(), Optional.of("1")));
        assertThat(settings.paramsHistory(Optional.of("prod1"), "patchcore"))
                .extracting(Params::version)
                .containsExactly(3, 2, 1);
        assertThat(settings.putParams(
                                Optional.of("prod1"),
                                "llm",
                                "{\"a\": null}",
                                OptionalInt.empty(),
                                Databases.ENGINEER,
                                NOW)
                        .version())
                .isEqualTo(2);
        assertThat(newestChanges()).containsExactly(new FieldChange("a", Optional.empty(), Optional.of("null")));
    }

    @Test
    void changesNothingWhenTheChangeCannotBeLogged() {
        Params first = settings.putParams(
                Optional.empty(), "clip", "{\"top_k\": 5}", OptionalInt.empty(), Databases.ENGINEER, NOW);
        List<Setting> before = settings.list();
        database.execute("ALTER TABLE sdk.audit_log ADD CONSTRAINT full_up CHECK (FALSE) NOT VALID");

        assertThatThrownBy(() -> settings.putParams(
                        Optional.empty(), "clip", "{}", OptionalInt.empty(), Databases.ENGINEER, NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("constraint full_up");
        for (String key : List.of("default_top_k", "mes.new")) {
            assertThatThrownBy(() -> settings.put(key, "9", "d", Databases.ENGINEER, NOW))
                    .isInstanceOf(StoreException.class);
        }

        assertThat(settings.list()).isEqualTo(before);
        assertThat(settings.paramsHistory(Optional.empty(), "clip")).containsExactly(first);
    }

    @Test
    void refusesAKindOfModelThatThereIsNot() {
        assertThatThrownBy(() -> settings.putParams(
                        Optional.empty(), "yolo", "{}", OptionalInt.empty(), Databases.ENGINEER, NOW))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("model_type_check");
    }
}
