package io.defectsdk.testing.contract;

import static io.defectsdk.testing.contract.JsonTexts.json;
import static io.defectsdk.testing.contract.JsonTexts.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.account.Role;
import io.defectsdk.config.Setting;
import io.defectsdk.config.SettingKey;
import io.defectsdk.spi.SettingStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link SettingStore} has to keep of settings; see {@link ModelParamsContract}. Stores may write JSON with other spaces, and keys in another order. */
public abstract class SettingStoreContract extends StoreContract {
    private static final Instant LATER = NOW.plusSeconds(90);

    /** For subclasses. */
    protected SettingStoreContract() {}

    private SettingStore settings() {
        return stores().settings();
    }

    private Setting put(String key, String json) {
        return settings().put(key, json, "설명", OTHER, NOW);
    }

    @Test
    void beginsWithTheDataModelsSettings() {
        List<Setting> initial = settings().list();

        assertThat(initial)
                .extracting(Setting::key)
                .containsExactly(
                        "default_clip_model",
                        "default_image_threshold",
                        "default_pixel_threshold",
                        "default_top_k",
                        "llm_temperature",
                        "max_upload_size_mb",
                        "session_timeout_minutes");
        for (SettingKey<?> key : SettingKey.standard()) {
            Setting setting = settings().find(key.name()).orElseThrow();
            assertThat(initial).contains(setting);
            JsonNode value = json(setting.json());
            if (key.defaultValue() instanceof Number number) {
                assertThat(value.isNumber()).isTrue();
                assertThat(value.decimalValue()).isEqualByComparingTo(number.toString());
            } else {
                assertThat(value.textValue()).isEqualTo(key.defaultValue());
            }
            assertThat(setting.description()).contains(key.description());
            assertThat(setting.unscaled()).isFalse();
            assertThat(setting.updatedBy()).isEmpty();
        }
        assertThat(actions(10)).isEmpty();
    }

    @Test
    void changesASetting() {
        Setting changed = settings().put("default_top_k", "7", "another description", OTHER, LATER);

        assertThat(changed)
                .isEqualTo(new Setting(
                        "default_top_k", "7", Optional.of("기본 TOP-K 개수"), false, LATER, Optional.of(OTHER.name())));
        assertThat(settings().find("default_top_k")).contains(changed);
        assertThat(settings().list()).hasSize(7).contains(changed);
        assertThat(lastEntry())
                .isEqualTo(new AuditEntry(
                        LATER,
                        OTHER,
                        "setting.change",
                        "setting:default_top_k",
                        "",
                        List.of(FieldChange.of("value", "5", "7"))));
    }

    @Test
    void addsASettingOfTheHosts() {
        Setting added = settings().put("mes.line_name", quoted("1호기"), "라인 이름", OTHER, NOW.plusNanos(999));

        assertThat(added)
                .isEqualTo(new Setting(
                        "mes.line_name", "\"1호기\"", Optional.of("라인 이름"), false, NOW, Optional.of(OTHER.name())));
        assertThat(settings().find("mes.line_name")).contains(added);
        assertThat(lastEntry().changes())
                .containsExactly(new FieldChange("value", Optional.empty(), Optional.of("\"1호기\"")));
        assertThat(settings().find("mes.line")).isEmpty();
        assertThat(settings().find("MES.line_name")).isEmpty();
        assertThat(settings().find("mes.line_nam_")).isEmpty();
        assertThat(settings().find("mes.line_name\0")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"5, 5", "0.9, 0.90", "5, 5.0", "100, 1e2", "true, true", "\"a\", \"\\u0061\"", "null, null"})
    void doesNotLogTheSameValue(String first, String second) {
        Setting set = put("mes.value", first);
        int logged = actions(100).size();

        Setting again = settings().put("mes.value", second, "d", ENGINEER, LATER);

        assertThat(again).isEqualTo(set);
        assertThat(settings().find("mes.value")).contains(set);
        assertThat(actions(100)).hasSize(logged);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"5, 6", "0.9, 0.91", "5, \"5\"", "true, false", "\"a\", \"A\"", "0, null", "\"\", null", "1, true"
            })
    void logsAnotherValue(String first, String second) {
        put("mes.value", first);

        Setting changed = settings().put("mes.value", second, "d", ENGINEER, LATER);

        assertThat(changed.json()).isEqualTo(second);
        assertThat(settings().find("mes.value")).contains(changed);
        assertThat(lastEntry().changes()).containsExactly(FieldChange.of("value", first, second));
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsTextsAsTheyAre(String text) {
        Setting set = settings().put("mes.text", quoted(text), text, OTHER, NOW);

        assertThat(json(set.json()).textValue()).isEqualTo(text);
        assertThat(set.description()).contains(text);
        assertThat(settings().find("mes.text")).contains(set);
    }

    @Test
    void keepsNamesUpToTheirLimit() {
        Actor actor = Actor.vouched("👷".repeat(100), Role.ADMIN);
        String key = "mes." + "k".repeat(96);

        Setting set = settings().put(key, "1", "d", actor, NOW);

        assertThat(set.updatedBy()).contains(actor.name());
        assertThat(settings().find(key)).contains(set);
    }

    @Test
    void ordersByKey() {
        for (String key : List.of("mes.b", "mes.a", "a.z", "mes_a.a", "zz.1")) {
            put(key, "1");
        }

        assertThat(settings().list())
                .extracting(Setting::key)
                .containsSubsequence(
                        "a.z", "default_top_k", "mes.a", "mes.b", "mes_a.a", "session_timeout_minutes", "zz.1")
                .hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "five", "1 2"})
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> put("mes.value", text))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse());
        assertThat(settings().find("mes.value")).isEmpty();
    }

    @Test
    void logsEachStepOfSeveralThreads() throws Exception {
        List<Callable<Setting>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String value = Integer.toString(i);
            calls.add(() -> put("mes.new", value));
        }

        List<Outcome<Setting>> outcomes = Race.run(calls);

        assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
        List<FieldChange> steps = new ArrayList<>();
        entries(4).forEach(entry -> steps.addAll(entry.changes()));
        assertThat(steps).hasSize(4);
        assertThat(steps.get(0).after())
                .contains(settings().find("mes.new").orElseThrow().json());
        for (int i = 0; i < 3; i++) {
            assertThat(steps.get(i).before()).isEqualTo(steps.get(i + 1).after());
        }
        assertThat(steps.get(3).before()).isEmpty();
    }
}
