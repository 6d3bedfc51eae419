package io.defectsdk.core.internal.guide;

import io.defectsdk.catalog.DefectType;
import io.defectsdk.guide.Passage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A passage as it is searched for: with the names of what it is about, which stand above it, or nowhere on its page. */
final class PassageText {
    private PassageText() {}

    /** Product, headings, and the defect type by all its names of the catalogue. */
    static String title(Passage passage, String productName, List<String> typeNames) {
        List<String> parts = new ArrayList<>(List.of(productName));
        parts.addAll(passage.headings());
        parts.addAll(typeNames);
        return String.join(" ", parts);
    }

    /**
     * What is embedded of each sentence: with the product and the defect type, or the nearest heading, for a sentence by itself
     * ('청소한다') does not say what it is about.
     */
    static List<String> embedded(Passage passage, String productName, Collection<DefectType> types) {
        String about = types.stream()
                .filter(type -> passage.defectCode().filter(type.code()::equals).isPresent())
                .findFirst()
                .map(DefectType::nameKo)
                .orElseGet(() -> passage.headings().isEmpty()
                        ? ""
                        : passage.headings().get(passage.headings().size() - 1));
        String before = (productName + " " + about).strip() + ": ";
        return passage.sentences().stream()
                .map(sentence -> before + sentence.text())
                .toList();
    }
}
