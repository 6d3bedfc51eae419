package io.defectsdk.core.internal.settings;

import io.defectsdk.SettingException;
import io.defectsdk.config.ClipParams;
import io.defectsdk.config.LlmParams;
import io.defectsdk.config.ModelParams;
import io.defectsdk.config.ParamsVersion;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.spi.SettingStore.Params;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A kind of model parameters: its name in the database, and its form there, a JSON object with the data model's keys. Keys that
 * are none of ours (rows of a hand-made database have some) are passed over: they stay in the version that has them, a new
 * version is written without them, and the audit entry of that change has their last values.
 */
final class ParamsKind<P extends ModelParams> {
    private static final String IMAGE_THRESHOLD = "image_threshold";
    private static final String PIXEL_THRESHOLD = "pixel_threshold";
    private static final Set<String> THRESHOLDS = Set.of(IMAGE_THRESHOLD, PIXEL_THRESHOLD);

    static final ParamsKind<PatchCoreParams> PATCHCORE = new ParamsKind<>(
            "patchcore",
            PatchCoreParams.class,
            fields -> new PatchCoreParams(
                    fields.number(IMAGE_THRESHOLD), fields.number(PIXEL_THRESHOLD), fields.text("backbone")),
            params -> Map.of(
                    IMAGE_THRESHOLD,
                    params.imageThreshold(),
                    PIXEL_THRESHOLD,
                    params.pixelThreshold(),
                    "backbone",
                    params.backbone()));

    static final ParamsKind<PreprocessingParams> PREPROCESSING = new ParamsKind<>(
            "preprocessing",
            PreprocessingParams.class,
            fields -> new PreprocessingParams(
                    fields.flag("grayscale"), fields.flag("contrast"), fields.flag("histogram")),
            params -> Map.of(
                    "grayscale", params.grayscale(),
                    "contrast", params.contrast(),
                    "histogram", params.histogram()));

    static final ParamsKind<ClipParams> CLIP = new ParamsKind<>(
            "clip",
            ClipParams.class,
            fields -> new ClipParams(fields.text("model_id"), fields.integer("top_k"), fields.flag("use_fp16")),
            params -> Map.of(
                    "model_id", params.modelId(),
                    "top_k", params.topK(),
                    "use_fp16", params.useFp16()));

    static final ParamsKind<LlmParams> LLM = new ParamsKind<>(
            "llm",
            LlmParams.class,
            fields -> new LlmParams(
                    fields.text("model_name"),
                    fields.number("temperature"),
                    fields.integer("max_tokens"),
                    fields.flag("use_4bit")),
            params -> Map.of(
                    "model_name", params.modelName(),
                    "temperature", params.temperature(),
                    "max_tokens", params.maxTokens(),
                    "use_4bit", params.use4bit()));

    private final String name;
    private final Class<P> type;
    private final Function<JsonFields, P> reader;
    private final Function<P, Map<String, Optional<?>>> writer;

    private ParamsKind(
            String name, Class<P> type, Function<JsonFields, P> reader, Function<P, Map<String, Optional<?>>> writer) {
        this.name = name;
        this.type = type;
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * The kind of this class.
     *
     * @throws IllegalArgumentException if it is {@code ModelParams} itself
     */
    static <P extends ModelParams> ParamsKind<P> of(Class<P> type) {
        for (ParamsKind<?> kind : List.of(PATCHCORE, PREPROCESSING, CLIP, LLM)) {
            if (kind.type == type) {
                @SuppressWarnings("unchecked") // the class says so
                ParamsKind<P> found = (ParamsKind<P>) kind;
                return found;
            }
        }
        throw new IllegalArgumentException(
                "type must be a kind of parameters, such as PatchCoreParams.class, but is " + type.getName());
    }

    /** The kind of these parameters. */
    @SuppressWarnings("unchecked") // the implementations of ModelParams are final
    static <P extends ModelParams> ParamsKind<P> of(P params) {
        return of((Class<P>) params.getClass());
    }

    /** Its name in the database. */
    String name() {
        return name;
    }

    /** A stored version. */
    ParamsVersion<P> version(Params row) {
        return version(row, shown(row), Optional.empty());
    }

    /** The same for a list, which one version that cannot be read must not hide. */
    ParamsVersion<P> listed(Params row) {
        try {
            return version(row);
        } catch (SettingException e) {
            return version(row, read(JsonFields.parse("{}", name)), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private ParamsVersion<P> version(Params row, P params, Optional<String> unreadable) {
        return new ParamsVersion<>(
                row.id(),
                row.productCode(),
                row.version(),
                params,
                row.active(),
                row.unscaled(),
                unreadable,
                row.createdAt(),
                row.createdBy());
    }

    /** What a stored version sets, without thresholds that are on no scale. */
    P applied(Params row) {
        JsonFields fields = fields(row);
        return read(row.unscaled() ? fields.without(THRESHOLDS) : fields);
    }

    /** Thresholds of before may lie where today's type has no room for them, such as 85 for per cent. */
    private P shown(Params row) {
        JsonFields fields = fields(row);
        if (row.unscaled()) {
            for (String threshold : THRESHOLDS) {
                if (!readable(fields.only(threshold))) {
                    fields = fields.without(Set.of(threshold));
                }
            }
        }
        return read(fields);
    }

    private boolean readable(JsonFields fields) {
        try {
            read(fields);
            return true;
        } catch (SettingException e) {
            return false;
        }
    }

    private JsonFields fields(Params row) {
        String owner = row.productCode().map(code -> "product '" + code + "'").orElse("all products");
        return JsonFields.parse(row.json(), "the " + name + " params of " + owner + ", version " + row.version());
    }

    private P read(JsonFields fields) {
        try {
            return reader.apply(fields);
        } catch (IllegalArgumentException e) {
            throw new SettingException(fields.name() + " cannot be used: " + e.getMessage() + "; set them anew", e);
        }
    }

    /** As they are stored: what is set. */
    String write(P params) {
        Map<String, Object> set = new TreeMap<>();
        writer.apply(params).forEach((key, value) -> value.ifPresent(present -> set.put(key, present)));
        return TypedJson.write(set, "the " + name + " params");
    }
}
