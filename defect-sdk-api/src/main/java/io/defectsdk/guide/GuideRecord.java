package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import io.defectsdk.account.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * What is recorded of a guide. Immutable.
 *
 * @param subject what it is about
 * @param generatedAt when it was asked for, to the microsecond
 * @param language in which language
 * @param method how its sentences came about
 * @param parts its sections, the four of them in order; none for a row of a hand-made database, which has text alone
 * @param text all of it, as {@link Guide#text()} gives it
 * @param confidence how well the manuals answer, 0 to 1; see {@link Guide#confidence()}
 * @param indexId the index of manuals that was asked; empty for a row of a hand-made database
 * @param model what a language model did for it, where one was asked
 * @param fallback why it is extractive though a language model was asked
 * @param retrievalTime how long finding the passages took, to the microsecond
 * @param processingTime from the call to the guide, without its recording, to the microsecond
 * @param actor who asked, if the host said
 */
public record GuideRecord(
        Subject subject,
        Instant generatedAt,
        GuideLanguage language,
        GuideMethod method,
        List<GuidePart> parts,
        String text,
        OptionalDouble confidence,
        Optional<Long> indexId,
        Optional<ModelUse> model,
        Optional<String> fallback,
        Optional<Duration> retrievalTime,
        Optional<Duration> processingTime,
        Optional<Actor> actor) {
    /** What is recorded as the defect type where nobody named one. */
    public static final String UNKNOWN_DEFECT = "unknown";

    /** Copies the list. */
    public GuideRecord {
        requireNonNull(subject, "subject");
        requireNonNull(generatedAt, "generatedAt");
        parts = List.copyOf(parts);
    }

    /**
     * What a guide is about. Immutable.
     *
     * @param productCode the product
     * @param defectCode the defect type, or {@value GuideRecord#UNKNOWN_DEFECT}
     * @param words what somebody saw, in words, at most 500 characters
     * @param inspectionId the inspection that found it
     * @param searchId the search for similar pictures that named it
     * @param similarity cosine similarity of the most similar picture
     * @param anomalyScore the inspection's raw score
     * @param picturePath where the inspected picture lies
     * @param referencePath where the most similar picture lies
     */
    public record Subject(
            String productCode,
            String defectCode,
            Optional<String> words,
            Optional<UUID> inspectionId,
            Optional<Long> searchId,
            OptionalDouble similarity,
            OptionalDouble anomalyScore,
            Optional<String> picturePath,
            Optional<String> referencePath) {
        /** Checks that all is there. */
        public Subject {
            requireNonNull(productCode, "productCode");
            requireNonNull(defectCode, "defectCode");
            requireNonNull(words, "words");
            requireNonNull(inspectionId, "inspectionId");
            requireNonNull(searchId, "searchId");
            requireNonNull(similarity, "similarity");
            requireNonNull(anomalyScore, "anomalyScore");
            requireNonNull(picturePath, "picturePath");
            requireNonNull(referencePath, "referencePath");
        }
    }

    /** The passages that it stands on, each once, in its order. */
    public List<String> passageIds() {
        return parts.stream()
                .flatMap(part -> part.sentences().stream())
                .flatMap(sentence -> sentence.citations().stream())
                .map(Citation::passageId)
                .distinct()
                .toList();
    }
}
