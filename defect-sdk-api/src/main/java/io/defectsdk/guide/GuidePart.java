package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One of a guide's four sections. Immutable.
 *
 * @param section which one
 * @param sentences what it says, in order; empty where the manuals say nothing
 */
public record GuidePart(GuideSection section, List<GuideSentence> sentences) {
    /** Copies the list. */
    public GuidePart {
        requireNonNull(section, "section");
        sentences = List.copyOf(sentences);
    }
}
