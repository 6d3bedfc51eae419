package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.FoundPassage;
import io.defectsdk.guide.Passage;
import io.defectsdk.spi.LexicalIndex.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What speaks for the first passage that was found being an answer, and what against it. Immutable.
 *
 * @param names whether the query names the passage's defect type
 * @param namesOther whether it names other defects, of this product, of another one, or of none, and not the passage's
 * @param namesProduct whether the query names the passage's product
 * @param namesOtherProduct whether it names others, and not the passage's
 * @param coverage of the query's words, each weighed by how rare it is, which share is held by what is said of the passage's subject, or the same in other words; 0 to 1
 * @param held by how rare they are, the words of the query that are held, together: little where the query says little
 * @param unseen of the query's words, weighed likewise, which share no passage at all holds; 0 to 1
 * @param similarity cosine similarity of the meanings; 0 if they were not compared
 * @param standsOut by how many standard deviations that is above the mean of all passages; 0 if they were not compared
 * @param agreement whether words and meanings put it first both
 * @param lead by how much its score exceeds that of the best passage about another type, as a share of it
 */
public record Evidence(
        boolean names,
        boolean namesOther,
        boolean namesProduct,
        boolean namesOtherProduct,
        double coverage,
        double held,
        double unseen,
        double similarity,
        double standsOut,
        boolean agreement,
        double lead) {
    static Evidence of(
            PassageIndex index,
            Glossary glossary,
            Retriever.Query query,
            List<FoundPassage> found,
            Map<Integer, Double> similarities) {
        FoundPassage first = found.get(0);
        Passage passage = first.passage();
        boolean names = names(index, query, passage);
        Set<String> products = index.productNames().strengths(query.words()).keySet();
        boolean namesProduct = products.contains(passage.productCode());
        Coverage coverage = Coverage.of(index, glossary, query.words(), passage);
        double similarity = first.similarity().orElse(0);
        return new Evidence(
                names,
                !names && !glossary.defects(query.words()).isEmpty(),
                namesProduct,
                !namesProduct && !products.isEmpty(),
                coverage.share(),
                coverage.held(),
                coverage.unseen(),
                similarity,
                similarities.isEmpty() ? 0 : standsOut(similarity, similarities),
                first.wordRank().equals(OptionalInt.of(1))
                        && first.meaningRank().equals(OptionalInt.of(1)),
                lead(found));
    }

    private static boolean names(PassageIndex index, Retriever.Query query, Passage passage) {
        return passage.defectCode()
                .filter(code -> query.about().filter(code::equals).isPresent()
                        || index.products().stream()
                                .filter(product -> product.code().equals(passage.productCode()))
                                .anyMatch(product ->
                                        product.names().strengths(query.words()).containsKey(code)))
                .isPresent();
    }

    private static double standsOut(double similarity, Map<Integer, Double> similarities) {
        double mean =
                similarities.values().stream().mapToDouble(d -> d).average().orElse(0);
        double variance = similarities.values().stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return variance == 0 ? 0 : (similarity - mean) / Math.sqrt(variance);
    }

    private static double lead(List<FoundPassage> found) {
        FoundPassage first = found.get(0);
        for (FoundPassage other : found) {
            boolean same = other.passage().productCode().equals(first.passage().productCode())
                    && other.passage().defectCode().equals(first.passage().defectCode());
            if (!same) {
                return (first.score() - other.score()) / first.score();
            }
        }
        return 1;
    }

    /** How much of a query a passage holds. */
    private record Coverage(double share, double held, double unseen) {
        static Coverage of(PassageIndex index, Glossary glossary, String query, Passage passage) {
            List<Word> words = index.words().words(query);
            ProductManuals product = index.products().stream()
                    .filter(candidate -> candidate.code().equals(passage.productCode()))
                    .findFirst()
                    .orElseThrow();
            String text = PassageText.title(passage, product.productName(), CatalogueNames.of(product.types(), passage))
                    + "\n" + passage.text();
            Set<String> there = new HashSet<>();
            index.words()
                    .words(text + " " + String.join(" ", glossary.expansions(text)))
                    .forEach(word -> there.add(word.text()));
            double all = 0;
            double held = 0;
            double unseen = 0;
            for (Word word : words) {
                double weight = Math.log(1 + (index.size() - word.documents() + 0.5) / (word.documents() + 0.5));
                all += weight;
                held += there.contains(word.text()) ? weight : 0;
                unseen += word.documents() == 0 && !there.contains(word.text()) ? weight : 0;
            }
            return all == 0 ? new Coverage(0, 0, 0) : new Coverage(held / all, held, unseen / all);
        }
    }
}
