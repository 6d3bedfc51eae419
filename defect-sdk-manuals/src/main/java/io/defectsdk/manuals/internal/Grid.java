package io.defectsdk.manuals.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that is drawn with lines: cells between them, and the words in each. A cell over several rows is given to each of them, so that every row
 * says what it is about; one over several columns stands once. Immutable.
 */
final class Grid {
    private static final float NEAR = 3;

    /** Fewer rows or columns are a frame. */
    private static final int FEWEST_COLUMNS = 2;

    private final float left;
    private final float right;
    private final float top;
    private final float bottom;
    private final List<Float> xs;
    private final List<Float> ys;
    private final List<Ruling> rulings;

    private Grid(List<Float> xs, List<Float> ys, List<Ruling> rulings) {
        this.xs = xs;
        this.ys = ys;
        this.rulings = rulings;
        this.left = xs.get(0);
        this.right = xs.get(xs.size() - 1);
        this.top = ys.get(0);
        this.bottom = ys.get(ys.size() - 1);
    }

    /** The tables that some lines make, from top to bottom. */
    static List<Grid> of(List<Ruling> rulings) {
        List<Grid> grids = new ArrayList<>();
        for (List<Ruling> group : groups(rulings)) {
            List<Float> xs = places(group, false);
            List<Float> ys = places(group, true);
            if (xs.size() > FEWEST_COLUMNS && ys.size() > 1) {
                grids.add(new Grid(xs, ys, group));
            }
        }
        grids.sort(Comparator.comparingDouble(grid -> grid.top));
        return grids;
    }

    /** Lines that touch each other, directly or by others. */
    private static List<List<Ruling>> groups(List<Ruling> rulings) {
        List<List<Ruling>> groups = new ArrayList<>();
        boolean[] taken = new boolean[rulings.size()];
        for (int i = 0; i < rulings.size(); i++) {
            if (!taken[i]) {
                taken[i] = true;
                List<Ruling> group = new ArrayList<>(List.of(rulings.get(i)));
                for (int next = 0; next < group.size(); next++) {
                    for (int j = 0; j < rulings.size(); j++) {
                        if (!taken[j] && touch(group.get(next), rulings.get(j))) {
                            taken[j] = true;
                            group.add(rulings.get(j));
                        }
                    }
                }
                groups.add(group);
            }
        }
        return groups;
    }

    private static boolean touch(Ruling a, Ruling b) {
        if (a.horizontal() == b.horizontal()) {
            return Math.abs(a.at() - b.at()) <= NEAR && a.from() <= b.to() + NEAR && b.from() <= a.to() + NEAR;
        }
        return a.at() >= b.from() - NEAR
                && a.at() <= b.to() + NEAR
                && b.at() >= a.from() - NEAR
                && b.at() <= a.to() + NEAR;
    }

    /** Where lines of a direction lie, those nearly at one place as one. */
    private static List<Float> places(List<Ruling> group, boolean horizontal) {
        List<Float> sorted = group.stream()
                .filter(ruling -> ruling.horizontal() == horizontal)
                .map(Ruling::at)
                .sorted()
                .toList();
        List<Float> places = new ArrayList<>();
        for (float place : sorted) {
            if (places.isEmpty() || place - places.get(places.size() - 1) > NEAR) {
                places.add(place);
            }
        }
        return places;
    }

    float top() {
        return top;
    }

    boolean holds(Word word) {
        return word.middleX() >= left && word.middleX() <= right && word.middleY() >= top && word.middleY() <= bottom;
    }

    /** The words of each row's cells, cells without words aside; rows without words are none. */
    List<List<List<Word>>> rows(List<Word> words) {
        Map<Integer, List<Word>> cells = new HashMap<>();
        for (Word word : words) {
            if (holds(word)) {
                int root = root(band(ys, word.middleY()), band(xs, word.middleX()));
                cells.computeIfAbsent(root, none -> new ArrayList<>()).add(word);
            }
        }
        List<List<List<Word>>> rows = new ArrayList<>();
        for (int row = 0; row + 1 < ys.size(); row++) {
            List<List<Word>> filled = new ArrayList<>();
            boolean own = false;
            int before = -1;
            for (int column = 0; column + 1 < xs.size(); column++) {
                int root = root(row, column);
                List<Word> cell = cells.getOrDefault(root, List.of());
                if (root != before && !cell.isEmpty()) {
                    filled.add(cell);
                    own |= root / xs.size() == row;
                }
                before = root;
            }
            if (own) { // rows that hold nothing but cells from above were drawn for looks
                rows.add(filled);
            }
        }
        return rows;
    }

    private static int band(List<Float> places, float at) {
        int band = 0;
        while (band + 2 < places.size() && at > places.get(band + 1)) {
            band++;
        }
        return band;
    }

    /** Number of the first of the cells that are drawn as one. */
    private int root(int row, int column) {
        int first = column;
        while (first > 0 && !drawn(false, xs.get(first), ys.get(row), ys.get(row + 1))) {
            first--;
        }
        int highest = row;
        while (highest > 0 && !drawn(true, ys.get(highest), xs.get(first), xs.get(first + 1))) {
            highest--;
        }
        return highest * xs.size() + first;
    }

    private boolean drawn(boolean horizontal, float at, float from, float to) {
        return rulings.stream()
                .anyMatch(ruling -> ruling.horizontal() == horizontal && ruling.covers(at, from, to, NEAR));
    }
}
