package io.defectsdk.similarity;

import io.defectsdk.inspection.Box;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A registered picture that a search found. Immutable.
 *
 * @param rank 1 for the most similar
 * @param picture the picture
 * @param cosineSimilarity what it is ranked by, -1 to 1, higher being closer: in a {@linkplain SimilarityMode#REGION search by
 *     region} the mean of the closest pair of regions' similarity and the pictures', else that of picture or words
 * @param pictureCosineSimilarity of both pictures as wholes; empty in a search for words
 * @param region the region that came closest; empty but in a search by region
 * @param nearDuplicate whether it is the very picture that was asked with, or one that hardly differs
 */
public record SimilarPicture(
        int rank,
        GalleryPicture picture,
        double cosineSimilarity,
        OptionalDouble pictureCosineSimilarity,
        Optional<RegionMatch> region,
        boolean nearDuplicate) {
    /**
     * The closest pair of regions. Immutable.
     *
     * @param query the region that was asked with, in pixels of that picture
     * @param found the region of the registered picture, in its pixels; empty where none is known, and the whole stands for it
     * @param source how that one is known
     * @param defectCode its defect type, which may be another one than the picture's where a person marked several
     * @param cosineSimilarity of both regions alone, -1 to 1, higher being closer
     */
    public record RegionMatch(
            Box query, Optional<Box> found, RegionSource source, String defectCode, double cosineSimilarity) {}

    /** The defect type that it speaks for: its region's, else its own. */
    public String defectCode() {
        return region.map(RegionMatch::defectCode).orElse(picture.defectCode());
    }
}
