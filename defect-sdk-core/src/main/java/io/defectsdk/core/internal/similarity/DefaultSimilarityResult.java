package io.defectsdk.core.internal.similarity;

import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.TypeVote;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** See {@link SimilarityResult}. */
record DefaultSimilarityResult(
        SimilarityMode mode,
        List<SimilarPicture> pictures,
        TypeVote vote,
        SimilarityIndex index,
        Optional<PixelImage> picture,
        List<Box> regions,
        SearchRecord record,
        OptionalLong id,
        Optional<String> notRecordedReason)
        implements SimilarityResult {
    @Override
    public String toString() {
        return mode + " search of " + index.productCode() + ": " + pictures.size() + " pictures, "
                + vote.defectCode().map(code -> "type " + code).orElse("type unknown, " + vote.outcome())
                + (recorded() ? "" : ", not recorded");
    }
}
