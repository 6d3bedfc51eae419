package io.defectsdk.core.internal.guide;

import io.defectsdk.core.internal.guide.Glossary.Kind;
import io.defectsdk.core.internal.guide.Glossary.Mention;
import io.defectsdk.guide.FoundPassage;
import io.defectsdk.guide.Passage;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What speaks for the first passage that was found being an answer, and what against it. Immutable.
 *
 * @param names whether the query names the passage's defect type
 * @param namesOther whether it names defects that nothing that is said of the passage's subject names, and not the passage's, or other products and not the
 *     passage's
 * @param foreign how many things it names that tell that something else is asked, and that nothing that is said of the passage's subject names
 * @param words how much of what it says is held by what is said of the passage's subject
 * @param standsOut by how many standard deviations the passage's similarity to the query is above the mean of all passages; empty if meanings were not
 *     compared
 */
public record Evidence(boolean names, boolean namesOther, int foreign, Coverage words, OptionalDouble standsOut) {
    static Evidence of(
            PassageIndex index,
            Glossary glossary,
            Retriever.Query query,
            FoundPassage first,
            Map<Integer, Double> similarities) {
        Passage passage = first.passage();
        String asked = Term.normalised(query.words());
        List<Mention> mentions = glossary.mentions(asked);
        String said = Term.normalised(index.said(passage));
        boolean names = names(index, query, passage);
        Set<String> products = index.productNames().strengths(asked).keySet();
        return new Evidence(
                names,
                (!names && namesOther(mentions, said))
                        || (!products.isEmpty() && !products.contains(passage.productCode())),
                (int) mentions.stream()
                        .map(Mention::group)
                        .distinct()
                        .filter(group -> group.kind() == Kind.FOREIGN && !group.isIn(said))
                        .count(),
                Coverage.of(index, glossary, asked, mentions, passage, said),
                standsOut(first.similarity(), similarities));
    }

    /** A kind of defect that the passages speak of ('물때' where stains are described) is no other one. */
    private static boolean namesOther(List<Mention> mentions, String said) {
        return mentions.stream()
                .map(Mention::group)
                .anyMatch(group -> group.kind() == Kind.DEFECT && !group.isIn(said));
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

    private static OptionalDouble standsOut(OptionalDouble similarity, Map<Integer, Double> similarities) {
        if (similarity.isEmpty()) {
            return OptionalDouble.empty();
        }
        double mean =
                similarities.values().stream().mapToDouble(d -> d).average().orElse(0);
        double variance = similarities.values().stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return OptionalDouble.of(variance == 0 ? 0 : (similarity.getAsDouble() - mean) / Math.sqrt(variance));
    }
}
