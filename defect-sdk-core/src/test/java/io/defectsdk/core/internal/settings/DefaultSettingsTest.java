package io.defectsdk.core.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PageRequest;
import io.defectsdk.SettingException;
import io.defectsdk.StoreException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.FieldChange;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.ClipParams;
import io.defectsdk.config.LlmParams;
import io.defectsdk.config.ModelParams;
import io.defectsdk.config.ParamsVersion;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.config.Setting;
import io.defectsdk.config.SettingKey;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.testing.memory.InMemoryStores;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefaultSettingsTest {
    private static final Actor KIM = Actor.vouched("kim", Role.ADMIN);
    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.123456Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryStores stores = new InMemoryStores();
    private final DefaultSettings settings = new DefaultSettings(
            new Gate(),
            stores.settings(),
            new EffectiveParams(stores.products(), stores.settings()),
            new Permissions(stores.accounts(), stores.audit(), CLOCK),
            CLOCK);

    @BeforeEach
    void addProduct() {
        stores.products().add(NewProduct.of("prod1", "제품"), KIM, NOW);
    }

    private List<AuditEntry> audit(String subject) {
        return stores.audit()
                .list(AuditQuery.all().subject(subject), PageRequest.first(100))
                .items();
    }

    @Test
    void setsValuesOfEachTypeWithARecord() {
        SettingKey<Double> number = SettingKey.number("mes.number", "수", 0, -1e300, 1e300);
        SettingKey<Boolean> flag = SettingKey.flag("mes.flag", "스위치", false);
        SettingKey<String> text = SettingKey.text("mes.text", "문장", "", 100);

        settings.set(SettingKey.DEFAULT_TOP_K, 7, KIM);
        settings.set(number, 1e300, KIM);
        settings.set(flag, true, KIM);
        settings.set(text, "\"가\"\n\\ 😀", KIM);

        assertThat(settings.get(SettingKey.DEFAULT_TOP_K)).isEqualTo(7);
        assertThat(settings.get(number)).isEqualTo(1e300);
        assertThat(settings.get(flag)).isTrue();
        assertThat(settings.get(text)).isEqualTo("\"가\"\n\\ 😀");
        assertThat(audit("setting:default_top_k"))
                .containsExactly(new AuditEntry(
                        NOW,
                        KIM,
                        "setting.change",
                        "setting:default_top_k",
                        "",
                        List.of(FieldChange.of("value", "5", "7"))));
        assertThat(settings.all())
                .hasSize(10)
                .contains(new Setting("mes.flag", "true", Optional.of("스위치"), false, NOW, Optional.of("kim")));
    }

    @Test
    void setsNothingOutOfRange() {
        SettingKey<Double> endless =
                SettingKey.number("mes.endless", "끝없음", 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> settings.set(SettingKey.DEFAULT_TOP_K, 101, KIM))
                .withMessage("the setting default_top_k must be in [1, 100], but is 101");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> settings.set(SettingKey.LLM_TEMPERATURE, Double.NaN, KIM));
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> settings.set(endless, Double.POSITIVE_INFINITY, KIM))
                .withMessage("the setting mes.endless must be a finite number, but is Infinity");
        assertThatNullPointerException().isThrownBy(() -> settings.set(SettingKey.DEFAULT_TOP_K, null, KIM));
        assertThat(settings.all()).hasSize(7);
        assertThat(settings.get(SettingKey.DEFAULT_TOP_K)).isEqualTo(5);
    }

    static List<ModelParams> params() {
        return List.of(
                new PatchCoreParams(Optional.of(1.05), Optional.of(0.95), Optional.of("wide_resnet50_2")),
                PatchCoreParams.none().withImageThreshold(1),
                PatchCoreParams.none(),
                PreprocessingParams.none()
                        .withGrayscale(true)
                        .withContrast(false)
                        .withHistogram(true),
                PreprocessingParams.none(),
                new ClipParams(Optional.of("가/나 \"b\""), Optional.of(100), Optional.of(true)),
                ClipParams.none(),
                new LlmParams(Optional.of("m"), Optional.of(0.0), Optional.of(1), Optional.of(false)),
                LlmParams.none());
    }

    @ParameterizedTest
    @MethodSource("params")
    <P extends ModelParams> void keepsParamsAsTheyAre(P params) {
        @SuppressWarnings("unchecked")
        Class<P> type = (Class<P>) params.getClass();

        ParamsVersion<P> ofProduct = settings.setParams("prod1", params, KIM);
        ParamsVersion<P> ofAll = settings.setDefaultParams(params, KIM);

        assertThat(ofProduct.params()).isEqualTo(params);
        assertThat(ofProduct.productCode()).hasValue("prod1");
        assertThat(ofProduct.createdBy()).hasValue("kim");
        assertThat(ofAll.params()).isEqualTo(params);
        assertThat(ofAll.productCode()).isEmpty();
        assertThat(settings.params("prod1", type)).hasValue(ofProduct);
        assertThat(settings.defaultParams(type)).hasValue(ofAll);
        assertThat(settings.paramsHistory("prod1", type)).containsExactly(ofProduct);
        assertThat(settings.defaultParamsHistory(type)).containsExactly(ofAll);
    }

    @Test
    void writesTheDataModelsKeys() {
        settings.setParams("prod1", new PatchCoreParams(Optional.of(1.05), Optional.empty(), Optional.of("wide")), KIM);
        settings.setDefaultParams(
                PreprocessingParams.none()
                        .withGrayscale(true)
                        .withContrast(false)
                        .withHistogram(true),
                KIM);
        settings.setDefaultParams(new ClipParams(Optional.of("m"), Optional.of(3), Optional.of(true)), KIM);
        settings.setDefaultParams(
                new LlmParams(Optional.of("n"), Optional.of(0.5), Optional.of(9), Optional.of(true)), KIM);

        assertThat(json(Optional.of("prod1"), "patchcore"))
                .isEqualTo("{\"backbone\":\"wide\",\"image_threshold\":1.05}");
        assertThat(json(Optional.empty(), "preprocessing"))
                .isEqualTo("{\"contrast\":false,\"grayscale\":true,\"histogram\":true}");
        assertThat(json(Optional.empty(), "clip")).isEqualTo("{\"model_id\":\"m\",\"top_k\":3,\"use_fp16\":true}");
        assertThat(json(Optional.empty(), "llm"))
                .isEqualTo("{\"max_tokens\":9,\"model_name\":\"n\",\"temperature\":0.5,\"use_4bit\":true}");
    }

    private String json(Optional<String> productCode, String modelType) {
        return stores.settings()
                .activeParams(productCode, modelType)
                .orElseThrow()
                .json();
    }

    @Test
    void replacesParamsAsAWholeAndKeepsTheirHistory() {
        settings.setParams("prod1", new PatchCoreParams(Optional.of(1.2), Optional.of(0.8), Optional.empty()), KIM);
        settings.setParams("prod1", PatchCoreParams.none().withBackbone("wide"), KIM);

        assertThat(settings.effectiveParams("prod1", PatchCoreParams.class))
                .isEqualTo(new PatchCoreParams(Optional.of(1.0), Optional.of(0.9), Optional.of("wide")));
        assertThat(settings.paramsHistory("prod1", PatchCoreParams.class))
                .extracting(ParamsVersion::version, ParamsVersion::active)
                .containsExactly(tuple(2, true), tuple(1, false));
        assertThat(audit("params:prod1/patchcore").get(0).changes())
                .containsExactlyInAnyOrder(
                        new FieldChange("image_threshold", Optional.of("1.2"), Optional.empty()),
                        new FieldChange("pixel_threshold", Optional.of("0.8"), Optional.empty()),
                        new FieldChange("backbone", Optional.empty(), Optional.of("\"wide\"")));
    }

    /** As {@link ParamsKind} says. */
    @Test
    void losesNoKeyOfOthersWithoutATrace() {
        stores.settings()
                .putParams(
                        Optional.of("prod1"),
                        "preprocessing",
                        "{\"blur\":3,\"contrast\":true}",
                        OptionalInt.empty(),
                        KIM,
                        NOW);

        settings.setParams(
                "prod1",
                PreprocessingParams.none()
                        .withGrayscale(false)
                        .withContrast(true)
                        .withHistogram(false),
                KIM);

        assertThat(settings.paramsHistory("prod1", PreprocessingParams.class))
                .extracting(version -> version.params().contrast())
                .containsExactly(Optional.of(true), Optional.of(true));
        assertThat(stores.settings()
                        .paramsHistory(Optional.of("prod1"), "preprocessing")
                        .get(1)
                        .json())
                .isEqualTo("{\"blur\":3,\"contrast\":true}");
        assertThat(audit("params:prod1/preprocessing").get(0).changes())
                .contains(new FieldChange("blur", Optional.of("3"), Optional.empty()));
    }

    @Test
    void listsAVersionThatCannotBeReadWithTheReason() {
        settings.setParams("prod1", PreprocessingParams.none().withContrast(true), KIM);
        stores.settings()
                .putParams(Optional.of("prod1"), "preprocessing", "{\"contrast\":7}", OptionalInt.empty(), KIM, NOW);

        assertThat(settings.paramsHistory("prod1", PreprocessingParams.class))
                .satisfiesExactly(
                        version -> {
                            assertThat(version.unreadable().orElseThrow()).contains("contrast", "version 2");
                            assertThat(version.params()).isEqualTo(PreprocessingParams.none());
                            assertThat(version.active()).isTrue();
                        },
                        version -> {
                            assertThat(version.unreadable()).isEmpty();
                            assertThat(version.params().contrast()).contains(true);
                        });
    }

    @Test
    void overwritesNothingThatWasNotRead() {
        PatchCoreParams none = PatchCoreParams.none();
        settings.setParams("prod1", none, 0, KIM);
        settings.setDefaultParams(none, 0, KIM);
        ParamsVersion<PatchCoreParams> read =
                settings.params("prod1", PatchCoreParams.class).orElseThrow();
        settings.setParams("prod1", none.withImageThreshold(1.1), read.version(), KIM);
        settings.setDefaultParams(none.withImageThreshold(1.2), 1, KIM);

        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> settings.setParams("prod1", none, read.version(), KIM))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CHANGED_MEANWHILE));
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> settings.setDefaultParams(none, 1, KIM))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CHANGED_MEANWHILE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.setParams("prod1", none, -1, KIM))
                .withMessageContaining("-1");
        assertThat(settings.effectiveParams("prod1", PatchCoreParams.class).imageThreshold())
                .contains(1.1);
        assertThat(settings.defaultParamsHistory(PatchCoreParams.class)).hasSize(2);
    }

    @Test
    void knowsNoProductThatThereIsNot() {
        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> settings.setParams("prod2", PatchCoreParams.none(), KIM))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN));
        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> settings.effectiveParams("prod2", PatchCoreParams.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN));
        assertThat(settings.params("prod2", PatchCoreParams.class)).isEmpty();
        assertThat(settings.paramsHistory("prod2", PatchCoreParams.class)).isEmpty();
    }

    @Test
    void refusesWorkersBeforeAnythingElse() {
        Actor lee = Actor.vouched("lee", Role.WORKER);

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> settings.set(SettingKey.DEFAULT_TOP_K, 101, lee));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> settings.setParams("prod2", PatchCoreParams.none(), lee));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> settings.setDefaultParams(LlmParams.none(), lee));
        assertThat(stores.audit().list(AuditQuery.all(), PageRequest.first(3)).items())
                .extracting(AuditEntry::subject)
                .containsExactly("params:*/llm", "params:prod2/patchcore", "setting:default_top_k");
    }

    @Test
    void guessesNothingWhileTheDatabaseIsAway() {
        stores.setAvailable(false);

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> settings.get(SettingKey.DEFAULT_TOP_K));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> settings.effectiveParams("prod1", PatchCoreParams.class));
    }
}
