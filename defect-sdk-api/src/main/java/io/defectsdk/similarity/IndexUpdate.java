package io.defectsdk.similarity;

import java.util.List;

/**
 * What bringing an index up to date did. Immutable.
 *
 * @param index the index
 * @param added pictures that were not in it
 * @param replaced pictures whose regions had changed
 * @param unchanged pictures that were left as they were
 * @param removed pictures that are not registered as defects any more
 * @param skipped pictures that could not be embedded
 */
public record IndexUpdate(
        SimilarityIndex index, int added, int replaced, int unchanged, int removed, List<SkippedPicture> skipped) {
    /** Copies the list. */
    public IndexUpdate {
        skipped = List.copyOf(skipped);
    }
}
