package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the plant's manuals say about a defect: situation, cause, action and prevention, each sentence with where it stands. Immutable.
 *
 * @param record everything that is recorded of it
 * @param id its key in the database, once it is known to be recorded
 * @param notRecordedReason why {@link #recorded()} is false
 */
public record Guide(GuideRecord record, OptionalLong id, Optional<String> notRecordedReason) {
    /** Checks that all is there. */
    public Guide {
        requireNonNull(record, "record");
        requireNonNull(id, "id");
        requireNonNull(notRecordedReason, "notRecordedReason");
    }

    /** The four sections, in order; one without sentences is one for which the manuals have nothing. */
    public List<GuidePart> parts() {
        return record.parts();
    }

    /** What a section says. */
    public List<GuideSentence> sentences(GuideSection section) {
        return parts().stream()
                .filter(part -> part.section() == section)
                .findFirst()
                .map(GuidePart::sentences)
                .orElse(List.of());
    }

    /** Whether the manuals say anything about it; where they do not, every section is empty and {@link #text()} says so. */
    public boolean found() {
        return parts().stream().anyMatch(part -> !part.sentences().isEmpty());
    }

    /** How its sentences came about. */
    public GuideMethod method() {
        return record.method();
    }

    /** Why it is extractive though a language model was asked. */
    public Optional<String> fallback() {
        return record.fallback();
    }

    /**
     * How well the manuals answer, 0 to 1: the probability that the best passage is the right one (1 where the defect type is known and a
     * passage is recognised as being about it), times the share of sections cause and action that say something. 0 if nothing was found.
     */
    public double confidence() {
        return record.confidence().orElse(0);
    }

    /** To be read as it is: headings in the guide's language, sentences with numbers in brackets, and below them what the numbers cite. */
    public String text() {
        return record.text();
    }

    /** Whether the record is known to be in the database. */
    public boolean recorded() {
        return id.isPresent();
    }
}
