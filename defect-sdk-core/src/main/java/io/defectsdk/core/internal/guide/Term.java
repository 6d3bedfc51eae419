package io.defectsdk.core.internal.guide;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word or several that a text may name, in the way that Korean and English write words: words of Latin letters as whole words, the last one in the
 * plural or as a verb, too; Korean ones of two syllables or more anywhere, with or without spaces; one syllable ('버', '휨') only as a word of its own,
 * particles aside. Immutable.
 */
final class Term {
    /** What may follow a Korean noun: particles, and endings that make it a verb. */
    private static final String PARTICLES = "(?:이|가|은|는|을|를|의|도|와|과|로|으로|에|에서|만|나|이나|이다|입니다|발생|불량|결함|자국|현상|형)?";

    private static final Pattern WORD = Pattern.compile("[\\p{IsLatin}\\p{N}]+|\\p{IsHangul}+");

    private final String text;
    private final Pattern pattern;

    private Term(String text) {
        this.text = text;
        this.pattern = pattern(text);
    }

    /** As people write it. */
    static Term of(String text) {
        return new Term(normalised(text));
    }

    /** NFC, lower case, underscores and hyphens as spaces. */
    static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[_\\-\\s]+", " ")
                .strip();
    }

    /** Normalised. */
    String text() {
        return text;
    }

    /** Whether a normalised text names it. */
    boolean isIn(String normalised) {
        return pattern.matcher(normalised).find();
    }

    /** Where it stands in a normalised text. */
    List<MatchResult> places(String normalised) {
        return pattern.matcher(normalised).results().toList();
    }

    /** People set spaces into Korean compounds, or leave them out, as they like. */
    private static String spaced(String word) {
        return word.codePointAt(0) < 0x1100 ? word : String.join("\\s*", word.split(""));
    }

    private static Pattern pattern(String term) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(term);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        if (words.isEmpty()) {
            return Pattern.compile("(?!)");
        }
        String joined =
                String.join("[^\\p{L}\\p{N}]*", words.stream().map(Term::spaced).toList());
        String last = words.get(words.size() - 1);
        boolean latinFirst = words.get(0).codePointAt(0) < 0x1100;
        boolean latinLast = last.codePointAt(0) < 0x1100;
        boolean syllable = words.size() == 1 && last.length() == 1 && !latinLast;
        String before = latinFirst ? "(?<![\\p{IsLatin}\\p{N}])" : syllable ? "(?<![\\p{L}\\p{N}])" : "";
        String after = latinLast
                ? "(?:s|es|ed|ing)?(?![\\p{IsLatin}\\p{N}])"
                : syllable ? PARTICLES + "(?![\\p{L}\\p{N}])" : "";
        return Pattern.compile(before + joined + after);
    }
}
