package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.catalog.DefectType;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.ManualPage;
import io.defectsdk.guide.ManualSentence;
import io.defectsdk.guide.PageArea;
import io.defectsdk.guide.PageQuality;
import io.defectsdk.guide.Passage;
import io.defectsdk.guide.TextBlock;
import io.defectsdk.guide.TextBlock.Kind;
import io.defectsdk.guide.TextBlock.PlacedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassageSplitterTest {
    private static final DefectNames NAMES = DefectNames.of(
            List.of(type("hole", "기공"), type("burr", "날개 버"), type("normal", "정상")),
            Glossary.of(Glossary.Kind.DEFECT, List.of(List.of("기공", "핀홀", "porosity"), List.of("버", "날개 버", "burr"))));

    private final List<ManualPage> pages = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<TextBlock> blocks = new ArrayList<>();

    private static DefectType type(String code, String name) {
        return new DefectType(
                1, "prod1", code, name, Optional.empty(), Optional.empty(), true, Instant.EPOCH, Instant.EPOCH);
    }

    private void block(Kind kind, int level, String words) {
        int start = text.length();
        text.append(words).append('\n');
        List<PlacedText> placed = new ArrayList<>();
        int at = 0;
        for (String word : words.split(" ", -1)) {
            // ten characters a line
            placed.add(new PlacedText(
                    start + at,
                    start + at + word.length(),
                    new PageArea(10 + at % 10 * 7f, 20 + 12f * (at - at % 10) / 10, word.length() * 7f, 10)));
            at += word.length() + 1;
        }
        blocks.add(new TextBlock(kind, level, start, start + words.length(), placed));
    }

    private void heading(int level, String words) {
        block(Kind.HEADING, level, words);
    }

    private void item(String words) {
        block(Kind.LIST_ITEM, 1, words);
    }

    private void page() {
        pages.add(new ManualPage(pages.size() + 1, PageQuality.READABLE, "", text.toString(), blocks));
        text.setLength(0);
        blocks.clear();
    }

    private List<Passage> passages() {
        if (!blocks.isEmpty()) {
            page();
        }
        return PassageSplitter.passages(new ManualText(12, "guide.pdf", 3, "prod1", pages), NAMES);
    }

    @Test
    void keepsCausesAndActionsUnderTheirDefect() {
        heading(1, "hole (기공)");
        heading(2, "발생 원인");
        item("가스 배출구가 막힘");
        heading(2, "조치 가이드");
        item("배출구를 청소한다. 다시 확인한다.");
        heading(1, "날개 버");
        heading(2, "발생 원인");
        item("클램프 압력 부족");

        List<Passage> passages = passages();

        assertThat(passages).hasSize(2);
        Passage hole = passages.get(0);
        assertThat(hole.id()).isEqualTo("12.3.1");
        assertThat(hole.headings()).containsExactly("hole (기공)");
        assertThat(hole.defectCode()).contains("hole");
        assertThat(hole.sentences())
                .extracting(ManualSentence::text)
                .containsExactly("가스 배출구가 막힘", "배출구를 청소한다. 다시 확인한다.");
        assertThat(hole.sentences())
                .extracting(sentence -> sentence.section().orElseThrow())
                .containsExactly(GuideSection.CAUSE, GuideSection.ACTION);
        assertThat(passages.get(1).defectCode()).contains("burr");
    }

    @Test
    void goesOnOverPagesAndSaysWhereEachSentenceStands() {
        heading(1, "기공");
        block(Kind.PARAGRAPH, 0, "가나다 라마바 사아자 차카. 하나 둘.");
        page();
        block(Kind.PARAGRAPH, 0, "다음 쪽.");

        List<ManualSentence> sentences = passages().get(0).sentences();

        assertThat(sentences).extracting(ManualSentence::page).containsExactly(1, 1, 2);
        ManualSentence first = sentences.get(0);
        assertThat(pages.get(0).text().substring(first.start(), first.end())).isEqualTo(first.text());
        assertThat(first.areas()).containsExactly(new PageArea(10, 20, 77, 10), new PageArea(24, 32, 21, 10));
    }

    @Test
    void findsADefectByTheGlossarysWords() {
        heading(1, "3. Porosity");
        item("가스");

        assertThat(passages().get(0).defectCode()).contains("hole");
    }

    @Test
    void knowsNoDefectInGeneralSections() {
        heading(1, "안전");
        block(Kind.PARAGRAPH, 0, "장갑을 끼십시오.");

        assertThat(passages()).singleElement().satisfies(passage -> {
            assertThat(passage.defectCode()).isEmpty();
            assertThat(passage.sentences().get(0).section()).isEmpty();
        });
    }

    @Test
    void takesSubsectionsForTheirDefect() {
        heading(1, "기공");
        heading(2, "탈기 장치");
        item("아르곤 탈기를 강화한다");

        Passage passage = passages().get(0);

        assertThat(passage.headings()).containsExactly("기공", "탈기 장치");
        assertThat(passage.defectCode()).contains("hole");
    }

    @Test
    void cutsATableByWhatItsRowsAreAbout() {
        heading(1, "요약 매핑 테이블");
        block(Kind.TABLE_ROW, 0, "Class | 위치 | 원인 | 조치");
        block(Kind.TABLE_ROW, 0, "Hole | 내부 | 탈기 불량 | 탈기 강화");
        block(Kind.TABLE_ROW, 0, "버 | 외곽 | 누유 | 재연마");
        block(Kind.PARAGRAPH, 0, "끝.");

        List<Passage> passages = passages();

        assertThat(passages)
                .extracting(Passage::defectCode)
                .containsExactly(Optional.of("hole"), Optional.of("burr"), Optional.empty());
        assertThat(passages.get(0).sentences())
                .extracting(ManualSentence::text)
                .containsExactly("내부", "탈기 불량", "탈기 강화");
        assertThat(passages.get(0).sentences())
                .extracting(ManualSentence::section)
                .containsExactly(Optional.empty(), Optional.of(GuideSection.CAUSE), Optional.of(GuideSection.ACTION));
    }

    @Test
    void aTableWhoseHeadSaysNothingIsCitedByRows() {
        heading(1, "요약");
        block(Kind.TABLE_ROW, 0, "Hole | 내부 | 탈기 불량");
        block(Kind.TABLE_ROW, 0, "버 | 외곽 | 누유");

        assertThat(passages()).extracting(Passage::text).containsExactly("Hole | 내부 | 탈기 불량", "버 | 외곽 | 누유");
    }

    @Test
    void cutsLongOnesBetweenSentencesAndKeepsTheirHeadings() {
        heading(1, "기공");
        heading(2, "조치");
        String sentence = "용탕 온도를 680.5 ℃ 이하로 낮추고 다시 확인합니다.";
        block(Kind.PARAGRAPH, 0, (sentence + " ").repeat(100).strip());

        List<Passage> passages = passages();

        assertThat(passages).hasSizeGreaterThan(2).allSatisfy(passage -> {
            assertThat(passage.text().length()).isLessThanOrEqualTo(PassageSplitter.LONGEST + 100);
            assertThat(passage.headings()).containsExactly("기공");
            assertThat(passage.defectCode()).contains("hole");
            assertThat(passage.sentences()).allSatisfy(each -> {
                assertThat(each.text()).isEqualTo(sentence);
                assertThat(each.section()).contains(GuideSection.ACTION);
            });
        });
        assertThat(passages.stream()
                        .mapToInt(passage -> passage.sentences().size())
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void neverPartsACauseFromItsAction() {
        heading(1, "기공");
        block(Kind.PARAGRAPH, 0, "가".repeat(PassageSplitter.LONGEST - 10) + ".");
        item("원인: 가스");
        item("조치: 배출구를 청소하고 배기 압력을 다시 확인한다");

        Passage first = passages().get(0);

        assertThat(first.sentences()).hasSize(3);
    }

    @Test
    void leavesOutPagesThatCannotBeCited() {
        pages.add(new ManualPage(1, PageQuality.SCANNED, "a scan", "", List.of()));
        heading(1, "기공");
        item("가스");
        page();

        assertThat(passages()).singleElement().extracting(Passage::page).isEqualTo(2);
    }

    @Test
    void makesNothingOfHeadingsAlone() {
        heading(1, "기공");
        heading(2, "원인");

        assertThat(passages()).isEmpty();
    }
}
