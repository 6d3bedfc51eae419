package io.defectsdk.manuals.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Words on one line, from left to right. Immutable. */
record Line(List<Word> words) {
    Line {
        words = List.copyOf(words);
    }

    /** Lines from top to bottom; words that overlap by half of their height share one. */
    static List<Line> of(List<Word> words) {
        List<Word> sorted = new ArrayList<>(words);
        sorted.sort(Comparator.comparingDouble(Word::middleY).thenComparingDouble(Word::x));
        List<List<Word>> rows = new ArrayList<>();
        for (Word word : sorted) {
            List<Word> row = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (row != null && sharesLine(row.get(0), word)) {
                row.add(word);
            } else {
                rows.add(new ArrayList<>(List.of(word)));
            }
        }
        return rows.stream()
                .map(row -> {
                    row.sort(Comparator.comparingDouble(Word::x));
                    return new Line(row);
                })
                .toList();
    }

    private static boolean sharesLine(Word a, Word b) {
        float shared = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
        return shared > 0.5f * Math.min(a.height(), b.height());
    }

    String text() {
        return Joined.of(words).text();
    }

    float x() {
        return words.get(0).x();
    }

    float right() {
        return (float) words.stream().mapToDouble(Word::right).max().orElse(0);
    }

    float y() {
        return (float) words.stream().mapToDouble(Word::y).min().orElse(0);
    }

    float bottom() {
        return (float) words.stream().mapToDouble(Word::bottom).max().orElse(0);
    }

    /** Of most of its letters. */
    float size() {
        float best = 0;
        int most = -1;
        for (Word word : words) {
            int count = words.stream()
                    .filter(other -> Math.abs(other.size() - word.size()) < 0.3f)
                    .mapToInt(other -> other.text().length())
                    .sum();
            if (count > most) {
                most = count;
                best = word.size();
            }
        }
        return best;
    }

    /** All of it. */
    boolean bold() {
        return words.stream().allMatch(Word::bold);
    }
}
