package io.defectsdk.core.internal.guide;

import static io.defectsdk.guide.GuideSection.ACTION;
import static io.defectsdk.guide.GuideSection.CAUSE;
import static io.defectsdk.guide.GuideSection.SITUATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ChosenSentencesTest {
    private final Candidates candidates = new Sample()
            .says(SITUATION, "표면에 둥근 구멍이 보인다.") // S1
            .says(CAUSE, "가스 배출이 나쁘다.") // S2
            .says(CAUSE, "용탕 온도가 낮다.") // S3
            .says(ACTION, "1. 라인을 세운다.") // S4
            .says(ACTION, "2. 벤트를 청소한다.") // S5
            .says(ACTION, "3. 다시 가동한다.") // S6
            .says(ACTION, "가동 중에는 금형을 만지지 마십시오.") // S7
            .candidates();

    private CheckedAnswer check(String json) throws JsonProcessingException {
        return ChosenSentences.of(new ObjectMapper().readTree(json), candidates);
    }

    @Test
    void takesWhatWasChosenInItsOrder() throws JsonProcessingException {
        CheckedAnswer answer = check(
                "{'situation':[],'cause':['S3'],'action':['S4','S5','S6','S7'],'prevention':[]}".replace('\'', '"'));

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.dropped()).isZero();
        assertThat(Sample.texts(answer, CAUSE)).containsExactly("용탕 온도가 낮다.");
        assertThat(Sample.texts(answer, SITUATION)).isEmpty();
    }

    @Test
    void stepsKeepTheirOrderAndNoneIsLeftOut() throws JsonProcessingException {
        CheckedAnswer answer = check("{\"action\":[\"S6\",\"S4\"]}");

        assertThat(Sample.texts(answer, ACTION))
                .containsExactly("1. 라인을 세운다.", "2. 벤트를 청소한다.", "3. 다시 가동한다.", "가동 중에는 금형을 만지지 마십시오.");
    }

    @Test
    void unknownAndRepeatedIdsAreDroppedAndCounted() throws JsonProcessingException {
        CheckedAnswer answer = check("{\"cause\":[\"S2\",\"S2\",\"S99\",\"rm -rf\"],\"action\":[\"S7\"]}");

        assertThat(answer.dropped()).isEqualTo(3);
        assertThat(Sample.texts(answer, CAUSE)).containsExactly("가스 배출이 나쁘다.");
    }

    @Test
    void aSentenceStandsWhereTheManualPutsIt() throws JsonProcessingException {
        CheckedAnswer answer = check("{\"prevention\":[\"S2\"],\"cause\":[\"S7\"]}");

        assertThat(Sample.texts(answer, CAUSE)).containsExactly("가스 배출이 나쁘다.");
        assertThat(Sample.texts(answer, ACTION)).containsExactly("가동 중에는 금형을 만지지 마십시오.");
    }

    @Test
    void nothingChosenOrNoActionIsUnfit() throws JsonProcessingException {
        assertThat(check("{}").failure()).isPresent();
        assertThat(check("{\"cause\":[\"S99\"]}").failure()).isPresent();
        assertThat(check("{\"cause\":[\"S2\"]}").failure())
                .hasValueSatisfying(why -> assertThat(why).contains("no action"));
        assertThat(check("{\"cause\":\"S2\",\"action\":{\"S4\":1}}").failure()).isPresent();
    }
}
