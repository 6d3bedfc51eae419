package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A piece of a manual that belongs together, as a rule all that stands under one heading. Immutable.
 *
 * @param id names it among all passages of all manuals' revisions: {@code <manual's id>.<revision>.<number>}
 * @param manualId the manual
 * @param manualName its file name
 * @param revision the manual's revision that it was read from
 * @param productCode the manual's product
 * @param headings the headings that it stands under, the highest first
 * @param defectCode the defect type that it is about, where a heading, or a table's row, names one of the product's
 * @param sentences what it says, in order, at least one
 */
public record Passage(
        String id,
        long manualId,
        String manualName,
        int revision,
        String productCode,
        List<String> headings,
        Optional<String> defectCode,
        List<ManualSentence> sentences) {
    /** Checks that it says something, and copies the lists. */
    public Passage {
        requireNonNull(id, "id");
        requireNonNull(manualName, "manualName");
        requireNonNull(productCode, "productCode");
        requireNonNull(defectCode, "defectCode");
        headings = List.copyOf(headings);
        sentences = List.copyOf(sentences);
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("a passage holds at least one sentence");
        }
    }

    /** The page that it begins on. */
    public int page() {
        return sentences.get(0).page();
    }

    /** Its sentences, a line each. */
    public String text() {
        return String.join("\n", sentences.stream().map(ManualSentence::text).toList());
    }
}
