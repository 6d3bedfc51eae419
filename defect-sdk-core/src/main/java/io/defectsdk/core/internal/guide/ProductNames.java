package io.defectsdk.core.internal.guide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;

/**
 * Which of some products a text names: by their codes, or by words of their names, or others that mean the same. A word counts for the more, the fewer
 * products have it in their names; one that all have ('제품') counts for nothing. Immutable.
 */
final class ProductNames {
    private final Map<String, List<Name>> names;

    private ProductNames(Map<String, List<Name>> names) {
        this.names = names;
    }

    /** A word of a name, and all that means the same. */
    private record Name(List<Term> words, double weight) {
        boolean isIn(String normalised) {
            return words.stream().anyMatch(word -> word.isIn(normalised));
        }
    }

    static ProductNames of(Collection<ProductManuals> products, Glossary glossary) {
        Map<String, List<Set<String>>> words = new LinkedHashMap<>();
        for (ProductManuals product : products) {
            Set<Set<String>> own = new HashSet<>();
            List<Set<String>> inOrder = new ArrayList<>();
            List<String> given = new ArrayList<>(List.of(product.code()));
            given.addAll(List.of(product.productName().strip().split("\\s+")));
            for (String word : given) {
                Set<String> same = glossary.synonyms(List.of(word));
                if (own.add(same)) {
                    inOrder.add(same);
                }
            }
            words.put(product.code(), inOrder);
        }
        Map<String, List<Name>> names = new LinkedHashMap<>();
        words.forEach((code, own) -> names.put(
                code,
                own.stream()
                        .map(word -> new Name(word.stream().map(Term::of).toList(), rarity(word, words)))
                        .toList()));
        return new ProductNames(names);
    }

    private static double rarity(Set<String> word, Map<String, List<Set<String>>> words) {
        long holders = words.values().stream()
                .filter(other -> other.stream().anyMatch(same -> !Collections.disjoint(same, word)))
                .count();
        return Math.log((double) words.size() / holders);
    }

    /** Where a normalised text names a product. */
    List<MatchResult> places(String normalised, String code) {
        return names.getOrDefault(code, List.of()).stream()
                .flatMap(name -> name.words().stream())
                .flatMap(word -> word.places(normalised).stream())
                .toList();
    }

    /** The products that a text names, by code, with how surely. */
    Map<String, Double> strengths(String text) {
        String normalised = Term.normalised(text);
        Map<String, Double> strengths = new LinkedHashMap<>();
        names.forEach((code, own) -> {
            double strength = own.stream()
                    .filter(name -> name.weight() > 0 && name.isIn(normalised))
                    .mapToDouble(Name::weight)
                    .sum();
            if (strength > 0) {
                strengths.put(code, strength);
            }
        });
        return strengths;
    }
}
