package io.defectsdk.similarity;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.util.List;

/**
 * What an index is made of, in figures. Immutable.
 *
 * @param encoder id of the encoder
 * @param encoderSha256 hash of the encoder, 64 lower-case hexadecimal digits
 * @param framing how pictures are brought to the encoder's square
 * @param dimension of the embeddings
 * @param pictures that it was made with
 * @param drawnRegions regions that people marked on them
 * @param derivedRegions regions that their own anomaly maps gave
 * @param byPicture how far votes of whole pictures can be trusted
 * @param byRegion how far votes of regions can be trusted
 * @param wholeShare which share the whole picture has in the similarity of two regions, 0 to 1: the one that served best when each
 *     picture was left out in turn
 * @param skippedPictures how many could not be embedded
 * @param skipped the first of them, at most {@value #MAX_SKIPPED}
 */
public record IndexSummary(
        String encoder,
        String encoderSha256,
        Framing framing,
        int dimension,
        int pictures,
        int drawnRegions,
        int derivedRegions,
        VoteCalibration byPicture,
        VoteCalibration byRegion,
        double wholeShare,
        int skippedPictures,
        List<SkippedPicture> skipped) {
    /** So many skipped pictures are listed. */
    public static final int MAX_SKIPPED = 100;

    /** Checks the figures and copies the list. */
    public IndexSummary {
        requireNonNull(encoder, "encoder");
        requireNonNull(encoderSha256, "encoderSha256");
        requireNonNull(framing, "framing");
        Checks.inRange(dimension, "dimension", 1, Embedding.MAX_DIMENSION);
        Checks.inRange(pictures, "pictures", 0, Integer.MAX_VALUE);
        Checks.inRange(drawnRegions, "drawnRegions", 0, Integer.MAX_VALUE);
        Checks.inRange(derivedRegions, "derivedRegions", 0, Integer.MAX_VALUE);
        requireNonNull(byPicture, "byPicture");
        requireNonNull(byRegion, "byRegion");
        Checks.inRange(wholeShare, "wholeShare", 0, 1);
        Checks.inRange(skippedPictures, "skippedPictures", 0, Integer.MAX_VALUE);
        skipped = List.copyOf(skipped);
    }
}
