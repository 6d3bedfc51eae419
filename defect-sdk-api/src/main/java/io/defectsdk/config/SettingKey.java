package io.defectsdk.config;

import static java.util.Objects.requireNonNull;

import io.defectsdk.SettingException;
import io.defectsdk.internal.Checks;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name, type, range and default of a setting. Immutable. The seven of the data model are constants here; a host may make
 * keys of its own, whose names hold a dot.
 *
 * @param <T> type of its values
 */
public final class SettingKey<T> {
    /** How many similar pictures a search gives unless told otherwise; 1 to 100, default 5. */
    public static final SettingKey<Integer> DEFAULT_TOP_K =
            new SettingKey<>("default_top_k", "기본 TOP-K 개수", Integer.class, 5, range("default_top_k", 1, 100));

    /** Which CLIP model is used unless told otherwise; default {@code ViT-B-32/openai}. */
    public static final SettingKey<String> DEFAULT_CLIP_MODEL = new SettingKey<>(
            "default_clip_model",
            "기본 CLIP 모델",
            String.class,
            "ViT-B-32/openai",
            value -> Checks.text(value, "default_clip_model", 200));

    /**
     * Where on the calibrated scale NG begins (see {@link PatchCoreParams#imageThreshold()}), 0.01 to 10; default 1: where
     * the calibration put it.
     */
    public static final SettingKey<Double> DEFAULT_IMAGE_THRESHOLD = new SettingKey<>(
            "default_image_threshold", "기본 이미지 임계값", Double.class, 1.0, range("default_image_threshold", 0.01, 10.0));

    /**
     * Where on the calibrated scale a pixel counts as anomalous (see {@link PatchCoreParams#pixelThreshold()}), 0.01 to 10;
     * default 0.9.
     */
    public static final SettingKey<Double> DEFAULT_PIXEL_THRESHOLD = new SettingKey<>(
            "default_pixel_threshold", "기본 픽셀 임계값", Double.class, 0.9, range("default_pixel_threshold", 0.01, 10.0));

    /** Sampling temperature of the language model unless told otherwise; 0 to 2, default 0.7. */
    public static final SettingKey<Double> LLM_TEMPERATURE =
            new SettingKey<>("llm_temperature", "LLM 샘플링 온도", Double.class, 0.7, range("llm_temperature", 0.0, 2.0));

    /** Largest file that may be registered, in MB of 2^20 bytes; 1 to 1,024, default 50. */
    public static final SettingKey<Integer> MAX_UPLOAD_SIZE_MB = new SettingKey<>(
            "max_upload_size_mb", "최대 업로드 크기 (MB)", Integer.class, 50, range("max_upload_size_mb", 1, 1_024));

    /** After how many minutes without use a session ends; 1 to 10,080 (a week), default 60. */
    public static final SettingKey<Integer> SESSION_TIMEOUT_MINUTES = new SettingKey<>(
            "session_timeout_minutes", "세션 타임아웃 (분)", Integer.class, 60, range("session_timeout_minutes", 1, 10_080));

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final Pattern FLAG = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

    private static final int SHOWN = 100;

    private final String name;
    private final String description;
    private final Class<T> type;
    private final T defaultValue;
    private final Consumer<T> check;

    private SettingKey(String name, String description, Class<T> type, T defaultValue, Consumer<T> check) {
        this.name = name;
        this.description = description;
        this.type = type;
        this.defaultValue = defaultValue;
        this.check = check;
    }

    /** The data model's own keys. */
    public static List<SettingKey<?>> standard() {
        return List.of(
                DEFAULT_TOP_K,
                DEFAULT_CLIP_MODEL,
                DEFAULT_IMAGE_THRESHOLD,
                DEFAULT_PIXEL_THRESHOLD,
                LLM_TEMPERATURE,
                MAX_UPLOAD_SIZE_MB,
                SESSION_TIMEOUT_MINUTES);
    }

