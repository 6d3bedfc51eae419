package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.guide.GuideSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionWordsTest {
    @ParameterizedTest
    @CsvSource({
        "발생 원인, CAUSE",
        "추정 요인, CAUSE",
        "Root cause, CAUSE",
        "조치 가이드, ACTION",
        "3. 대응 방법, ACTION",
        "Corrective actions, ACTION",
        "예방 대책, PREVENTION",
        "재발 방지 대책, PREVENTION",
        "증상 및 판정 기준, SITUATION",
    })
    void readsHeadings(String heading, GuideSection section) {
        assertThat(SectionWords.of(heading)).contains(section);
    }

    @Test
    void takesNoLongTextForAHeading() {
        assertThat(SectionWords.of("이 설명서는 원인을 찾는 사람을 위하여 여러 부서가 함께 오랫동안 작성하고 검토한 것입니다"))
                .isEmpty();
        assertThat(SectionWords.of("기공")).isEmpty();
    }

    @Test
    void readsPrefixes() {
        assertThat(SectionWords.ofPrefix("원인: 가스 배출 불량")).contains(GuideSection.CAUSE);
        assertThat(SectionWords.ofPrefix("조치： 배출구를 청소한다")).contains(GuideSection.ACTION);
        assertThat(SectionWords.ofPrefix("온도 관리: 원인과 함께 본다")).isEmpty();
        assertThat(SectionWords.ofPrefix("원인이 없다")).isEmpty();
    }
}
