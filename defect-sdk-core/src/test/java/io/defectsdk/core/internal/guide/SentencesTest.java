package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
    private static List<String> cut(String text) {
        return Sentences.of(text).stream()
                .map(range -> text.substring(range.start(), range.end()))
                .toList();
    }

    @Test
    void cutsKoreanAndEnglish() {
        assertThat(cut("전원을 끕니다. 금형이 식을 때까지 기다리십시오! Then open the guard. Is it cold?"))
                .containsExactly("전원을 끕니다.", "금형이 식을 때까지 기다리십시오!", "Then open the guard.", "Is it cold?");
    }

    @Test
    void cutsKoreanWithoutASpaceBehindTheStop() {
        assertThat(cut("압력을 낮춥니다.그리고 다시 확인합니다.")).containsExactly("압력을 낮춥니다.", "그리고 다시 확인합니다.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "용탕 온도는 680.5 ℃ 이하로 유지합니다.",
                "클램프 압력을 3.5kgf/cm2로 맞춥니다.",
                "온도를 ±5℃로 유지하십시오 (예: 675. 685 사이는 금지).",
                "Use gloves, goggles, etc. when you open it.",
                "See Fig. 3 and No. 12 for details.",
                "1. 전원을 끕니다.",
                "버전 v1.2.3을 씁니다.",
                "괄호(하나. 둘. 셋)는 나누지 않습니다.",
            })
    void keepsTogetherWhatIsOneSentence(String sentence) {
        assertThat(cut(sentence)).containsExactly(sentence);
    }

    @Test
    void takesClosingBracketsAndQuotesWithTheSentence() {
        assertThat(cut("(전원을 끕니다.) 기다립니다.")).containsExactly("(전원을 끕니다.) 기다립니다.");
        assertThat(cut("멈춥니다.\" 그다음 봅니다.")).containsExactly("멈춥니다.\"", "그다음 봅니다.");
    }

    @Test
    void doesNotLetAnOpenBracketSwallowTheNextLine() {
        assertThat(cut("온도 (680 ℃\n압력을 봅니다. 끝.")).containsExactly("온도 (680 ℃", "압력을 봅니다.", "끝.");
    }

    @Test
    void findsNothingInBlanks() {
        assertThat(cut("")).isEmpty();
        assertThat(cut(" \n\t ")).isEmpty();
    }

    @Test
    void losesNoCharacterButWhiteSpace() {
        String text = "가. 나!다? 3.14 (라. 마. \"바.\" 사.아 ...끝… e.g. 이것. \n 1. 하나 2. 둘";

        assertThat(String.join("", cut(text)).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }
}
