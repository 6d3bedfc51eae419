package io.defectsdk.core.internal.inspection;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.recipe.LoadedRecipe;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.SimilarityQuery;
import java.util.List;

/** Where on a picture a recipe sees defects, without an inspection's record. Thread-safe. */
public final class AnomalyRegions {
    /** Regions whose peak is lower than this share of the highest one's say more of the part than of its defect. */
    private static final double TELLING = 0.8;

    private final Judge judge;

    /** With these threads. */
    public AnomalyRegions(Parallel parallel) {
        this.judge = new Judge(parallel);
    }

    /** The boxes of the regions that tell, highest peak first; none where the picture passes for good. */
    public List<Box> of(PixelImage picture, LoadedRecipe recipe) {
        return telling(judge.judge(picture, recipe, Demand.unlimited()).regions());
    }

    /**
     * The boxes of the regions that tell what is wrong, as they are compared with others.
     *
     * @param regions highest peak first
     */
    public static List<Box> telling(List<AnomalyRegion> regions) {
        return regions.stream()
                .filter(region -> region.peakScore() >= TELLING * regions.get(0).peakScore())
                .limit(SimilarityQuery.MAX_REGIONS)
                .map(AnomalyRegion::box)
                .toList();
    }
}
