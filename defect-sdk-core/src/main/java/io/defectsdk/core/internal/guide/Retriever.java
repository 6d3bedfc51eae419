package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.FoundPassage;
import io.defectsdk.guide.Passage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.LexicalIndex.Clause;
import io.defectsdk.spi.LexicalIndex.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks passages by several rankings, joined by reciprocal rank fusion (Cormack, Clarke and Büttcher, Reciprocal Rank Fusion outperforms Condorcet and
 * Individual Rank Learning Methods, 2009): words (BM25), meanings (cosine similarity), and the defect types that the query names.
 * Immutable and thread-safe.
 */
public final class Retriever {
    /** The constant of the paper. */
    private static final int K = 60;

    /** What the glossary adds to a query counts half. */
    private static final float EXPANSION = 0.5f;

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
        TYPES
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
     * @param meaning embedding of the words, of length 1, if meanings are to be compared
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

    /** The best passages, at most {@code limit}. */
    public Ranked rank(PassageIndex index, Query query, int limit) {
        List<Integer> candidates = query.among()
                .map(among -> among.stream().sorted().toList())
                .orElseGet(() -> IntStream.range(0, index.size()).boxed().toList());
        if (candidates.isEmpty()) {
            return new Ranked(List.of(), Optional.empty());
        }
        Map<Integer, Integer> byWords = uses.contains(Use.WORDS) ? byWords(index, query, candidates) : Map.of();
        boolean comparable = uses.contains(Use.MEANING) && index.encoder().isPresent();
        Map<Integer, Double> similarities = comparable
                ? query.meaning()
                        .map(meaning -> similarities(index, meaning.values(), candidates))
                        .orElse(Map.of())
                : Map.of();
        Map<Integer, Integer> byMeaning = ranks(similarities);
        Map<Integer, Integer> byType = uses.contains(Use.TYPES) ? byType(index, query, candidates) : Map.of();
        Map<Integer, Double> scores = new HashMap<>();
        for (Map<Integer, Integer> ranking : List.of(byWords, byMeaning, byType)) {
            ranking.forEach((number, rank) -> {
                if (rank <= DEPTH) {
                    scores.merge(number, 1.0 / (K + rank), Double::sum);
                }
            });
        }
        List<FoundPassage> found = scores.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(scored -> new FoundPassage(
                        index.passage(scored.getKey()),
                        scored.getValue(),
                        optional(byWords.get(scored.getKey())),
                        optional(byMeaning.get(scored.getKey())),
                        optional(similarities.get(scored.getKey()))))
                .toList();
        return new Ranked(
                found,
                found.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Evidence.of(index, glossary, query, found, similarities)));
    }

    private static OptionalInt optional(@Nullable Integer rank) {
        return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
    }

    private static OptionalDouble optional(@Nullable Double similarity) {
        return similarity == null ? OptionalDouble.empty() : OptionalDouble.of(similarity);
    }

    private Map<Integer, Integer> byWords(PassageIndex index, Query query, List<Integer> candidates) {
        List<Clause> clauses = new ArrayList<>();
        clauses.add(new Clause(query.words(), 1));
        if (uses.contains(Use.GLOSSARY)) {
            for (String other : glossary.expansions(query.words())) {
                clauses.add(new Clause(other, EXPANSION));
            }
        }
        Optional<Set<String>> among = candidates.size() == index.size()
                ? Optional.empty()
                : Optional.of(candidates.stream()
                        .map(number -> index.passage(number).id())
                        .collect(java.util.stream.Collectors.toSet()));
        Map<Integer, Integer> ranks = new LinkedHashMap<>();
        for (Hit hit : index.words().search(clauses, among, DEPTH)) {
            ranks.put(index.number(hit.id()), ranks.size() + 1);
        }
        return ranks;
    }

    private static Map<Integer, Double> similarities(PassageIndex index, float[] asked, List<Integer> candidates) {
        Map<Integer, Double> similarities = new LinkedHashMap<>();
        candidates.forEach(number -> similarities.put(number, index.similarity(number, asked)));
        return similarities;
    }

    private static Map<Integer, Integer> ranks(Map<Integer, Double> similarities) {
        Map<Integer, Integer> ranks = new LinkedHashMap<>();
        similarities.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> ranks.put(entry.getKey(), ranks.size() + 1));
        return ranks;
    }

    /** Passages about a type that is named, by the longest name that names it; those of types named equally well share a rank. */
    private static Map<Integer, Integer> byType(PassageIndex index, Query query, List<Integer> candidates) {
        Map<String, Integer> lengths = new HashMap<>();
        for (ProductManuals product : index.products()) {
            product.names()
                    .allNamed(query.words())
                    .forEach((code, names) -> lengths.put(
                            key(product.code(), code),
                            names.stream().mapToInt(String::length).max().orElse(0)));
            query.about().ifPresent(code -> lengths.put(key(product.code(), code), Integer.MAX_VALUE));
        }
        List<Integer> order = lengths.values().stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        Map<Integer, Integer> ranks = new LinkedHashMap<>();
        for (int number : candidates) {
            Passage passage = index.passage(number);
            Integer length = passage.defectCode()
                    .map(code -> lengths.get(key(passage.productCode(), code)))
                    .orElse(null);
            if (length != null) {
                ranks.put(number, order.indexOf(length) + 1);
            }
        }
        return ranks;
    }

    private static String key(String product, String defect) {
        return product + "\n" + defect;
    }
}
