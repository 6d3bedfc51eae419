package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A sentence of a guide. Immutable.
 *
 * @param text what it says, not blank
 * @param citations what it stands on, at least one
 */
public record GuideSentence(String text, List<Citation> citations) {
    /** Checks that it says something and stands on something, and copies the list. */
    public GuideSentence {
        citations = List.copyOf(citations);
        if (requireNonNull(text, "text").isBlank() || citations.isEmpty()) {
            throw new IllegalArgumentException("a sentence says something and cites something, but this one is '" + text
                    + "' with " + citations.size() + " citations");
        }
    }

    /** Word for word as the manual has it. */
    public static GuideSentence verbatim(Citation citation) {
        return new GuideSentence(citation.sentence().text(), List.of(citation));
    }

    /** Whether it stands in the manual word for word. */
    public boolean isVerbatim() {
        return citations.size() == 1 && citations.get(0).sentence().text().equals(text);
    }
}
