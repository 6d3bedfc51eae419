package io.defectsdk.manuals.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Tables without lines: below a row of three cells or more that stand well apart, lines whose words keep to its columns. A cell may go over several
 * lines, at the top of its row or in its middle: what lies nearer together than rows do is one row.
 */
final class AlignedRows {
    private static final float NEAR = 1.5f;
    private static final int FEWEST = 3;

    /** Rows stand further apart than the lines of a cell, by this. */
    private static final double APART = 1.25;

    /** Blank lines that end a table, in sizes of its letters. */
    private static final float BLANK = 4;

    private final List<Float> columns;
    private final List<Line> lines;

    private AlignedRows(List<Float> columns, List<Line> lines) {
        this.columns = columns;
        this.lines = lines;
    }

    /**
     * How many lines, from one on, are rows of one table.
     *
     * @return 0 if that line begins none
     */
    static int count(List<Line> lines, int from) {
        List<Float> columns = columns(lines.get(from));
        if (columns.size() < FEWEST || isItem(lines.get(from))) {
            return 0;
        }
        int count = 1;
        while (from + count < lines.size()) {
            Line above = lines.get(from + count - 1);
            Line line = lines.get(from + count);
            if (line.y() - above.bottom() > BLANK * above.size()
                    || isItem(line)
                    || cells(line, columns).isEmpty()) {
                break;
            }
            count++;
        }
        // a paragraph below it begins where its first column does
        while (count > 1 && cells(lines.get(from + count - 1), columns).size() == 1 && endsAlone(lines, from, count)) {
            count--;
        }
        return new AlignedRows(columns, lines.subList(from, from + count))
                                .grouped()
                                .size()
                        >= FEWEST
                ? count
                : 0;
    }

    /** Whether the last line is a row of its own. */
    private static boolean endsAlone(List<Line> lines, int from, int count) {
        List<Float> columns = columns(lines.get(from));
        List<List<Line>> rows = new AlignedRows(columns, lines.subList(from, from + count)).grouped();
        return rows.get(rows.size() - 1).size() == 1;
    }

    /** The cells of some lines that are rows of one table. */
    static List<List<List<Word>>> rows(List<Line> lines) {
        AlignedRows table = new AlignedRows(columns(lines.get(0)), lines);
        List<List<List<Word>>> rows = new ArrayList<>();
        for (List<Line> row : table.grouped()) {
            TreeMap<Integer, List<Word>> joined = new TreeMap<>();
            for (Line line : row) {
                cells(line, table.columns)
                        .forEach((column, words) -> joined.computeIfAbsent(column, none -> new ArrayList<>())
                                .addAll(words));
            }
            rows.add(List.copyOf(joined.values()));
        }
        return rows;
    }

    /** Marks of items stand below each other, and now and then a word does, too. */
    private static boolean isItem(Line line) {
        String text = line.text();
        return ListMarks.bullet(text) > 0 || ListMarks.isNumbered(text);
    }

    /** Where the cells of a line begin: further from what is before them than words stand from each other. */
    private static List<Float> columns(Line line) {
        List<Float> columns = new ArrayList<>();
        for (int i = 0; i < line.words().size(); i++) {
            Word word = line.words().get(i);
            if (i == 0 || word.x() - line.words().get(i - 1).right() >= word.size()) {
                columns.add(word.x());
            }
        }
        return columns;
    }

    /** The words in each column; none at all if one does not keep to the columns. */
    private static Map<Integer, List<Word>> cells(Line line, List<Float> columns) {
        TreeMap<Integer, List<Word>> cells = new TreeMap<>();
        for (Word word : line.words()) {
            int column = 0;
            while (column + 1 < columns.size() && word.x() >= columns.get(column + 1) - NEAR) {
                column++;
            }
            boolean first = !cells.containsKey(column);
            boolean begins = Math.abs(word.x() - columns.get(column)) <= NEAR;
            boolean ends = column + 1 == columns.size() || word.right() <= columns.get(column + 1) + NEAR;
            if ((first && !begins) || !ends) {
                return Map.of();
            }
            cells.computeIfAbsent(column, none -> new ArrayList<>()).add(word);
        }
        return cells;
    }

    /** The lines of each row. */
    private List<List<Line>> grouped() {
        OptionalDouble nearest = pitches().stream().mapToDouble(d -> d).min();
        boolean severalLines =
                nearest.isPresent() && pitches().stream().anyMatch(pitch -> pitch > APART * nearest.getAsDouble());
        List<List<Line>> rows = new ArrayList<>(List.of(new ArrayList<>(List.of(lines.get(0)))));
        for (int i = 1; i < lines.size(); i++) {
            List<Line> row = rows.get(rows.size() - 1);
            boolean near = severalLines
                    ? below(row, lines.get(i)) <= APART * nearest.getAsDouble()
                    : !cells(lines.get(i), columns).containsKey(0);
            boolean goesOn = rows.size() > 1
                    && near
                    && !(isFull(lines.get(i)) && row.stream().anyMatch(this::isFull));
            if (goesOn) {
                row.add(lines.get(i));
            } else {
                rows.add(new ArrayList<>(List.of(lines.get(i))));
            }
        }
        return rows;
    }

    /** From each line to the next one that has words in one of its columns. */
    private List<Double> pitches() {
        List<Double> pitches = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            for (int j = i + 1; j < lines.size(); j++) {
                if (sharesColumn(lines.get(i), lines.get(j))) {
                    pitches.add((double) lines.get(j).y() - lines.get(i).y());
                    break;
                }
            }
        }
        return pitches;
    }

    /** How far a line stands below the nearest line of a row that shares a column with it, or below the row's last line. */
    private double below(List<Line> row, Line line) {
        for (int i = row.size() - 1; i >= 0; i--) {
            if (sharesColumn(row.get(i), line)) {
                return line.y() - row.get(i).y();
            }
        }
        return line.y() - row.get(row.size() - 1).y();
    }

    /** A line that fills all columns is a row by itself, or begins one. */
    private boolean isFull(Line line) {
        return cells(line, columns).size() == columns.size();
    }

    private boolean sharesColumn(Line a, Line b) {
        return cells(a, columns).keySet().stream().anyMatch(cells(b, columns)::containsKey);
    }
}
