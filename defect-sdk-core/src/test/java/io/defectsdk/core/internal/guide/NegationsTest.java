package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegationsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "가동 중에 커버를 열지 마십시오.",
                "맨손으로 만지지 말 것",
                "재사용 금지",
                "용탕에 물을 부어서는 안 됩니다.",
                "Do not open the cover.",
                "The die must not be touched.",
                "Never reach in."
            })
    void whatForbids(String sentence) {
        assertThat(Negations.forbids(sentence)).isTrue();
        assertThat(Negations.forbidsOrWarns(sentence)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"커버를 연다.", "예열한 뒤 5분 기다립니다.", "Open the cover.", "금형 온도를 확인하십시오."})
    void whatDoesNot(String sentence) {
        assertThat(Negations.forbids(sentence)).isFalse();
        assertThat(Negations.count(sentence)).isZero();
    }

    @Test
    void denialsCount() {
        assertThat(Negations.count("가스가 빠지지 않아 기공이 생긴다.")).isEqualTo(1);
        assertThat(Negations.count("There is no vent.")).isEqualTo(1);
        assertThat(Negations.forbidsOrWarns("주의: 고온")).isTrue();
    }
}
