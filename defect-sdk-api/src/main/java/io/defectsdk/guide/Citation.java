package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where in which manual something stands. Immutable.
 *
 * @param passageId the passage, see {@link Passage#id()}
 * @param manualId the manual
 * @param manualName its file name
 * @param revision the manual's revision
 * @param headings the headings that it stands under, the highest first
 * @param sentence what stands there, with page, range and rectangles
 */
public record Citation(
        String passageId,
        long manualId,
        String manualName,
        int revision,
        List<String> headings,
        ManualSentence sentence) {
    /** Checks that all is there, and copies the list. */
    public Citation {
        requireNonNull(passageId, "passageId");
        requireNonNull(manualName, "manualName");
        requireNonNull(sentence, "sentence");
        headings = List.copyOf(headings);
    }

    /** A sentence of a passage. */
    public static Citation of(Passage passage, ManualSentence sentence) {
        return new Citation(
                passage.id(),
                passage.manualId(),
                passage.manualName(),
                passage.revision(),
                passage.headings(),
                sentence);
    }
}
