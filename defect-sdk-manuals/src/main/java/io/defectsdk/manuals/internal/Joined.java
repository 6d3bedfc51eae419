package io.defectsdk.manuals.internal;

import io.defectsdk.guide.TextBlock.PlacedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Words as running text, with where each of them stands in it. Immutable.
 *
 * @param text words apart by single spaces
 * @param places of each word, in the text
 */
record Joined(String text, List<PlacedText> places) {
    /** Words of one line. */
    static Joined of(List<Word> words) {
        Builder builder = new Builder(word -> false);
        words.forEach(builder::add);
        return builder.joined();
    }

    /**
     * Lines one after the other. A hyphen at a line's end, between two letters, was set by the typesetter. Korean lines break between any two
     * syllables, and nothing shows whether a word did.
     *
     * @param known whether the document has a word that begins like this elsewhere; if so, the line broke inside of it
     */
    static Joined ofLines(List<Line> lines, Predicate<String> known) {
        Builder builder = new Builder(known);
        for (Line line : lines) {
            builder.newLine();
            line.words().forEach(builder::add);
        }
        return builder.joined();
    }

    private static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private final List<PlacedText> places = new ArrayList<>();
        private final Predicate<String> known;
        private boolean lineBegins;

        Builder(Predicate<String> known) {
            this.known = known;
        }

        void newLine() {
            lineBegins = text.length() > 0;
        }

        void add(Word word) {
            if (word.text().isBlank()) {
                return;
            }
            if (lineBegins && hyphenated(word.text())) {
                text.setLength(text.length() - 1);
                shortenLast();
            } else if (text.length() > 0 && !(lineBegins && broken(word.text()))) {
                text.append(' ');
            }
            lineBegins = false;
            int start = text.length();
            text.append(word.text());
            places.add(new PlacedText(start, text.length(), word.area()));
        }

        private boolean hyphenated(String next) {
            int end = text.length();
            return end > 1
                    && text.charAt(end - 1) == '-'
                    && isLatin(text.charAt(end - 2))
                    && Character.isLowerCase(next.charAt(0))
                    && isLatin(next.charAt(0));
        }

        private boolean broken(String next) {
            int from = text.length();
            while (from > 0 && isHangul(text.charAt(from - 1))) {
                from--;
            }
            int to = 0;
            while (to < next.length() && isHangul(next.charAt(to))) {
                to++;
            }
            return from < text.length() && to > 0 && known.test(text.substring(from) + next.substring(0, to));
        }

        private static boolean isHangul(char c) {
            return c >= 0xAC00 && c <= 0xD7A3;
        }

        private static boolean isLatin(char c) {
            return Character.isLetter(c) && c < 0x250;
        }

        private void shortenLast() {
            PlacedText last = places.remove(places.size() - 1);
            places.add(new PlacedText(last.start(), last.end() - 1, last.area()));
        }

        Joined joined() {
            return new Joined(text.toString(), List.copyOf(places));
        }
    }
}
