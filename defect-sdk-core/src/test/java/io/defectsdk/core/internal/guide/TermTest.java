package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {
    private static boolean names(String text, String term) {
        return Term.of(term).isIn(Term.normalised(text));
    }

    @ParameterizedTest
    @CsvSource({
        "hole (기공), hole",
        "holes in the part, hole",
        "HOLE, hole",
        "핀홀이 보입니다, 핀홀",
        "금속이물 오염, 금속 이물",
        "금속 이물이 박힘, 금속이물",
        "날개 버가 생김, 버",
        "버 불량, 버",
        "버를 제거, 버",
        "표면에 휨 발생, 휨",
        "Top_Quilting_Tearing, top quilting tearing",
        "broken-large, broken_large",
        "gas  hole, gas hole",
        "cracked or cracking, crack",
        "puncturing the cloth, puncture",
        "it was ripped, rip",
        "스크레치, 스크래치",
        "왜곡, 외곡",
    })
    void finds(String text, String term) {
        assertThat(names(text, term)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "the whole part, hole",
        "버튼을 누른다, 버",
        "서버 점검, 버",
        "녹화 기록, 녹",
        "thread, read",
        "2hole, hole",
        "anything, ·",
    })
    void doesNotFind(String text, String term) {
        assertThat(names(text, term)).isFalse();
    }
}
