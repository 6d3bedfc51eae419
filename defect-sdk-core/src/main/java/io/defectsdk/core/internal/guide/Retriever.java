package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.FoundPassage;
import io.defectsdk.guide.Passage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.LexicalIndex.Clause;
import io.defectsdk.spi.LexicalIndex.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks passages by several rankings, joined by reciprocal rank fusion (Cormack, Clarke and Büttcher, Reciprocal Rank Fusion outperforms Condorcet and
 * Individual Rank Learning Methods, 2009): words (BM25), meanings (cosine similarity), and the defect types and products that the query names.
 * Immutable and thread-safe.
 */
public final class Retriever {
    /** The constant of the paper. */
    private static final int K = 60;

    /** What the glossary adds to a query counts half. */
    private static final float EXPANSION = 0.5f;

    /** More of what the glossary adds would drown what was asked. */
    private static final int EMBEDDED_EXPANSIONS = 8;

    /** Beyond these, a ranking says nothing. */
    private static final int DEPTH = 50;

    /** What a ranking is made from. */
    public enum Use {
        /** The words of the query. */
        WORDS,
        /** What the glossary says means the same. */
        GLOSSARY,
        /** Meanings, where they were embedded. */
        MEANING,
        /** The defect types that the query names. */
        TYPES,
        /** The products that the query names. */
        PRODUCTS
    }

    private final Glossary glossary;
    private final Set<Use> uses;

    /** Making use of all, or less to compare with. */
    public Retriever(Glossary glossary, Set<Use> uses) {
        this.glossary = glossary;
        this.uses = Set.copyOf(uses);
    }

    /**
     * What is asked.
     *
     * @param words in words
     * @param meaning embedding of {@link #embedded} words, of length 1, if meanings are to be compared
     * @param about the type that it is known to be about
     * @param among numbers of the passages to look at; empty: all
     */
    public record Query(
            String words, Optional<Embedding> meaning, Optional<String> about, Optional<Set<Integer>> among) {}

    /**
     * What was found.
     *
     * @param passages best first
     * @param evidence what speaks for the first one being an answer; empty if nothing was found
     */
    public record Ranked(List<FoundPassage> passages, Optional<Evidence> evidence) {}

    /**
     * What is embedded of a query: its words and, where the glossary is made use of, what means the same, which leads over from one language to the other, and
     * from words that an encoder does not know.
     */
    public String embedded(String words) {
        if (!uses.contains(Use.GLOSSARY)) {
            return words;
        }
        return Stream.concat(
                        Stream.of(words), glossary.expansions(words).stream().limit(EMBEDDED_EXPANSIONS))
                .collect(Collectors.joining(" "));
    }

