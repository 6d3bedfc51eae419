package io.defectsdk.similarity;

import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a search found. Immutable and thread-safe; it holds the decoded picture that was asked with. */
public interface SimilarityResult {
    /** What was compared. */
    SimilarityMode mode();

    /** The most similar pictures, best first; pictures of equal similarity are in the order of their keys. */
    List<SimilarPicture> pictures();

    /** Which defect type they speak for. */
    TypeVote vote();

    /** The index that was searched: of the product that was asked about. */
    SimilarityIndex index();

    /** The picture that was asked with, upright; empty for words. */
    Optional<PixelImage> picture();

    /** The regions that were asked with; empty but in a search by region. */
    List<Box> regions();

    /** Everything that is recorded of it. */
    SearchRecord record();

    /** Its key in the database, once it is known to be recorded. */
    OptionalLong id();

    /** Whether the record is known to be in the database. */
    default boolean recorded() {
        return id().isPresent();
    }

    /** Why {@link #recorded()} is false. */
    Optional<String> notRecordedReason();
}
