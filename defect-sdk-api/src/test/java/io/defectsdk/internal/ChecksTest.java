package io.defectsdk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "12345", "주조 제품", "🏭🏭🏭🏭🏭", " a ", "a\u00A0b"})
    void acceptsTextsUpToTheLimitInCodePoints(String text) {
        assertThat(Checks.text(text, "code", 5)).isSameAs(text);
    }

    @Test
    void refusesTextsOverTheLimitAndSaysHowLongTheyAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.text("🏭🏭🏭🏭🏭🏭", "code", 5))
                .withMessage("code must be at most 5 characters long, but has 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u3000"})
    void refusesBlankTexts(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.text(text, "code", 5))
                .withMessage("code must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\nb", "\u007Fx", "a\u0085", "a\tb"})
    void refusesControlCharacters(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.text(text, "code", 5))
                .withMessage("code must not hold control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uD83C", "\uDFEDa", "\uDFED\uD83C"})
    void refusesHalvesOfCharacters(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.text(text, "code", 5))
                .withMessageContaining("code must be Unicode text");
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.longText(text, "description", 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {" HSG-01", "HSG-01 ", "HSG-01\u00A0", "\u3000HSG-01"})
    void refusesCodesWithBlanksAtTheEdges(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.code(code, "product code", 50))
                .withMessage("product code must neither begin nor end with a blank, but is '" + code
                        + "'; leave the blanks out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HSG\u200B-01", "\uFEFFHSG-01", "HSG-01\u202C", "HSG\u200D-01"})
    void refusesCodesWithCharactersThatNobodySees(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.code(code, "product code", 50))
                .withMessageContaining("product code must not hold characters that nobody sees, but holds U+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HSG-01", "주조 제품", "🏭", "'; DROP TABLE products; --"})
    void acceptsCodesThatLookLikeWhatTheyAre(String code) {
        assertThat(Checks.code(code, "product code", 50)).isSameAs(code);
    }

    @Test
    void namesWhatIsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> Checks.text(null, "code", 5))
                .withMessage("code");
        assertThatNullPointerException()
                .isThrownBy(() -> Checks.inRange(null, "timeout", Duration.ZERO, Duration.ZERO))
                .withMessage("timeout");
        assertThatNullPointerException().isThrownBy(() -> Checks.schema(null)).withMessage("schema");
    }

    @Test
    void acceptsLinesInLongTexts() {
        assertThat(Checks.longText("a\r\n\tb", "description", 6)).isEqualTo("a\r\n\tb");
        assertThat(Checks.longText("", "description", 6)).isEmpty();
        assertThat(Checks.longText("🏭".repeat(6), "description", 6)).hasSize(12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.longText("🏭".repeat(7), "description", 6))
                .withMessageContaining("at most 6 characters")
                .withMessageContaining("has 7");
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.longText("a\u0000", "description", 6));
    }

    @Test
    void acceptsNumbersInclusivelyAndNamesTheRangeOtherwise() {
        assertThat(Checks.inRange(1, "n", 1, 3)).isEqualTo(1);
        assertThat(Checks.inRange(3, "n", 1, 3)).isEqualTo(3);
        assertThat(Checks.inRange(3L << 40, "n", 1, 3L << 40)).isEqualTo(3L << 40);
        assertThat(Checks.inRange(0.5, "rate", 0.5, 1)).isEqualTo(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.inRange(4, "n", 1, 3))
                .withMessage("n must be in [1, 3], but is 4");
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.inRange(0L, "n", 1, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.inRange(1.5, "rate", 0, 1))
                .withMessage("rate must be in [0.0, 1.0], but is 1.5");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1e-300})
    void refusesNumbersThatAreNone(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.inRange(value, "rate", 0, 1))
                .withMessageContaining("rate")
                .withMessageContaining(String.valueOf(value));
    }

    @Test
    void acceptsDurationsInclusively() {
        Duration min = Duration.ofMillis(10);
        Duration max = Duration.ofSeconds(60);

        assertThat(Checks.inRange(min, "timeout", min, max)).isEqualTo(min);
        assertThat(Checks.inRange(max, "timeout", min, max)).isEqualTo(max);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.inRange(max.plusNanos(1), "timeout", min, max))
                .withMessageContaining("timeout must be in [PT0.01S, PT1M]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"defect_sdk", "_x", "a", "s1"})
    void acceptsSchemaNames(String name) {
        assertThat(Checks.schema(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "A", "a-b", "a b", "a\"b", "a;drop", "pg_mine", "품질", "a\n"})
    void refusesOtherSchemaNames(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.schema(name))
                .withMessageContaining("schema must be")
                .withMessageContaining("'" + name + "'");
    }

    @Test
    void takesSchemaNamesOfAtMostSixtyThreeCharacters() {
        assertThat(Checks.schema("a".repeat(63))).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.schema("a".repeat(64)));
    }
}
