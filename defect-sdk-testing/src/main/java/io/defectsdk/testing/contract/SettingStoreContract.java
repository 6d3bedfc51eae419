package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
import io.defectsdk.account.Role;
import io.defectsdk.config.Setting;
import io.defectsdk.config.SettingKey;
import io.defectsdk.spi.SettingStore;
import io.defectsdk.spi.SettingStore.Params;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link SettingStore} has to keep. Stores may write JSON with other spaces, and keys in another order. */
public abstract class SettingStoreContract extends StoreContract {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Optional<String> ALL = Optional.empty();
    private static final Optional<String> PROD1 = Optional.of("prod1");
    private static final Instant LATER = NOW.plusSeconds(90);

    /** For subclasses. */
    protected SettingStoreContract() {}

    private SettingStore settings() {
        return stores().settings();
    }

    private Setting put(String key, String json) {
        return settings().put(key, json, "설명", OTHER, NOW);
    }

    private Params putParams(Optional<String> productCode, String type, String json) {
        return settings().putParams(productCode, type, json, OptionalInt.empty(), OTHER, NOW);
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static String quoted(String text) {
        return MAPPER.valueToTree(text).toString();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
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
        assertThat(actions(10)).allMatch(action -> action.startsWith("product.add"));
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
        assertThatThrownBy(() -> putParams(ALL, "clip", text)).isInstanceOf(StoreException.class);
        assertThat(settings().find("mes.value")).isEmpty();
        assertThat(settings().paramsHistory(ALL, "clip")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "[1]", "null", "\"a\""})
    void refusesParamsThatAreNoObject(String json) {
        assertThatThrownBy(() -> putParams(ALL, "clip", json))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse());
        assertThat(settings().paramsHistory(ALL, "clip")).isEmpty();
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

    // model parameters

    @Test
    void beginsWithoutParams() {
        for (String type : List.of("clip", "patchcore", "llm", "preprocessing")) {
            assertThat(settings().activeParams(ALL, type)).isEmpty();
            assertThat(settings().activeParams(PROD1, type)).isEmpty();
            assertThat(settings().paramsHistory(PROD1, type)).isEmpty();
        }
        assertThat(settings().activeParams(Optional.of("nothing"), "clip")).isEmpty();
        assertThat(settings().paramsHistory(Optional.of("nothing"), "clip")).isEmpty();
    }

    @Test
    void addsTheFirstVersion() {
        Params first = settings()
                .putParams(
                        PROD1,
                        "patchcore",
                        "{\"image_threshold\": 1.1}",
                        OptionalInt.empty(),
                        OTHER,
                        LATER.plusNanos(999));

        assertThat(json(first.json())).isEqualTo(json("{\"image_threshold\": 1.1}"));
        assertThat(first)
                .isEqualTo(new Params(
                        first.id(),
                        PROD1,
                        "patchcore",
                        1,
                        first.json(),
                        true,
                        false,
                        LATER,
                        Optional.of(OTHER.name())));
        assertThat(settings().activeParams(PROD1, "patchcore")).contains(first);
        assertThat(settings().paramsHistory(PROD1, "patchcore")).containsExactly(first);
        AuditEntry entry = lastEntry();
        assertThat(entry.at()).isEqualTo(LATER);
        assertThat(entry.actor()).isEqualTo(OTHER);
        assertThat(entry.action()).isEqualTo("params.change");
        assertThat(entry.subject()).isEqualTo("params:prod1/patchcore");
        assertThat(entry.changes())
                .containsExactly(new FieldChange("image_threshold", Optional.empty(), Optional.of("1.1")));
    }

    @Test
    void replacesTheVersionInForce() {
        Params first = putParams(PROD1, "patchcore", "{\"image_threshold\": 1.1, \"pixel_threshold\": 0.8}");
        Params second = putParams(PROD1, "patchcore", "{\"pixel_threshold\": 0.80, \"backbone\": \"b\"}");

        assertThat(second.version()).isEqualTo(2);
        assertThat(settings().activeParams(PROD1, "patchcore")).contains(second);
        List<Params> history = settings().paramsHistory(PROD1, "patchcore");
        assertThat(history).extracting(Params::version).containsExactly(2, 1);
        assertThat(history).extracting(Params::active).containsExactly(true, false);
        assertThat(history.get(1).id()).isEqualTo(first.id());
        assertThat(history.get(1).json()).isEqualTo(first.json());
        assertThat(history.get(1).createdAt()).isEqualTo(NOW);
        assertThat(lastEntry().changes())
                .containsExactly(
                        new FieldChange("backbone", Optional.empty(), Optional.of("\"b\"")),
                        new FieldChange("image_threshold", Optional.of("1.1"), Optional.empty()));
    }

    @Test
    void countsTheVersionsOfEachProductAndType() {
        putParams(PROD1, "clip", "{}");
        putParams(PROD1, "clip", "{\"top_k\": 3}");
        Params other = putParams(Optional.of("prod2"), "clip", "{}");
        Params otherType = putParams(PROD1, "llm", "{}");
        Params forAll = putParams(ALL, "clip", "{\"top_k\": 4}");

        assertThat(List.of(other.version(), otherType.version(), forAll.version()))
                .containsExactly(1, 1, 1);
        assertThat(forAll.productCode()).isEmpty();
        assertThat(lastEntry().subject()).isEqualTo("params:*/clip");
        assertThat(settings().activeParams(ALL, "clip")).contains(forAll);
        assertThat(settings().activeParams(PROD1, "clip"))
                .get()
                .extracting(Params::version)
                .isEqualTo(2);
        assertThat(settings().paramsHistory(ALL, "clip")).containsExactly(forAll);
        assertThat(settings().activeParams(ALL, "llm")).isEmpty();
    }

    @Test
    void addsAVersionThatEqualsTheOneBefore() {
        putParams(ALL, "preprocessing", "{\"grayscale\": true}");
        Params second = putParams(ALL, "preprocessing", "{\"grayscale\": true}");

        assertThat(second.version()).isEqualTo(2);
        assertThat(lastEntry().action()).isEqualTo("params.change");
        assertThat(lastEntry().changes()).isEmpty();
    }

    private void assertChangedMeanwhile(Optional<String> productCode, int expected, int inForce) {
        assertThatThrownBy(() -> settings()
                        .putParams(productCode, "clip", "{\"top_k\": 9}", OptionalInt.of(expected), ENGINEER, LATER))
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHANGED_MEANWHILE))
                .hasMessageContaining("version " + expected)
                .hasMessageContaining("but " + inForce + " is");
    }

    @Test
    void replacesTheVersionThatWasReadAndNoOther() {
        for (Optional<String> product : List.of(PROD1, ALL)) {
            putParams(Optional.of("prod2"), "clip", "{}");
            putParams(PROD1, "llm", "{}");
            assertChangedMeanwhile(product, 1, 0);
            Params first = settings().putParams(product, "clip", "{}", OptionalInt.of(0), OTHER, NOW);
            assertChangedMeanwhile(product, 0, 1);
            assertChangedMeanwhile(product, 2, 1);
            Params second = settings().putParams(product, "clip", "{}", OptionalInt.of(1), OTHER, NOW);
            List<String> logged = actions(100);
            assertChangedMeanwhile(product, 1, 2);

            assertThat(first.version()).isEqualTo(1);
            assertThat(second.version()).isEqualTo(2);
            assertThat(settings().activeParams(product, "clip")).contains(second);
            assertThat(settings().paramsHistory(product, "clip")).hasSize(2);
            assertThat(actions(100)).isEqualTo(logged);
        }
    }

    @Test
    void letsOneOfSeveralThreadsReplaceWhatAllHaveRead() throws Exception {
        for (int round = 0; round < 5; round++) {
            OptionalInt read = OptionalInt.of(round);
            List<Callable<Params>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String json = "{\"top_k\": " + (i + 1) + "}";
                calls.add(() -> settings().putParams(PROD1, "clip", json, read, OTHER, NOW));
            }

            List<Outcome<Params>> outcomes = Race.run(calls);

            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(outcomes)
                    .extracting(Outcome::failure)
                    .filteredOn(Objects::nonNull)
                    .allSatisfy(e -> assertThat(e)
                            .isInstanceOfSatisfying(CatalogException.class, known -> assertThat(known.code())
                                    .isEqualTo(ErrorCode.CHANGED_MEANWHILE)));
            assertThat(settings().paramsHistory(PROD1, "clip")).hasSize(round + 1);
        }
    }

    @Test
    void refusesAnUnknownProduct() {
        assertThatThrownBy(() -> putParams(Optional.of("PROD1"), "clip", "{}"))
                .isInstanceOfSatisfying(
                        UnknownEntryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN))
                .hasMessageContaining("PROD1");
        assertThat(actions(10)).allMatch(action -> action.startsWith("product.add"));
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#printable")
    void keepsAwkwardTextsInParamsAndCodes(String text) {
        addProduct(text);
        Optional<String> product = Optional.of(text);

        Params added = putParams(product, "patchcore", "{\"backbone\": " + quoted(text) + "}");

        assertThat(json(added.json()).get("backbone").textValue()).isEqualTo(text);
        assertThat(settings().activeParams(product, "patchcore")).contains(added);
        assertThat(lastEntry().subject()).isEqualTo("params:" + text + "/patchcore");
        String after = lastEntry().changes().get(0).after().orElseThrow();
        assertThat(json(after).textValue()).isEqualTo(text);
    }

    @Test
    void givesAVersionToEachOfSeveralThreads() throws Exception {
        for (Optional<String> product : List.of(PROD1, ALL)) {
            List<Callable<Params>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String json = "{\"top_k\": " + (i + 1) + "}";
                calls.add(() -> putParams(product, "clip", json));
            }

            List<Outcome<Params>> outcomes = Race.run(calls);

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            List<Params> history = settings().paramsHistory(product, "clip");
            assertThat(history).extracting(Params::version).containsExactly(4, 3, 2, 1);
            assertThat(history).extracting(Params::active).containsExactly(true, false, false, false);
            assertThat(settings().activeParams(product, "clip")).contains(history.get(0));
        }
    }
}
