package io.defectsdk.spi;

import io.defectsdk.internal.Checks;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How names are searched, in words that every store keeps; PostgreSQL does it by {@code pg_trgm}. Name and text are
 * NFC-normalised and compared without case. A name matches that holds the text (rank 1 and up) or whose trigrams have a
 * similarity of at least {@value #THRESHOLD} with the text's (the rank): the number of trigrams in common by the number of
 * trigrams in either. A word's trigrams are those of itself with two blanks before and one after; words are of
 * letters (Unicode's alphabetic characters) and decimal digits. A name that holds the text has the rank {@code 1 + similarity}. Of several names of one thing the best one counts.
 */
public final class NameSearch {
    /** Least similarity of a name that does not hold the text. */
    public static final float THRESHOLD = 0.3f;

    private static final Pattern WORD = Pattern.compile("[\\p{IsAlphabetic}\\p{Nd}]+");

    private final String text;
    private final int limit;
    private final Set<String> trigrams;

    private NameSearch(String text, int limit) {
        this.text = text;
        this.limit = limit;
        this.trigrams = trigrams(text);
    }

    /**
     * A search.
     *
     * @param text what is looked for, 1 to 100 characters
     * @param limit names at most, 1 to 100
     * @throws IllegalArgumentException if either is not
     */
    public static NameSearch of(String text, int limit) {
        return new NameSearch(
                normalised(Checks.text(text, "search text", 100)), Checks.inRange(limit, "limit", 1, 100));
    }

    /** What is looked for, as it is compared. */
    public String text() {
        return text;
    }

    /** Names at most. */
    public int limit() {
        return limit;
    }

    /** A text as it is compared: in lower case by single characters, as PostgreSQL has it, whatever their neighbours. */
    public static String normalised(String text) {
        int[] letters = Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(Character::toLowerCase)
                .toArray();
        return new String(letters, 0, letters.length);
    }

    /** How well a name fits; 0 if it does not match. */
    public float rank(String name) {
        String normalised = normalised(name);
        float similarity = similarity(trigrams(normalised));
        if (normalised.contains(text)) {
            return 1 + similarity;
        }
        return similarity >= THRESHOLD ? similarity : 0;
    }

    private float similarity(Set<String> others) {
        Set<String> common = new HashSet<>(trigrams);
        common.retainAll(others);
        int either = trigrams.size() + others.size() - common.size();
        return either == 0 ? 0 : (float) common.size() / either;
    }

    private static Set<String> trigrams(String normalised) {
        Set<String> trigrams = new HashSet<>();
        WORD.matcher(normalised).results().forEach(word -> {
            int[] letters = ("  " + word.group() + " ").codePoints().toArray();
            for (int i = 0; i + 3 <= letters.length; i++) {
                trigrams.add(new String(letters, i, 3));
            }
        });
        return trigrams;
    }
}
