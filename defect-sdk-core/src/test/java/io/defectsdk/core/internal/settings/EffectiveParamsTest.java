package io.defectsdk.core.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.ErrorCode;
import io.defectsdk.SettingException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.ClipParams;
import io.defectsdk.config.LlmParams;
import io.defectsdk.config.ModelParams;
import io.defectsdk.config.ParamsVersion;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.testing.memory.InMemoryStores;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveParamsTest {
    private static final Optional<String> PRODUCT = Optional.of("prod1");
    private static final Optional<String> ALL = Optional.empty();

    private final InMemoryStores stores = new InMemoryStores();
    private final AdoptedSettings store = new AdoptedSettings();
    private final EffectiveParams effective = new EffectiveParams(stores.products(), store);

    @BeforeEach
    void addProduct() {
        stores.products().add(NewProduct.of("prod1", "제품"), Actor.vouched("kim", Role.ADMIN), Instant.EPOCH);
    }

    @Test
    void isBuiltInWhereNothingIsSet() {
        assertThat(effective.patchCore("prod1"))
                .isEqualTo(new PatchCoreParams(Optional.of(1.0), Optional.of(0.9), Optional.empty()));
        assertThat(effective.preprocessing("prod1"))
                .isEqualTo(PreprocessingParams.none()
                        .withGrayscale(false)
                        .withContrast(false)
                        .withHistogram(false));
        assertThat(effective.of("prod1", ClipParams.class))
                .isEqualTo(new ClipParams(Optional.of("ViT-B-32/openai"), Optional.of(5), Optional.of(false)));
        assertThat(effective.of("prod1", LlmParams.class))
                .isEqualTo(new LlmParams(Optional.empty(), Optional.of(0.7), Optional.of(512), Optional.of(false)));
    }

    @Test
    void followsTheSettings() {
        store.setting("default_image_threshold", "1.1", false);
        store.setting("default_pixel_threshold", "1.2", false);
        store.setting("default_top_k", "7", false);
        store.setting("default_clip_model", "\"ViT-L-14\"", false);
        store.setting("llm_temperature", "0", false);

        assertThat(effective.patchCore("prod1"))
                .isEqualTo(new PatchCoreParams(Optional.of(1.1), Optional.of(1.2), Optional.empty()));
        assertThat(effective.of("prod1", ClipParams.class))
                .isEqualTo(new ClipParams(Optional.of("ViT-L-14"), Optional.of(7), Optional.of(false)));
        assertThat(effective.of("prod1", LlmParams.class).temperature()).hasValue(0.0);
    }

    @Test
    void takesEachValueFromTheNearestLevelThatHasIt() {
        store.setting("default_image_threshold", "1.1", false);
        store.setting("default_pixel_threshold", "1.2", false);
        store.params(ALL, "patchcore", "{\"pixel_threshold\": 1.3, \"backbone\": \"wide\"}", false);
        store.params(PRODUCT, "patchcore", "{\"backbone\": \"lite\"}", false);
        store.params(ALL, "preprocessing", "{\"grayscale\": true, \"contrast\": true}", false);
        store.params(PRODUCT, "preprocessing", "{\"contrast\": false, \"histogram\": true}", false);
        store.params(ALL, "clip", "{\"top_k\": 9, \"use_fp16\": true}", false);
        store.params(PRODUCT, "clip", "{\"model_id\": \"own\", \"top_k\": null}", false);
        store.params(ALL, "llm", "{\"model_name\": \"m\", \"temperature\": 1, \"use_4bit\": true}", false);
        store.params(PRODUCT, "llm", "{\"max_tokens\": 7}", false);
        store.params(Optional.of("other"), "llm", "{\"max_tokens\": 8, \"model_name\": \"n\"}", false);

        assertThat(effective.of("prod1", PatchCoreParams.class))
                .isEqualTo(new PatchCoreParams(Optional.of(1.1), Optional.of(1.3), Optional.of("lite")));
        assertThat(effective.of("prod1", PreprocessingParams.class))
                .isEqualTo(PreprocessingParams.none()
                        .withGrayscale(true)
                        .withContrast(false)
                        .withHistogram(true));
        assertThat(effective.of("prod1", ClipParams.class))
                .isEqualTo(new ClipParams(Optional.of("own"), Optional.of(9), Optional.of(true)));
        assertThat(effective.of("prod1", LlmParams.class))
                .isEqualTo(new LlmParams(Optional.of("m"), Optional.of(1.0), Optional.of(7), Optional.of(true)));
    }

    @Test
    void skipsThresholdsThatAreOnNoScale() {
        store.setting("default_image_threshold", "0.85", true);
        store.params(
                PRODUCT,
                "patchcore",
                "{\"image_threshold\": 85, \"pixel_threshold\": \"high\", \"backbone\": \"wide\"}",
                true);
        store.params(ALL, "patchcore", "{\"pixel_threshold\": 0.5, \"image_threshold\": 0.5}", true);

        assertThat(effective.patchCore("prod1"))
                .isEqualTo(new PatchCoreParams(Optional.of(1.0), Optional.of(0.9), Optional.of("wide")));
    }

    @Test
    void showsThresholdsThatAreOnNoScaleWhereTheyCanBeShown() {
        store.params(
                PRODUCT,
                "patchcore",
                "{\"image_threshold\": 0.85, \"pixel_threshold\": 90, \"backbone\": \"wide\"}",
                true);
        ParamsVersion<PatchCoreParams> version = ParamsKind.PATCHCORE.version(
                store.activeParams(PRODUCT, "patchcore").orElseThrow());

        assertThat(version.params())
                .isEqualTo(new PatchCoreParams(Optional.of(0.85), Optional.empty(), Optional.of("wide")));
        assertThat(version.unscaled()).isTrue();
        assertThat(version.productCode()).isEqualTo(PRODUCT);
    }

    @Test
    void passesOverKeysOfOthers() {
        store.params(PRODUCT, "preprocessing", "{\"blur\": 3, \"contrast\": true, \"note\": {\"a\": []}}", false);

        assertThat(effective.preprocessing("prod1"))
                .isEqualTo(PreprocessingParams.none()
                        .withGrayscale(false)
                        .withContrast(true)
                        .withHistogram(false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "patchcore|`{\"image_threshold\": \"1\"}`|image_threshold in the patchcore params of product 'prod1', version"
                        + " 1 must be a number, but is \"1\"; set it anew",
                "patchcore|`{\"backbone\": 7}`|backbone in the patchcore params of product 'prod1', version 1 must be a text,"
                        + " but is 7; set it anew",
                "clip|`{\"top_k\": 5.5}`|top_k in the clip params of product 'prod1', version 1 must be a whole number of 32"
                        + " bits, but is 5.5; set it anew",
                "clip|`{\"top_k\": 0}`|the clip params of product 'prod1', version 1 cannot be used: top_k must be in [1,"
                        + " 100], but is 0; set them anew",
                "llm|`{\"use_4bit\": \"yes\"}`|use_4bit in the llm params of product 'prod1', version 1 must be true or"
                        + " false, but is \"yes\"; set it anew",
                "preprocessing|`[true]`|the preprocessing params of product 'prod1', version 1 must be a JSON object, but is"
                        + " ARRAY; set them anew",
                "patchcore|`{\"image_threshold\": 85}`|the patchcore params of product 'prod1', version 1 cannot be used:"
                        + " image_threshold must be in [0.01, 10.0], but is 85.0; set them anew"
            })
    void saysWhatCannotBeUsed(String modelType, String json, String message) {
        store.params(PRODUCT, modelType, json, false);
        Class<? extends ModelParams> type =
                switch (modelType) {
                    case "patchcore" -> PatchCoreParams.class;
                    case "clip" -> ClipParams.class;
                    case "llm" -> LlmParams.class;
                    default -> PreprocessingParams.class;
                };

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> effective.of("prod1", type))
                .withMessage(message);
    }

    @Test
    void namesAllProductsWhereTheyAreMeant() {
        store.params(ALL, "clip", "{\"use_fp16\": 1}", false);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> effective.of("prod1", ClipParams.class))
                .withMessageContaining("use_fp16 in the clip params of all products, version 1 must be true or false");
    }

    @Test
    void knowsNoProductThatThereIsNot() {
        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> effective.patchCore("prod2"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN))
                .withMessageContaining("'prod2'");
        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> effective.of("prod2", LlmParams.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN));
    }

    @Test
    void refusesTheKindOfAllKinds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> effective.of("prod1", ModelParams.class))
                .withMessageContaining("PatchCoreParams.class");
    }
}
