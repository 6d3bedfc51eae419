package io.defectsdk.benchmarks.retrieval;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How well a retriever finds.
 *
 * @param retriever its name
 * @param productKnown whether only the product's manuals were searched
 * @param scores over all queries
 * @param byLanguage over those of each language
 */
record RetrieverScores(
        String retriever,
        boolean productKnown,
        @JsonUnwrapped Scores scores,
        Map<String, Scores> byLanguage) {
    /**
     * Figures.
     *
     * @param answerable queries that the manuals hold an answer to
     * @param hitAt1 of these, the share whose first passage is right
     * @param hitAt3 of these, the share with a right one among the first three
     * @param mrr mean reciprocal rank of the first right one, 0 where there is none among the first 20
     * @param refusedWrongly of these, the share that were said not to be in the manuals
     * @param unanswerable queries that the manuals hold no answer to
     * @param refusedRightly of these, the share that were said not to be in the manuals
     */
    record Scores(
            int answerable,
            @JsonProperty("hit_at_1") double hitAt1,
            @JsonProperty("hit_at_3") double hitAt3,
            double mrr,
            double refusedWrongly,
            int unanswerable,
            double refusedRightly) {
        static Scores of(List<Outcome> outcomes) {
            List<Outcome> answerable =
                    outcomes.stream().filter(Outcome::answerable).toList();
            List<Outcome> others =
                    outcomes.stream().filter(outcome -> !outcome.answerable()).toList();
            return new Scores(
                    answerable.size(),
                    share(answerable, outcome -> outcome.rank() == 1),
                    share(answerable, outcome -> outcome.rank() >= 1 && outcome.rank() <= 3),
                    answerable.stream()
                            .mapToDouble(outcome -> outcome.rank() == 0 ? 0 : 1.0 / outcome.rank())
                            .average()
                            .orElse(0),
                    share(answerable, outcome -> !outcome.answered()),
                    others.size(),
                    share(others, outcome -> !outcome.answered()));
        }

        private static double share(List<Outcome> outcomes, Predicate<Outcome> which) {
            return outcomes.isEmpty()
                    ? 0
                    : (double) outcomes.stream().filter(which).count() / outcomes.size();
        }
    }

    /**
     * What came of a query.
     *
     * @param language the query's
     * @param answerable whether there is an answer
     * @param rank of the first right passage, from 1; 0: there is none
     * @param answered whether an answer was given
     */
    record Outcome(String language, boolean answerable, int rank, boolean answered) {}

    static RetrieverScores of(String retriever, boolean productKnown, List<Outcome> outcomes) {
        Map<String, Scores> byLanguage = new TreeMap<>();
        outcomes.stream()
                .map(Outcome::language)
                .distinct()
                .forEach(language -> byLanguage.put(
                        language,
                        Scores.of(outcomes.stream()
                                .filter(outcome -> outcome.language().equals(language))
                                .toList())));
        return new RetrieverScores(retriever, productKnown, Scores.of(outcomes), byLanguage);
    }
}
