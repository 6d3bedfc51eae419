package io.defectsdk.core.internal.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.catalog.DefectType;
import io.defectsdk.core.internal.guide.Glossary.Kind;
import io.defectsdk.guide.GuideSection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableRowsTest {
    private static final DefectNames NAMES = DefectNames.of(
            List.of(new DefectType(
                    1, "p", "hole", "기공", Optional.empty(), Optional.empty(), true, Instant.EPOCH, Instant.EPOCH)),
            Glossary.of(Kind.DEFECT, List.of()));

    @Test
    void aHeadSaysWhatTheColumnsHold() {
        assertThat(TableRows.isHead("불량 유형 | 발생 원인 | 조치 방법 | 담당", NAMES)).isTrue();
        assertThat(TableRows.columns("불량 유형 | 발생 원인 | 조치 방법 | 담당"))
                .containsExactly(
                        Optional.empty(),
                        Optional.of(GuideSection.CAUSE),
                        Optional.of(GuideSection.ACTION),
                        Optional.empty());
    }

    @Test
    void aRowAboutADefectIsNoHead() {
        assertThat(TableRows.isHead("기공 | 원인은 가스 | 벤트 청소", NAMES)).isFalse();
        assertThat(TableRows.isHead("항목 | 값", NAMES)).isFalse();
    }

    @Test
    void cellsAreCitedEachByItselfAndTheDefectsNameNotAtAll() {
        String text = "x\n기공 | 가스가 남는다 | 벤트를 청소한다 | -\ny";
        int start = 2;
        int end = text.length() - 2;

        List<TableRows.Cell> cells = TableRows.cells(text, start, end, TableRows.columns("불량 | 원인 | 조치 | 비고"), NAMES);

        assertThat(cells)
                .extracting(cell -> text.substring(cell.start(), cell.end()))
                .containsExactly("가스가 남는다", "벤트를 청소한다");
        assertThat(cells)
                .extracting(TableRows.Cell::section)
                .containsExactly(Optional.of(GuideSection.CAUSE), Optional.of(GuideSection.ACTION));
    }
}
