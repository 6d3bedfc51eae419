package io.defectsdk.manuals.internal;

import java.util.ArrayList;
import java.util.List;

/** Tables without lines: rows whose cells begin at the same places, three columns and three rows at least. */
final class AlignedRows {
    private static final float NEAR = 1.5f;
    private static final int FEWEST = 3;

    private AlignedRows() {}

    /**
     * How many lines, from one on, are rows of one table.
     *
     * @return 0 if that line begins none
     */
    static int count(List<Line> lines, int from) {
        List<Float> columns = starts(lines.get(from));
        int rows = 1;
        while (from + rows < lines.size()) {
            List<Float> common = common(columns, starts(lines.get(from + rows)));
            if (common.size() < FEWEST
                    || ListMarks.bullet(lines.get(from + rows).text()) > 0) {
                break;
            }
            columns = common;
            rows++;
        }
        return rows < FEWEST
                        || columns.size() < FEWEST
                        || ListMarks.bullet(lines.get(from).text()) > 0
                ? 0
                : rows;
    }

    /** The cells of some rows. */
    static List<List<List<Word>>> rows(List<Line> lines) {
        List<Float> columns = starts(lines.get(0));
        for (Line line : lines) {
            columns = common(columns, starts(line));
        }
        List<List<List<Word>>> rows = new ArrayList<>();
        for (Line line : lines) {
            List<List<Word>> cells = new ArrayList<>();
            int column = -1;
            for (Word word : line.words()) {
                if (column + 1 < columns.size() && word.x() >= columns.get(column + 1) - NEAR) {
                    column++;
                    cells.add(new ArrayList<>());
                } else if (cells.isEmpty()) {
                    cells.add(new ArrayList<>());
                }
                cells.get(cells.size() - 1).add(word);
            }
            rows.add(cells);
        }
        return rows;
    }

    private static List<Float> starts(Line line) {
        return line.words().stream().map(Word::x).toList();
    }

    private static List<Float> common(List<Float> some, List<Float> others) {
        return some.stream()
                .filter(x -> others.stream().anyMatch(other -> Math.abs(other - x) <= NEAR))
                .toList();
    }
}
