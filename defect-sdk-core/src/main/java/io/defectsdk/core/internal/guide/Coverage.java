package io.defectsdk.core.internal.guide;

import io.defectsdk.core.internal.guide.Glossary.Group;
import io.defectsdk.core.internal.guide.Glossary.Mention;
import io.defectsdk.guide.Passage;
import io.defectsdk.spi.LexicalIndex.Clause;
import io.defectsdk.spi.LexicalIndex.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;

/**
 * How much of what a query says is held by what is said of a subject, in whichever language. Counted are words, and what the glossary knows, by whichever
 * of its words; each by how rare it is, from 0, in all that is said, to 1, nowhere. The product's own name, and words that say nothing, do not count. Immutable.
 *
 * @param asked all of it, together: little where a query says little
 * @param held what the subject holds, together
 * @param unseen what no subject holds, together
 */
public record Coverage(double asked, double held, double unseen) {
    private static final Coverage NONE = new Coverage(0, 0, 0);

    /** The share of what is asked that is held; 0 if nothing is asked. */
    public double share() {
        return asked == 0 ? 0 : held / asked;
    }

    /** The share of what is asked that is found nowhere; 0 if nothing is asked. */
    public double unseenShare() {
        return asked == 0 ? 0 : unseen / asked;
    }

    /**
     * Of a query.
     *
     * @param asked the query, normalised
     * @param mentions what it names of the glossary
     * @param said of the passage's subject, normalised
     */
    static Coverage of(
            PassageIndex index, Glossary glossary, String asked, List<Mention> mentions, Passage passage, String said) {
        StringBuilder rest = new StringBuilder(asked);
        index.productNames().places(asked, passage.productCode()).forEach(place -> blank(rest, place));
        Set<Group> groups = new LinkedHashSet<>();
        for (Mention mention : mentions) {
            boolean left =
                    rest.substring(mention.start(), mention.end()).strip().length() > 0;
            if (left && !glossary.empty().contains(mention.word())) {
                groups.add(mention.group());
            }
        }
        mentions.forEach(mention -> blank(rest, mention.start(), mention.end()));
        String subject = PassageIndex.subject(passage);
        Coverage coverage = NONE;
        for (Group group : groups) {
            int documents = group.words().stream()
                    .mapToInt(word -> documents(index, word))
                    .max()
                    .orElse(0);
            boolean held = group.isIn(said);
            coverage = coverage.with(index, Math.max(documents, held ? 1 : 0), held);
        }
        for (Word word : index.subjectWords().words(rest.toString())) {
            if (saysSomething(word.text()) && !glossary.empty().contains(word.text())) {
                coverage = coverage.with(index, word.documents(), holds(index, subject, word));
            }
        }
        return coverage;
    }

    /** A number by itself says nothing: every manual has steps and pages. */
    private static boolean saysSomething(String word) {
        return word.codePoints().anyMatch(Character::isLetter);
    }

    private static void blank(StringBuilder text, MatchResult place) {
        blank(text, place.start(), place.end());
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            text.setCharAt(i, ' ');
        }
    }

    /** Subjects that hold a term: no more than hold the rarest of its words. */
    private static int documents(PassageIndex index, String term) {
        return index.subjectWords().words(term).stream()
                .mapToInt(Word::documents)
                .min()
                .orElse(0);
    }

    private static boolean holds(PassageIndex index, String subject, Word word) {
        return word.documents() > 0
                && !index.subjectWords()
                        .search(List.of(new Clause(word.text(), 1)), Optional.of(Set.of(subject)), 1)
                        .isEmpty();
    }

    private Coverage with(PassageIndex index, int documents, boolean here) {
        int all = index.subjects().size();
        double weight = rarity(all, documents) / rarity(all, 0);
        return new Coverage(
                asked + weight, held + (here ? weight : 0), unseen + (documents == 0 && !here ? weight : 0));
    }

    private static double rarity(int all, int documents) {
        return Math.log(1 + (all - documents + 0.5) / (documents + 0.5));
    }
}
