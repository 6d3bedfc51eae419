package io.defectsdk.core.internal.inspection;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.Neighbours;
import io.defectsdk.core.internal.patchcore.PatchCells;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.picture.Preprocessor;
import io.defectsdk.core.internal.recipe.LoadedRecipe;
import io.defectsdk.deployment.InspectionScope;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Scoring;
import io.defectsdk.inspection.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The way from pixels to a score: nothing here knows of databases or requests. */
final class Judge {
    private final Parallel parallel;

    Judge(Parallel parallel) {
        this.parallel = parallel;
    }

    /**
     * What came out.
     *
     * @param scoring score and thresholds
     * @param map anomaly map in picture pixels
     * @param regions above the region threshold, none when the verdict is OK
     * @param evidence to explain them by
     * @param features time of preprocessing, backbone and embedding
     * @param search time of the nearest-neighbour search
     * @param mapping time of map and regions
     */
    record Judgement(
            Scoring scoring,
            AnomalyMap map,
            List<AnomalyRegion> regions,
            Evidence evidence,
            Duration features,
            Duration search,
            Duration mapping) {}

    Judgement judge(PixelImage pixels, LoadedRecipe loaded, Demand demand) {
        RecipeSummary summary = loaded.recipe().summary();
        Stopwatch watch = new Stopwatch();
        demand.require("preprocess the picture");
        PixelImage seen = Preprocessor.apply(summary.method().preprocessing(), pixels);
        PatchCoreSteps steps = loaded.steps();
        PatchGrid patches = steps.patches(loaded.extractor(), seen, () -> demand.require("run the backbone"));
        Duration features = watch.lap();
        demand.require("search the memory bank");
        Neighbours nearest = loaded.search().nearest(patches, parallel);
        Duration search = watch.lap();
        PatchCoreSteps.Scores scores =
                steps.scores(patches, nearest, loaded.recipe().bank(), parallel);
        AnomalyMap map = steps.map(scores.map(), pixels.width(), pixels.height());
        Scoring scoring = new Scoring(scores.score(), summary.reviewThreshold(), summary.ngThreshold());
        List<AnomalyRegion> regions =
                scoring.verdict() == Verdict.OK ? List.of() : regions(map, scores.score(), summary);
        PatchCells cells = PatchCells.of(summary.method(), patches.shapes());
        Evidence evidence = new Evidence(loaded, cells, nearest);
        return new Judgement(scoring, map, regions, evidence, features, search, watch.lap());
    }

    private static List<AnomalyRegion> regions(AnomalyMap map, double score, RecipeSummary summary) {
        InspectionScope scope = summary.method().scope();
        List<AnomalyRegion> regions = RegionFinder.find(map, summary.regionThreshold(), scope.minimumDefect());
        if (regions.isEmpty()) {
            regions = List.of(reason(map, Math.min(score, summary.regionThreshold()), scope.minimumDefect()));
        }
        return regions.stream()
                .map(region -> region.withMillimetresPerPixel(scope.scale()))
                .toList();
    }

    /**
     * What the score stands for where no region is above its level: the score may lie below the level, or be a point between two pixels
     * that are just below it; and a region that is just large enough at input resolution may be a few pixels short in the picture.
     */
    private static AnomalyRegion reason(AnomalyMap map, double level, long minimumDefect) {
        if (minimumDefect == 1) {
            return RegionFinder.peak(map);
        }
        return RegionFinder.find(map, level).stream()
                .max(Comparator.comparingLong(AnomalyRegion::area))
                .orElseGet(() -> RegionFinder.peak(map));
    }
}
