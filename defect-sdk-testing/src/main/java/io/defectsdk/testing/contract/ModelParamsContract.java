package io.defectsdk.testing.contract;

import static io.defectsdk.testing.contract.JsonTexts.json;
import static io.defectsdk.testing.contract.JsonTexts.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.FieldChange;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link SettingStore} has to keep of model parameters. Stores may write JSON with other spaces, and keys in another order. */
public abstract class ModelParamsContract extends StoreContract {
    private static final Optional<String> ALL = Optional.empty();
    private static final Optional<String> PROD1 = Optional.of("prod1");
    private static final Instant LATER = NOW.plusSeconds(90);

    /** For subclasses. */
    protected ModelParamsContract() {}

    private SettingStore settings() {
        return stores().settings();
    }

    private Params putParams(Optional<String> productCode, String type, String json) {
        return settings().putParams(productCode, type, json, OptionalInt.empty(), OTHER, NOW);
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "five", "1 2", "5", "[1]", "null", "\"a\""})
    void refusesWhatIsNoJsonObject(String json) {
        assertThatThrownBy(() -> putParams(ALL, "clip", json))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse());
        assertThat(settings().paramsHistory(ALL, "clip")).isEmpty();
    }

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
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#codes")
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