    /**
     * The best passages, at most {@code limit}: the best one about each subject first, by how well all that is said of the subject fits, and then the
     * others.
     */
    public Ranked rank(PassageIndex index, Query query, int limit) {
        Map<String, List<Integer>> subjects = subjects(index, query);
        if (subjects.isEmpty()) {
            return new Ranked(List.of(), Optional.empty());
        }
        List<Clause> clauses = clauses(query);
        boolean byWords = uses.contains(Use.WORDS);
        Map<Integer, Double> similarities = similarities(index, query, subjects);
        Map<Integer, Integer> wordRanks = byWords ? wordRanks(index, clauses, subjects) : Map.of();
        Map<Integer, Integer> meaningRanks = ranks(similarities);
        Map<String, Double> nearest = new LinkedHashMap<>();
        subjects.forEach((subject, members) -> members.stream()
                .filter(similarities::containsKey)
                .mapToDouble(similarities::get)
                .max()
                .ifPresent(best -> nearest.put(subject, best)));
        Map<String, Double> subjectScores = fused(List.of(
                byWords ? subjectRanks(index, clauses, subjects) : Map.of(),
                ranks(nearest),
                uses.contains(Use.TYPES) ? byType(index, query, subjects) : Map.of(),
                uses.contains(Use.PRODUCTS) ? byProduct(index, query, subjects) : Map.of()));
        Map<Integer, Double> passageScores = fused(List.of(wordRanks, meaningRanks));
        List<FoundPassage> found = new ArrayList<>();
        for (int number : order(subjects, subjectScores, passageScores)) {
            if (found.size() < limit) {
                Passage passage = index.passage(number);
                found.add(new FoundPassage(
                        passage,
                        subjectScores.getOrDefault(PassageIndex.subject(passage), 0.0),
                        optional(wordRanks.get(number)),
                        optional(meaningRanks.get(number)),
                        optional(similarities.get(number))));
            }
        }
        return new Ranked(
                found,
                found.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Evidence.of(index, glossary, query, found.get(0), similarities)));
    }

    private static Map<String, List<Integer>> subjects(PassageIndex index, Query query) {
        if (query.among().isEmpty()) {
            return index.subjects();
        }
        Set<Integer> among = query.among().get();
        Map<String, List<Integer>> subjects = new LinkedHashMap<>();
        index.subjects().forEach((subject, members) -> {
            List<Integer> left = members.stream().filter(among::contains).toList();
            if (!left.isEmpty()) {
                subjects.put(subject, left);
            }
        });
        return subjects;
    }

    /** The best passage of each subject, and then the others, both in the order of the subjects. */
    private static List<Integer> order(
            Map<String, List<Integer>> subjects,
            Map<String, Double> subjectScores,
            Map<Integer, Double> passageScores) {
        List<Integer> first = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (String subject : best(subjectScores, List.copyOf(subjects.keySet()))) {
            List<Integer> members = best(passageScores, subjects.getOrDefault(subject, List.of()));
            List<Integer> all = new ArrayList<>(members);
            subjects.getOrDefault(subject, List.of()).stream()
                    .filter(number -> !members.contains(number))
                    .forEach(all::add);
            first.add(all.get(0));
            others.addAll(all.subList(1, all.size()));
        }
        first.addAll(others);
        return first;
    }

    /** Those that have a score, the best first, equal ones in their own order. */
    private static <T> List<T> best(Map<T, Double> scores, List<T> candidates) {
        return candidates.stream()
                .filter(scores::containsKey)
                .sorted(Comparator.comparingDouble((T candidate) -> scores.getOrDefault(candidate, 0.0))
                        .reversed())
                .toList();
    }

    private static <T> Map<T, Double> fused(List<Map<T, Integer>> rankings) {
        Map<T, Double> scores = new LinkedHashMap<>();
        for (Map<T, Integer> ranking : rankings) {
            ranking.forEach((one, rank) -> {
                if (rank <= DEPTH) {
                    scores.merge(one, 1.0 / (K + rank), Double::sum);
                }
            });
        }
        return scores;
    }

    private static OptionalInt optional(@Nullable Integer rank) {
        return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
    }

    private static OptionalDouble optional(@Nullable Double similarity) {
        return similarity == null ? OptionalDouble.empty() : OptionalDouble.of(similarity);
    }

    private List<Clause> clauses(Query query) {
        List<Clause> clauses = new ArrayList<>();
        clauses.add(new Clause(query.words(), 1));
        if (uses.contains(Use.GLOSSARY)) {
            for (String other : glossary.expansions(query.words())) {
                clauses.add(new Clause(other, EXPANSION));
            }
        }
        return clauses;
    }

    private static Map<String, Integer> subjectRanks(
            PassageIndex index, List<Clause> clauses, Map<String, List<Integer>> subjects) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        for (Hit hit : index.subjectWords().search(clauses, Optional.of(subjects.keySet()), DEPTH)) {
            ranks.put(hit.id(), ranks.size() + 1);
        }
        return ranks;
    }

    private static Map<Integer, Integer> wordRanks(
            PassageIndex index, List<Clause> clauses, Map<String, List<Integer>> subjects) {
        Set<String> among = subjects.values().stream()
                .flatMap(List::stream)
                .map(number -> index.passage(number).id())
                .collect(Collectors.toSet());
        Map<Integer, Integer> ranks = new LinkedHashMap<>();
        for (Hit hit : index.words().search(clauses, Optional.of(among), DEPTH)) {
            ranks.put(index.number(hit.id()), ranks.size() + 1);
        }
        return ranks;
    }

    private Map<Integer, Double> similarities(PassageIndex index, Query query, Map<String, List<Integer>> subjects) {
        Map<Integer, Double> similarities = new LinkedHashMap<>();
        if (uses.contains(Use.MEANING)
                && index.encoder().isPresent()
                && query.meaning().isPresent()) {
            float[] asked = query.meaning().get().values();
            subjects.values().stream()
                    .flatMap(List::stream)
                    .sorted()
                    .forEach(number -> similarities.put(number, index.similarity(number, asked)));
        }
        return similarities;
    }

    private static <T> Map<T, Integer> ranks(Map<T, Double> similarities) {
        Map<T, Integer> ranks = new LinkedHashMap<>();
        best(similarities, List.copyOf(similarities.keySet())).forEach(one -> ranks.put(one, ranks.size() + 1));
        return ranks;
    }

    /** Types that are named, by how surely; those that are named equally surely share a rank. Where products are named, of these alone. */
    private static Map<String, Integer> byType(PassageIndex index, Query query, Map<String, List<Integer>> subjects) {
        Set<String> named = index.productNames().strengths(query.words()).keySet();
        Map<String, Integer> strengths = new LinkedHashMap<>();
        for (ProductManuals product : index.products()) {
            if (named.isEmpty() || named.contains(product.code())) {
                product.names()
                        .strengths(query.words())
                        .forEach((code, strength) -> strengths.put(product.code() + "\n" + code, strength));
            }
            query.about().ifPresent(code -> strengths.put(product.code() + "\n" + code, Integer.MAX_VALUE));
        }
        strengths.keySet().retainAll(subjects.keySet());
        return shared(strengths);
    }

    /** What is about products that are named, by how surely these are; all about one product share a rank. */
    private static Map<String, Integer> byProduct(
            PassageIndex index, Query query, Map<String, List<Integer>> subjects) {
        Map<String, Double> named = index.productNames().strengths(query.words());
        Map<String, Double> strengths = new LinkedHashMap<>();
        subjects.forEach((subject, members) -> {
            Double strength = named.get(index.passage(members.get(0)).productCode());
            if (strength != null) {
                strengths.put(subject, strength);
            }
        });
        return shared(strengths);
    }

    /** Ranks by strength, from 1; those that are equally strong share one. */
    private static <S extends Comparable<S>> Map<String, Integer> shared(Map<String, S> strengths) {
        List<S> order = strengths.values().stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        Map<String, Integer> ranks = new LinkedHashMap<>();
        strengths.forEach((subject, strength) -> ranks.put(subject, order.indexOf(strength) + 1));
        return ranks;
    }
}
