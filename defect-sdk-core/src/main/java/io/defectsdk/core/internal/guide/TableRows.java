package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.GuideSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables whose head says what their columns hold: '불량 | 원인 | 조치'. Their cells are cited each by itself. */
final class TableRows {
    private static final String BETWEEN = " | ";

    private TableRows() {}

    /**
     * A cell that says something.
     *
     * @param section what its column holds, where the head says so
     * @param start where it begins in the page's text
     * @param end where it ends there, exclusive
     */
    record Cell(Optional<GuideSection> section, int start, int end) {}

    /** Whether a row is a head: its first cell names no defect, and another one announces causes, actions and the like. */
    static boolean isHead(String row, DefectNames names) {
        List<Optional<GuideSection>> columns = columns(row);
        return columns.size() > 1
                && columns.stream().skip(1).anyMatch(Optional::isPresent)
                && names.named(row.split("\\|", -1)[0]).isEmpty()
                && row.length() <= 25 * columns.size();
    }

    /** What each column holds. */
    static List<Optional<GuideSection>> columns(String head) {
        List<Optional<GuideSection>> columns = new ArrayList<>();
        for (String cell : head.split("\\|", -1)) {
            columns.add(cell.strip().length() <= 20 ? SectionWords.of(cell.strip()) : Optional.empty());
        }
        return columns;
    }

    /** The cells of a row, those aside that say nothing or only which defect the row is about. */
    static List<Cell> cells(String text, int start, int end, List<Optional<GuideSection>> columns, DefectNames names) {
        List<Cell> cells = new ArrayList<>();
        int from = start;
        for (int column = 0; from <= end; column++) {
            int bar = text.indexOf(BETWEEN, from);
            int to = bar < 0 || bar >= end ? end : bar;
            Optional<GuideSection> section = column < columns.size() ? columns.get(column) : Optional.empty();
            add(
                    cells,
                    text,
                    from,
                    to,
                    section,
                    column == 0 && names.named(text.substring(from, to)).isPresent());
            from = to == end ? end + 1 : to + BETWEEN.length();
        }
        return cells;
    }

    private static void add(
            List<Cell> cells, String text, int from, int to, Optional<GuideSection> section, boolean name) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        boolean says = text.substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit);
        if (says && !name) {
            cells.add(new Cell(section, start, end));
        }
    }
}
