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

    // a syllable's number is (initial × 21 + vowel) × 28 + ending: The Unicode Standard, section 3.12
    private static final char FIRST_SYLLABLE = 0xAC00;
    private static final char LAST_SYLLABLE = 0xD7A3;
    private static final int VOWELS = 21;
    private static final int ENDINGS = 28;
    private static final int AE = 1;
    private static final int YAE = 3;
    private static final int E = 5;
    private static final int YE = 7;
    private static final int WAE = 10;
    private static final int OE = 11;
    private static final int WE = 15;

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
        return pattern.matcher(folded(normalised)).find();
    }

    /** Where it stands in a normalised text. */
    List<MatchResult> places(String normalised) {
        return pattern.matcher(folded(normalised)).results().toList();
    }

    /** People set spaces into Korean compounds, or leave them out, as they like. */
    private static String spaced(String word) {
        return word.codePointAt(0) < 0x1100 ? word : String.join("\\s*", word.split(""));
    }

    private static Pattern pattern(String term) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(folded(term));
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
        if (latinLast) {
            return Pattern.compile(before + inflected(joined, last) + "(?![\\p{IsLatin}\\p{N}])");
        }
        return Pattern.compile(before + joined + (syllable ? PARTICLES + "(?![\\p{L}\\p{N}])" : ""));
    }

    /** English plurals and forms of verbs: holes, punctured, chipping. */
    private static String inflected(String joined, String last) {
        if (last.length() > 2 && last.endsWith("e")) {
            return joined.substring(0, joined.length() - 1) + "(?:e|es|ed|ing)";
        }
        String doubled = last.length() > 2 && "bdgmnprt".indexOf(last.charAt(last.length() - 1)) >= 0
                ? "|" + last.charAt(last.length() - 1) + "(?:ed|ing)"
                : "";
        return joined + "(?:s|es|ed|ing" + doubled + ")?";
    }

    /** ㅐ and ㅔ sound alike, and so do ㅙ, ㅞ and ㅚ: people write '스크레치', '외곡'. As many characters as before. */
    private static String folded(String normalised) {
        StringBuilder folded = new StringBuilder(normalised.length());
        for (int i = 0; i < normalised.length(); i++) {
            char c = normalised.charAt(i);
            folded.append(c >= FIRST_SYLLABLE && c <= LAST_SYLLABLE ? folded(c) : c);
        }
        return folded.toString();
    }

    private static char folded(char syllable) {
        int vowel = (syllable - FIRST_SYLLABLE) / ENDINGS % VOWELS;
        int alike =
                switch (vowel) {
                    case AE -> E;
                    case YAE -> YE;
                    case WAE, OE -> WE;
                    default -> vowel;
                };
        return (char) (syllable + (alike - vowel) * ENDINGS);
    }
}