    /** The data model's own key of this name; empty where none of the seven has it. */
    public static Optional<SettingKey<?>> named(String name) {
        requireNonNull(name, "name");
        return standard().stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** A whole number of the host's own; {@code name} as {@link #text(String, String, String, int)} has it. */
    public static SettingKey<Integer> integer(String name, String description, int defaultValue, int min, int max) {
        return own(name, description, Integer.class, defaultValue, range(name, min, max));
    }

    /** A number of the host's own; {@code name} as {@link #text(String, String, String, int)} has it. */
    public static SettingKey<Double> number(
            String name, String description, double defaultValue, double min, double max) {
        return own(name, description, Double.class, defaultValue, range(name, min, max));
    }

    /** A switch of the host's own; {@code name} as {@link #text(String, String, String, int)} has it. */
    public static SettingKey<Boolean> flag(String name, String description, boolean defaultValue) {
        return own(name, description, Boolean.class, defaultValue, value -> {});
    }

    /**
     * A text of the host's own. No place for secrets: each value stays in the audit trail, readable.
     *
     * @param name lower-case letters, digits, underscores and at least one dot, such as {@code mes.line_name}; at most 100
     *     characters
     * @param description in words, 1 to 1,000 characters
     * @param defaultValue as long as nobody sets another one
     * @param maxLength in characters, 1 to 100,000; the text may be empty
     */
    public static SettingKey<String> text(String name, String description, String defaultValue, int maxLength) {
        Checks.inRange(maxLength, "maxLength", 1, 100_000);
        return own(name, description, String.class, defaultValue, value -> Checks.longText(value, name, maxLength));
    }

    private static <T> SettingKey<T> own(
            String name, String description, Class<T> type, T defaultValue, Consumer<T> check) {
        if (!requireNonNull(name, "name").matches("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)+") || name.length() > 100) {
            throw new IllegalArgumentException(
                    "the name of a setting of the host's own is of lower-case letters, digits,"
                            + " underscores and at least one dot, at most 100 characters, such as mes.line_name, but is '"
                            + name + "'");
        }
        SettingKey<T> key =
                new SettingKey<>(name, Checks.text(description, "description", 1_000), type, defaultValue, check);
        check.accept(requireNonNull(defaultValue, "defaultValue"));
        return key;
    }

    private static Consumer<Integer> range(String name, int min, int max) {
        return value -> Checks.inRange(value, name, min, max);
    }

    private static Consumer<Double> range(String name, double min, double max) {
        return value -> Checks.inRange(value, name, min, max);
    }

    /**
     * The value that somebody typed into a form: a whole number, a number with a point, {@code true} or {@code false}, or a text
     * as it is; blanks around the first three do no harm.
     *
     * @throws SettingException naming key, type or range, and what was found
     */
    public T parse(String text) {
        requireNonNull(text, "text");
        Object value = text;
        try {
            if (type == Integer.class) {
                value = Integer.valueOf(text.strip());
            } else if (type == Double.class && NUMBER.matcher(text.strip()).matches()) {
                value = Double.valueOf(text.strip());
            } else if (type == Boolean.class && FLAG.matcher(text.strip()).matches()) {
                value = Boolean.valueOf(text.strip());
            }
        } catch (NumberFormatException e) {
            throw notOfItsType(value, e);
        }
        return checked(cast(value));
    }

    private T cast(Object value) {
        if (!type.isInstance(value)) {
            throw notOfItsType(value, null);
        }
        return type.cast(value);
    }

    private SettingException notOfItsType(Object value, @Nullable Exception cause) {
        String expected = type == Integer.class
                ? "a whole number of 32 bits"
                : type == Double.class ? "a number such as 0.9" : type == Boolean.class ? "true or false" : "a text";
        String shown = value.toString();
        return new SettingException(
                "the setting " + name + " must be " + expected + ", but is "
                        + (value instanceof String
                                ? "the text '"
                                : value.getClass().getSimpleName() + " '")
                        + (shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "...") + "'",
                cause);
    }

    /**
     * The value, if it is allowed.
     *
     * @throws SettingException naming key, range and value, or type and value where a raw type let in another one
     */
    public T checked(T value) {
        cast(requireNonNull(value, "value"));
        try {
            check.accept(value);
        } catch (IllegalArgumentException e) {
            throw new SettingException("the setting " + e.getMessage(), e);
        }
        return value;
    }

    /** The name, which is the row's key. */
    public String name() {
        return name;
    }

    /** What it is for, in words. */
    public String description() {
        return description;
    }

    /** {@code Integer}, {@code Double}, {@code Boolean} or {@code String}. */
    public Class<T> type() {
        return type;
    }

    /** Its value as long as nobody sets another one. */
    public T defaultValue() {
        return defaultValue;
    }

    @Override
    public String toString() {
        return name;
    }
}
