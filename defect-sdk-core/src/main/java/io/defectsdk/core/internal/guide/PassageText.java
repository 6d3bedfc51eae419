package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.Passage;
import java.util.ArrayList;
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

    /** What is embedded: the headings, which say what it is about, and what it says. */
    static String embedded(Passage passage, String productName, List<String> typeNames) {
        return title(passage, productName, typeNames) + "\n" + passage.text();
    }
}
