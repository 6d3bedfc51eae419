package io.defectsdk.similarity;

import io.defectsdk.account.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is recorded of a search. Immutable.
 *
 * @param searchedAt when it began, to the microsecond
 * @param productCode the product that was asked about; the empty text where a row of a hand-made database names none
 * @param mode what was compared
 * @param uploadedImagePath the picture: its storage key where an inspection kept it, else {@code sha256:} and the hash of its file; {@code
 *     text:} and the words of a search for words, cut off at 400 characters
 * @param inspectionId the inspection that was searched for, if it was one
 * @param indexId the index; empty for rows that a hand-made database brought along, as are the following two
 * @param encoderSha256 hash of the encoder
 * @param filters the filters as a JSON object; a host's own predicate is noted as {@code "custom": true}
 * @param vote which type the nearest pictures speak for
 * @param defectCode the type that the vote, or the old system, named
 * @param results the pictures found, best first
 * @param processingTime from the call to the result, without its recording, to the microsecond
 * @param actor who asked, if the host said
 */
public record SearchRecord(
        Instant searchedAt,
        String productCode,
        Optional<SimilarityMode> mode,
        String uploadedImagePath,
        Optional<UUID> inspectionId,
        Optional<Long> indexId,
        Optional<String> encoderSha256,
        Optional<String> filters,
        Optional<TypeVote> vote,
        Optional<String> defectCode,
        List<Found> results,
        Optional<Duration> processingTime,
        Optional<Actor> actor) {
    /** Copies the results. */
    public SearchRecord {
        results = List.copyOf(results);
    }

    /**
     * A picture that was found, as recorded. Immutable.
     *
     * @param rank 1 for the most similar
     * @param imagePath where it lay
     * @param imageName the name it came under
     * @param similarity what it was ranked by; not a number where a row of a hand-made database does not say
     * @param imageId key of the registered picture; empty for rows from before, as are the following two
     * @param defectCode the type that it spoke for
     * @param pictureSimilarity cosine similarity of both pictures as wholes
     */
    public record Found(
            int rank,
            String imagePath,
            String imageName,
            double similarity,
            Optional<Long> imageId,
            Optional<String> defectCode,
            Optional<Double> pictureSimilarity) {}
}
