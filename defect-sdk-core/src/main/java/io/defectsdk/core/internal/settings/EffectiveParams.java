package io.defectsdk.core.internal.settings;

import io.defectsdk.UnknownEntryException;
import io.defectsdk.config.ClipParams;
import io.defectsdk.config.LlmParams;
import io.defectsdk.config.ModelParams;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.config.SettingKey;
import io.defectsdk.spi.ProductStore;
import io.defectsdk.spi.SettingStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The parameters in force for a product, each value by itself: the product's, else the one for all products, else the
 * setting, else the built-in default. What has no default (which backbone, which language model) stays empty. Thread-safe.
 *
 * <p>Methods throw {@link UnknownEntryException} ({@code PRODUCT_UNKNOWN}) for a product that there is not, and
 * {@link io.defectsdk.SettingException} where what is stored is not of its type or range.
 */
public final class EffectiveParams {
    private static final int MAX_TOKENS = 512;

    private final ProductStore products;
    private final SettingStore settings;
    private final SettingValues values;

    /** Of these stores. */
    public EffectiveParams(ProductStore products, SettingStore settings) {
        this.products = products;
        this.settings = settings;
        this.values = new SettingValues(settings);
    }

    /** Of a kind that is known at run time only. */
    public <P extends ModelParams> P of(String productCode, Class<P> type) {
        ParamsKind<P> kind = ParamsKind.of(type);
        ModelParams params;
        if (kind == ParamsKind.PATCHCORE) {
            params = patchCore(productCode);
        } else if (kind == ParamsKind.PREPROCESSING) {
            params = preprocessing(productCode);
        } else if (kind == ParamsKind.CLIP) {
            params = clip(productCode);
        } else {
            params = llm(productCode);
        }
        return type.cast(params);
    }

    /** Both thresholds, and the backbone where somebody chose one. */
    public PatchCoreParams patchCore(String productCode) {
        List<PatchCoreParams> levels = levels(productCode, ParamsKind.PATCHCORE);
        return new PatchCoreParams(
                first(levels, PatchCoreParams::imageThreshold).or(setting(SettingKey.DEFAULT_IMAGE_THRESHOLD)),
                first(levels, PatchCoreParams::pixelThreshold).or(setting(SettingKey.DEFAULT_PIXEL_THRESHOLD)),
                first(levels, PatchCoreParams::backbone));
    }

    /** All three. */
    public PreprocessingParams preprocessing(String productCode) {
        List<PreprocessingParams> levels = levels(productCode, ParamsKind.PREPROCESSING);
        return PreprocessingParams.none()
                .withGrayscale(first(levels, PreprocessingParams::grayscale).orElse(false))
                .withContrast(first(levels, PreprocessingParams::contrast).orElse(false))
                .withHistogram(first(levels, PreprocessingParams::histogram).orElse(false));
    }

    private ClipParams clip(String productCode) {
        List<ClipParams> levels = levels(productCode, ParamsKind.CLIP);
        return new ClipParams(
                first(levels, ClipParams::modelId).or(setting(SettingKey.DEFAULT_CLIP_MODEL)),
                first(levels, ClipParams::topK).or(setting(SettingKey.DEFAULT_TOP_K)),
                Optional.of(first(levels, ClipParams::useFp16).orElse(false)));
    }

    private LlmParams llm(String productCode) {
        List<LlmParams> levels = levels(productCode, ParamsKind.LLM);
        return new LlmParams(
                first(levels, LlmParams::modelName),
                first(levels, LlmParams::temperature).or(setting(SettingKey.LLM_TEMPERATURE)),
                Optional.of(first(levels, LlmParams::maxTokens).orElse(MAX_TOKENS)),
                Optional.of(first(levels, LlmParams::use4bit).orElse(false)));
    }

    /** What is set, from the nearest level to the widest. */
    private <P extends ModelParams> List<P> levels(String productCode, ParamsKind<P> kind) {
        if (products.find(productCode).isEmpty()) {
            throw products.unknown(productCode);
        }
        return Stream.of(Optional.of(productCode), Optional.<String>empty())
                .flatMap(code -> settings.activeParams(code, kind.name()).stream())
                .map(kind::applied)
                .toList();
    }

    private static <P, T> Optional<T> first(List<P> levels, Function<P, Optional<T>> value) {
        return levels.stream().map(value).flatMap(Optional::stream).findFirst();
    }

    /** Read only where no level has the value. */
    private <T> Supplier<Optional<T>> setting(SettingKey<T> key) {
        return () -> Optional.of(values.get(key));
    }
}
