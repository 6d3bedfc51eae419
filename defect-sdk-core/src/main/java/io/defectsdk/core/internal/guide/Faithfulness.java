package io.defectsdk.core.internal.guide;

import io.defectsdk.core.internal.guide.Glossary.Kind;
import io.defectsdk.guide.GuideLanguage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a sentence that a language model wrote says what the sentences say that it cites, as far as that can be told without understanding: by numbers
 * with their units, codes, names of defects and parts, negations, language, and the words it uses. What cannot be told to be right is taken to be wrong:
 * a manual's own sentence is always at hand. Immutable.
 */
final class Faithfulness {
    /** Of the words of a sentence, this share must stem from what it cites, if both are in one language. */
    private static final double SHARED_WORDS = 0.6;

    /** A paraphrase is not much longer than what it says. */
    private static final double LONGER = 1.6;

    private static final Pattern HANGUL = Pattern.compile("[가-힣]");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]");
    private static final Pattern WORD = Pattern.compile("[가-힣]{2,}|[A-Za-z]{3,}");

    private static final Set<String> COMMON = Set.of(
            "the", "and", "for", "with", "that", "this", "are", "was", "has", "have", "from", "then", "when", "must",
            "should", "into", "its", "합니다", "하십시오", "하세요", "한다", "있다", "있습니다", "된다", "됩니다", "경우", "위해", "때문", "때문에",
            "그리고", "또는", "다음");

    private final Glossary glossary;
    private final GuideLanguage language;

    Faithfulness(Glossary glossary, GuideLanguage language) {
        this.glossary = glossary;
        this.language = language;
    }

    /** Why a sentence is not supported; empty if it is. */
    Optional<String> objection(String sentence, List<String> cited) {
        String source = String.join("\n", cited);
        if (cited.isEmpty()) {
            return Optional.of("it cites nothing");
        }
        if (!isIn(sentence)) {
            return Optional.of("it is not in the language that was asked for");
        }
        if (cited.contains(sentence)) {
            return Optional.empty(); // word for word
        }
        if (sentence.length() > LONGER * source.length() + 40) {
            return Optional.of("it says more than what it cites");
        }
        if (!numbers(List.of(sentence)).equals(numbers(cited))) {
            return Optional.of("its numbers or units are not those of what it cites");
        }
        if (!Quantities.codes(source).containsAll(Quantities.codes(sentence))) {
            return Optional.of("it names something that what it cites does not name");
        }
        if (Negations.forbids(sentence) != Negations.forbids(source) || negates(sentence) != negates(source)) {
            return Optional.of("it denies or forbids something else than what it cites");
        }
        return words(sentence, source);
    }

    private static Set<String> numbers(List<String> sentences) {
        Set<String> numbers = new TreeSet<>();
        sentences.forEach(sentence -> numbers.addAll(Quantities.numbers(sentence)));
        return numbers;
    }

    private static boolean negates(String text) {
        return Negations.count(text) > 0;
    }

    private boolean isIn(String sentence) {
        long korean = HANGUL.matcher(sentence).results().count();
        long latin = LATIN.matcher(sentence).results().count();
        // a Korean sentence may name much in Latin letters; an English one holds no Korean
        return language == GuideLanguage.KOREAN ? korean * 2 >= latin && korean > 0 : korean == 0 && latin > 0;
    }

    private Optional<String> words(String sentence, String source) {
        boolean sameLanguage =
                HANGUL.matcher(sentence).find() == HANGUL.matcher(source).find();
        Set<String> foreign = new HashSet<>();
        String said = Term.normalised(sentence);
        String given = Term.normalised(source);
        for (Glossary.Group group : glossary.groups()) {
            // of what everyone talks of, people say more and less as they like
            if ((group.kind() == Kind.DEFECT || group.kind() == Kind.TERM) && group.isIn(said) && !group.isIn(given)) {
                foreign.add(group.words().get(0));
            }
        }
        if (!foreign.isEmpty()) {
            return Optional.of("it speaks of '" + foreign.iterator().next() + "', what it cites does not");
        }
        if (!sameLanguage) {
            return Optional.empty(); // a translation shares no words; names, numbers and negations were compared
        }
        return share(said, given) < SHARED_WORDS
                ? Optional.of("too few of its words stem from what it cites")
                : Optional.empty();
    }

    /** Of the sentence's words, those whose beginning the source holds; Korean endings differ. */
    private double share(String sentence, String source) {
        String there = source + " " + String.join(" ", glossary.expansions(source));
        int all = 0;
        int shared = 0;
        Matcher matcher = WORD.matcher(sentence);
        while (matcher.find()) {
            String word = matcher.group();
            if (!COMMON.contains(word)) {
                all++;
                shared += there.contains(stem(word)) ? 1 : 0;
            }
        }
        return all == 0 ? 1 : (double) shared / all;
    }

    private static String stem(String word) {
        int kept = HANGUL.matcher(word).find() ? 2 : Math.max(3, word.length() - 3);
        return word.substring(0, Math.min(word.length(), kept));
    }
}
