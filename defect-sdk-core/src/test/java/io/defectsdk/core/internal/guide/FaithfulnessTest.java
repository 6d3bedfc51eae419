package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.guide.GuideLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaithfulnessTest {
    private final Faithfulness korean = new Faithfulness(Glossaries.packaged(), GuideLanguage.KOREAN);
    private final Faithfulness english = new Faithfulness(Glossaries.packaged(), GuideLanguage.ENGLISH);

    private static final List<String> PREHEAT = List.of("금형을 170°C 이상으로 예열하고 5분 기다린다.");

    @Test
    void aParaphraseStands() {
        assertThat(korean.objection("금형은 170도 이상으로 예열한 뒤 5분 동안 기다립니다.", PREHEAT))
                .isEmpty();
    }

    @Test
    void aTranslationStands() {
        assertThat(english.objection("Preheat the die to 170 °C or more and wait 5 min.", PREHEAT))
                .isEmpty();
    }

    @Test
    void aNumberThatWasInventedDoesNot() {
        assertThat(korean.objection("금형을 180°C 이상으로 예열하고 5분 기다린다.", PREHEAT))
                .hasValueSatisfying(why -> assertThat(why).contains("numbers"));
    }

    @Test
    void norOneThatIsMissing() {
        assertThat(korean.objection("금형을 예열하고 5분 기다린다.", PREHEAT)).isPresent();
    }

    @Test
    void norAnotherUnit() {
        assertThat(korean.objection("금형을 170°C 이상으로 예열하고 5시간 기다린다.", PREHEAT)).isPresent();
    }

    @Test
    void norAProhibitionTurnedRound() {
        List<String> cited = List.of("가동 중에는 커버를 열지 마십시오.");
        assertThat(korean.objection("가동 중에는 커버를 여십시오.", cited)).isPresent();
        assertThat(korean.objection("가동 중에는 커버를 열지 마세요.", cited)).isEmpty();
        assertThat(english.objection("Open the cover while it runs.", cited)).isPresent();
        assertThat(english.objection("Do not open the cover while it runs.", cited))
                .isEmpty();
    }

    @Test
    void norTheWrongLanguage() {
        assertThat(korean.objection("Preheat the die to 170 °C or more and wait 5 min.", PREHEAT))
                .hasValueSatisfying(why -> assertThat(why).contains("language"));
        assertThat(english.objection("금형은 170도 이상으로 예열한 뒤 5분 동안 기다립니다.", PREHEAT))
                .isPresent();
    }

    @Test
    void norAnotherDefect() {
        assertThat(korean.objection("금형을 170°C 이상으로 예열하고 버를 5분 기다린다.", PREHEAT)).isPresent();
    }

    @Test
    void norACodeThatIsNotThere() {
        assertThat(english.objection("Preheat die PB-12 to 170 °C or more and wait 5 min.", PREHEAT))
                .isPresent();
    }

    @Test
    void norWordsFromElsewhere() {
        assertThat(korean.objection("관리자 비밀번호를 170°C 화면에 입력하고 5분 뒤에 로그인한다.", PREHEAT))
                .isPresent();
    }

    @Test
    void norOneThatCitesNothingOrSaysMuchMore() {
        assertThat(korean.objection("금형을 예열한다.", List.of())).isPresent();
        assertThat(korean.objection("금형을 170°C 이상으로 예열하고 5분 기다린다. ".repeat(5), PREHEAT))
                .isPresent();
    }
}
