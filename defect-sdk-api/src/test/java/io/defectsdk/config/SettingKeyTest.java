package io.defectsdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.ErrorCode;
import io.defectsdk.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingKeyTest {
    @Test
    void knowsTheSevenOfTheDataModel() {
        assertThat(SettingKey.standard())
                .extracting(SettingKey::name)
                .containsExactly(
                        "default_top_k",
                        "default_clip_model",
                        "default_image_threshold",
                        "default_pixel_threshold",
                        "llm_temperature",
                        "max_upload_size_mb",
                        "session_timeout_minutes");
    }

    @Test
    void findsAStandardKeyByItsName() {
        SettingKey.standard()
                .forEach(key -> assertThat(SettingKey.named(key.name())).contains(key));
        assertThat(SettingKey.named("DEFAULT_TOP_K")).isEmpty();
        assertThat(SettingKey.named("mes.lines")).isEmpty();
    }

    @Test
    void readsWhatSomebodyTypedIntoAForm() {
        assertThat(SettingKey.DEFAULT_TOP_K.parse(" 7 ")).isEqualTo(7);
        assertThat(SettingKey.LLM_TEMPERATURE.parse("1.5")).isEqualTo(1.5);
        assertThat(SettingKey.LLM_TEMPERATURE.parse("1")).isEqualTo(1.0);
        assertThat(SettingKey.DEFAULT_CLIP_MODEL.parse("ViT-L-14/openai")).isEqualTo("ViT-L-14/openai");
        SettingKey<Boolean> flag = SettingKey.flag("mes.on", "on", false);
        assertThat(flag.parse("TRUE")).isTrue();
        assertThat(flag.parse("false")).isFalse();
        refusesText(SettingKey.DEFAULT_TOP_K, "seven", "a whole number of 32 bits, but is the text 'seven'");
        refusesText(SettingKey.DEFAULT_TOP_K, "7.5", "a whole number");
        refusesText(SettingKey.DEFAULT_TOP_K, "", "a whole number");
        refusesText(SettingKey.DEFAULT_TOP_K, "99999999999", "a whole number of 32 bits");
        refusesText(SettingKey.DEFAULT_TOP_K, "101", "[1, 100]");
        refusesText(SettingKey.LLM_TEMPERATURE, "0,7", "a number such as 0.9, but is the text '0,7'");
        refusesText(SettingKey.LLM_TEMPERATURE, "NaN", "a number");
        refusesText(SettingKey.LLM_TEMPERATURE, "0x1p1", "a number");
        refusesText(SettingKey.LLM_TEMPERATURE, "2.5", "[0.0, 2.0]");
        refusesText(flag, "yes", "true or false");
        refusesText(SettingKey.DEFAULT_CLIP_MODEL, " ", "blank");
        refusesText(SettingKey.DEFAULT_TOP_K, "x".repeat(10_000), "xxx...");
    }

    private static void refusesText(SettingKey<?> key, String text, String word) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> key.parse(text))
                .withMessageContaining("the setting " + key.name())
                .withMessageContaining(word)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void namesKeyAndTypeWhereARawTypeLetsInAnother() {
        SettingKey raw = SettingKey.DEFAULT_TOP_K;

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> raw.checked("7"))
                .withMessage("the setting default_top_k must be a whole number of 32 bits, but is the text '7'");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> raw.checked(7L))
                .withMessageContaining("but is Long '7'");
    }

    @Test
    void allowsItsOwnDefault() {
        SettingKey.standard().forEach(SettingKeyTest::checkDefault);
    }

    private static <T> void checkDefault(SettingKey<T> key) {
        assertThat(key.checked(key.defaultValue())).isEqualTo(key.defaultValue());
        assertThat(key.defaultValue()).isInstanceOf(key.type());
    }

    @Test
    void refusesValuesOutOfRangeNamingKeyRangeAndValue() {
        refuses(SettingKey.DEFAULT_TOP_K, 0, "default_top_k must be in [1, 100], but is 0");
        refuses(SettingKey.DEFAULT_TOP_K, 101, "101");
        refuses(SettingKey.LLM_TEMPERATURE, 2.01, "[0.0, 2.0]");
        refuses(SettingKey.LLM_TEMPERATURE, Double.NaN, "NaN");
        refuses(SettingKey.DEFAULT_IMAGE_THRESHOLD, 0.0, "0.0");
        refuses(SettingKey.MAX_UPLOAD_SIZE_MB, 1_025, "1024");
        refuses(SettingKey.SESSION_TIMEOUT_MINUTES, -1, "-1");
        refuses(SettingKey.DEFAULT_CLIP_MODEL, " ", "blank");
    }

    private static <T> void refuses(SettingKey<T> key, T value, String word) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> key.checked(value))
                .withMessageContaining(key.name())
                .withMessageContaining(word)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }

    @Test
    void takesKeysOfTheHostsOwn() {
        SettingKey<Integer> key = SettingKey.integer("mes.lines", "how many lines", 3, 1, 20);

        assertThat(key.defaultValue()).isEqualTo(3);
        assertThat(key.checked(20)).isEqualTo(20);
        refuses(key, 21, "[1, 20]");
        assertThat(SettingKey.text("mes.line_name", "the line", "", 10).checked("라인 1"))
                .isEqualTo("라인 1");
        refuses(SettingKey.text("mes.line_name", "the line", "", 10), "x".repeat(11), "11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lines",
                "default_top_k",
                "Mes.lines",
                "mes.",
                ".lines",
                "mes..lines",
                "mes lines.x",
                "mes.'; DROP TABLE users; --",
                "라인.이름"
            })
    void refusesNamesThatCouldBeOursOrHoldAnythingElse(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingKey.flag(name, "x", true))
                .withMessageContaining(name);
    }

    @Test
    void refusesANameOverTheColumnsLength() {
        assertThat(SettingKey.flag("a." + "b".repeat(98), "x", true).name()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> SettingKey.flag("a." + "b".repeat(99), "x", true));
    }

    @Test
    void refusesADefaultOutOfItsOwnRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> SettingKey.integer("mes.lines", "x", 0, 1, 20));
    }
}
