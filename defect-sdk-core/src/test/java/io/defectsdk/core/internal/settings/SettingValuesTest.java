package io.defectsdk.core.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.ErrorCode;
import io.defectsdk.SettingException;
import io.defectsdk.config.SettingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingValuesTest {
    private static final SettingKey<Boolean> FLAG = SettingKey.flag("mes.flag", "스위치", true);
    private static final SettingKey<String> TEXT = SettingKey.text("mes.text", "문장", "none", 5);

    private final AdoptedSettings store = new AdoptedSettings();
    private final SettingValues values = new SettingValues(store);

    @Test
    void givesDefaultsWhereNothingIsStored() {
        for (SettingKey<?> key : SettingKey.standard()) {
            assertThat((Object) values.get(key)).isEqualTo(key.defaultValue());
        }
        assertThat(values.get(FLAG)).isTrue();
        assertThat(values.get(TEXT)).isEqualTo("none");
    }

    @Test
    void readsEachType() {
        store.setting("default_top_k", "7", false);
        store.setting("llm_temperature", "0", false);
        store.setting("default_image_threshold", "1.25", false);
        store.setting("default_clip_model", "\"가나\\n\\\"다\\\"\"", false);
        store.setting("mes.flag", "false", false);
        store.setting("mes.text", "\"\"", false);

        assertThat(values.get(SettingKey.DEFAULT_TOP_K)).isEqualTo(7);
        assertThat(values.get(SettingKey.LLM_TEMPERATURE)).isEqualTo(0.0);
        assertThat(values.get(SettingKey.DEFAULT_IMAGE_THRESHOLD)).isEqualTo(1.25);
        assertThat(values.get(FLAG)).isFalse();
        assertThat(values.get(TEXT)).isEmpty();
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> values.get(SettingKey.DEFAULT_CLIP_MODEL))
                .withMessageContaining("control characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "default_top_k|`\"5\"`|a whole number of 32 bits",
                "default_top_k|5.0|a whole number of 32 bits",
                "default_top_k|5e0|a whole number of 32 bits",
                "default_top_k|2147483648|a whole number of 32 bits",
                "default_top_k|null|a whole number of 32 bits",
                "default_top_k|true|a whole number of 32 bits",
                "default_top_k|[5]|a whole number of 32 bits",
                "llm_temperature|`\"0.7\"`|a number",
                "llm_temperature|1e999|a number",
                "llm_temperature|{}|a number",
                "default_clip_model|7|a text",
                "default_clip_model|`[\"a\"]`|a text",
                "mes.flag|0|true or false",
                "mes.flag|`\"true\"`|true or false"
            })
    void refusesAnotherType(String name, String json, String expected) {
        store.setting(name, json, false);
        SettingKey<?> key = name.equals("mes.flag") ? FLAG : standard(name);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> values.get(key))
                .withMessageStartingWith("the setting " + name + " must be " + expected + ", but is ")
                .withMessageEndingWith("; set it anew")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }

    @Test
    void namesKeyRangeAndValue() {
        store.setting("default_top_k", "101", false);
        store.setting("llm_temperature", "-0.1", false);
        store.setting("mes.text", "\"123456\"", false);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> values.get(SettingKey.DEFAULT_TOP_K))
                .withMessage("the setting default_top_k must be in [1, 100], but is 101");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> values.get(SettingKey.LLM_TEMPERATURE))
                .withMessage("the setting llm_temperature must be in [0.0, 2.0], but is -0.1");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> values.get(TEXT))
                .withMessageContaining("mes.text")
                .withMessageContaining("at most 5");
    }

    @Test
    void showsNoMoreOfALongValueThanFitsAMessage() {
        store.setting("default_top_k", "\"" + "x".repeat(100_000) + "\"", false);
        store.setting("llm_temperature", "no JSON " + "x".repeat(100_000), false);

        for (SettingKey<?> key : new SettingKey<?>[] {SettingKey.DEFAULT_TOP_K, SettingKey.LLM_TEMPERATURE}) {
            assertThatExceptionOfType(SettingException.class)
                    .isThrownBy(() -> values.get(key))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
        }
    }

    @Test
    void doesNotApplyAThresholdThatIsOnNoScale() {
        store.setting("default_image_threshold", "85", true);
        store.setting("default_pixel_threshold", "\"high\"", true);

        assertThat(values.get(SettingKey.DEFAULT_IMAGE_THRESHOLD)).isEqualTo(1.0);
        assertThat(values.get(SettingKey.DEFAULT_PIXEL_THRESHOLD)).isEqualTo(0.9);
    }

    private static SettingKey<?> standard(String name) {
        return SettingKey.standard().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
