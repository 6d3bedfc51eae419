package io.defectsdk.core.internal.guide;

import static io.defectsdk.guide.GuideSection.ACTION;
import static io.defectsdk.guide.GuideSection.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.defectsdk.guide.GuideLanguage;
import org.junit.jupiter.api.Test;

class RephrasedSentencesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Candidates candidates = new Sample()
            .says(CAUSE, "가스 배출이 나쁘다.") // S1
            .says(ACTION, "벤트를 0.2mm 이하로 청소한다.") // S2
            .says(ACTION, "금형을 170°C로 예열한다.") // S3
            .says(ACTION, "가동 중에는 금형을 만지지 마십시오.") // S4
            .candidates();
    private final ObjectNode answer = JSON.createObjectNode();
    private final ArrayNode sentences = answer.putArray("sentences");

    private void write(String section, String text, String... cites) {
        ObjectNode sentence = sentences.addObject().put("section", section).put("text", text);
        ArrayNode ids = sentence.putArray("cites");
        for (String id : cites) {
            ids.add(id);
        }
    }

    private CheckedAnswer check() {
        return RephrasedSentences.of(answer, candidates, new Faithfulness(Glossaries.packaged(), GuideLanguage.KOREAN));
    }

    @Test
    void keepsWhatIsSupported() {
        write("cause", "가스 배출이 나쁩니다.", "S1");
        write("action", "벤트를 0.2mm 이하로 청소하십시오.", "S2");
        write("action", "금형을 170도로 예열하십시오.", "S3");
        write("action", "가동 중에 금형을 만지지 마세요.", "S4");

        CheckedAnswer checked = check();

        assertThat(checked.failure()).isEmpty();
        assertThat(checked.dropped()).isZero();
        assertThat(Sample.texts(checked, ACTION))
                .containsExactly("벤트를 0.2mm 이하로 청소하십시오.", "금형을 170도로 예열하십시오.", "가동 중에 금형을 만지지 마세요.");
        assertThat(checked.parts().get(1).sentences().get(0).citations()).hasSize(1);
    }

    @Test
    void dropsWhatIsNotAndPutsTheProhibitionBack() {
        write("cause", "가스 배출이 나쁩니다.", "S1");
        write("action", "벤트를 0.5mm 이하로 청소하십시오.", "S2");
        write("action", "금형을 170도로 예열하십시오.", "S3");

        CheckedAnswer checked = check();

        assertThat(checked.dropped()).isEqualTo(1);
        assertThat(Sample.texts(checked, ACTION)).containsExactly("금형을 170도로 예열하십시오.", "가동 중에는 금형을 만지지 마십시오.");
    }

    @Test
    void swappedStepsAreTheManualsOwn() {
        write("cause", "가스 배출이 나쁩니다.", "S1");
        write("action", "금형을 170도로 예열하십시오.", "S3");
        write("action", "벤트를 0.2mm 이하로 청소하십시오.", "S2");

        assertThat(Sample.texts(check(), ACTION))
                .containsExactly("벤트를 0.2mm 이하로 청소한다.", "금형을 170°C로 예열한다.", "가동 중에는 금형을 만지지 마십시오.");
    }

    @Test
    void repetitionsAndSentencesWithoutCitationsAreDropped() {
        write("cause", "가스 배출이 나쁩니다.", "S1");
        write("cause", "가스 배출이 나쁩니다.", "S1");
        write("action", "금형을 170도로 예열하십시오.");
        write("action", "금형을 170도로 예열하십시오.", "S9");
        write("action", "금형을 170도로 예열하십시오.", "S3");
        write("action", "벤트를 0.2mm 이하로 청소하십시오.", "S2");

        CheckedAnswer checked = check();

        assertThat(checked.dropped()).isGreaterThanOrEqualTo(3);
        assertThat(Sample.texts(checked, CAUSE)).hasSize(1);
    }

    @Test
    void tooLittleLeftIsUnfit() {
        write("action", "금형을 500도로 예열하십시오.", "S3");
        write("action", "벤트를 망치로 두드리십시오.", "S2");
        write("cause", "가스 배출이 나쁩니다.", "S1");

        assertThat(check().failure()).isPresent();
    }

    @Test
    void nonsenseIsUnfit() throws JsonProcessingException {
        for (String nonsense : new String[] {"{}", "{\"sentences\":5}", "{\"sentences\":[1,null,{}]}"}) {
            assertThat(RephrasedSentences.of(
                                    JSON.readTree(nonsense),
                                    candidates,
                                    new Faithfulness(Glossaries.packaged(), GuideLanguage.KOREAN))
                            .failure())
                    .isPresent();
        }
    }
}
