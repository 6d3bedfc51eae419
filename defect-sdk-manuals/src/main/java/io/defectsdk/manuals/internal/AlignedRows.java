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
        while (from + rows < lines.size() && !isItem(lines.get(from + rows))) {
            List<Float> common = common(columns, starts(lines.get(from + rows)));
            if (common.size() < FEWEST) {
                break;
            }
            columns = common;
            rows++;
        }
        boolean table = rows >= FEWEST
                && !isItem(lines.get(from))
                && columns(lines.subList(from, from + rows), columns).size() >= FEWEST;
        return table ? rows : 0;
    }

    /** Marks of items stand below each other, and now and then a word does, too. */
    private static boolean isItem(Line line) {
        String text = line.text();
        return ListMarks.bullet(text) > 0 || ListMarks.isNumbered(text);
    }

    /** Those that stand, in one row at least, further from what is before them than words stand from each other. */
    private static List<Float> columns(List<Line> lines, List<Float> candidates) {
        return candidates.stream()
                .filter(column -> lines.stream().anyMatch(line -> begins(line, column)))
                .toList();
    }

    private static boolean begins(Line line, float column) {
        List<Word> words = line.words();
        for (int i = 0; i < words.size(); i++) {
            if (Math.abs(words.get(i).x() - column) <= NEAR) {
                return i == 0
                        || words.get(i).x() - words.get(i - 1).right()
                                >= words.get(i).size();
            }
        }
        return false;
    }

    /** The cells of some rows. */
    static List<List<List<Word>>> rows(List<Line> lines) {
        List<Float> columns = starts(lines.get(0));
        for (Line line : lines) {
            columns = common(columns, starts(line));
        }
        columns = columns(lines, columns);
        List<List<List<Word>>> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(cells(line, columns));
        }
        return rows;
    }

    private static List<List<Word>> cells(Line line, List<Float> columns) {
        List<List<Word>> cells = new ArrayList<>();
        int column = -1;
        for (Word word : line.words()) {
            boolean begins = column + 1 < columns.size() && word.x() >= columns.get(column + 1) - NEAR;
            if (begins) {
                column++;
            }
            if (begins || cells.isEmpty()) {
                cells.add(new ArrayList<>());
            }
            cells.get(cells.size() - 1).add(word);
        }
        return cells;
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
