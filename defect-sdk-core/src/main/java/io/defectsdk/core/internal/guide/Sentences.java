package io.defectsdk.core.internal.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts running text, Korean and English, into sentences: never inside a number, a unit, an abbreviation, brackets or quotes. */
final class Sentences {
    /** What a full stop follows without ending anything, in lower case. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "e.g", "i.e", "etc", "vs", "approx", "no", "fig", "tab", "max", "min", "ca", "cf", "dr", "mr", "ms", "st",
            "dia", "temp", "ref", "rev", "sec", "ver", "vol", "p", "pp");

    private static final String OPENING = "([{「『“‘〈《【";
    private static final String CLOSING = ")]}」』”’〉》】";
    private static final String ENDS = ".!?。！？";

    private Sentences() {}

    /** A sentence's place in the text. */
    record Range(int start, int end) {}

    /** The sentences' places, without the white space between them; none of a blank text. */
    static List<Range> of(String text) {
        List<Range> sentences = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (OPENING.indexOf(c) >= 0) {
                depth++;
            } else if (CLOSING.indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
            } else if (c == '\n') { // a bracket that nobody closed must not swallow the rest
                depth = 0;
                add(sentences, text, start, i);
                start = i + 1;
            } else if (depth == 0 && ENDS.indexOf(c) >= 0 && endsHere(text, start, i)) {
                int end = afterClosing(text, i + 1);
                add(sentences, text, start, end);
                start = end;
                i = end - 1;
            }
        }
        add(sentences, text, start, text.length());
        return sentences;
    }

    private static int afterClosing(String text, int from) {
        int end = from;
        while (end < text.length() && (ENDS + CLOSING + "\"'").indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static boolean endsHere(String text, int start, int at) {
        if (text.charAt(at) != '.') {
            return true;
        }
        int next = at + 1;
        if (next < text.length() && (ENDS + CLOSING + "\"'").indexOf(text.charAt(next)) >= 0) {
            return true;
        }
        if (next < text.length() && !Character.isWhitespace(text.charAt(next))) {
            // '합니다.그리고': a stop between two Korean words ends a sentence, one in '3.5', 'mm.A' or 'kgf.cm' does not
            return at > start && isHangul(text.charAt(at - 1)) && isHangul(text.charAt(next));
        }
        int word = at;
        while (word > start && (Character.isLetterOrDigit(text.charAt(word - 1)) || text.charAt(word - 1) == '.')) {
            word--;
        }
        String before = text.substring(word, at).toLowerCase(java.util.Locale.ROOT);
        boolean number = !before.isEmpty() && before.chars().allMatch(Character::isDigit) && isFirst(text, start, word);
        return !number && !ABBREVIATIONS.contains(before);
    }

    /** Whether nothing stands before a word: '1. 전원을 끈다' is one item. */
    private static boolean isFirst(String text, int start, int word) {
        return text.substring(start, word).isBlank();
    }

    private static boolean isHangul(char c) {
        return c >= 0xAC00 && c <= 0xD7A3;
    }

    private static void add(List<Range> sentences, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            sentences.add(new Range(start, end));
        }
    }
}
