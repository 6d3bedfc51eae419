package io.defectsdk.benchmarks.similarity;

import io.defectsdk.benchmarks.metrics.PairedDifference;
import io.defectsdk.benchmarks.similarity.RegionReport.Way;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.similarity.SpaceEncoder;
import io.defectsdk.similarity.RegionSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Searches in many random splits of a category, in several ways. Confined to one thread. */
final class RegionRun {
    private final EmbeddedCategory category;
    private final SpaceEncoder encoder;
    private final Parallel parallel;

    RegionRun(EmbeddedCategory category, SpaceEncoder encoder, Parallel parallel) {
        this.category = category;
        this.encoder = encoder;
        this.parallel = parallel;
    }

    RegionReport run(int splits, long seed) {
        Map<RegionWay, List<WayScores>> scores = new LinkedHashMap<>();
        RegionWay.all().forEach(way -> scores.put(way, new ArrayList<>()));
        Map<Double, Integer> learnedShares = new TreeMap<>();
        int gallery = 0;
        int queries = 0;
        for (int i = 0; i < splits; i++) {
            RegionSplit split = new RegionSplit(category.defects(), seed + i, encoder, parallel);
            scores.forEach((way, all) -> all.add(split.search(way)));
            learnedShares.merge(split.wholeShare(), 1, Integer::sum);
            gallery = split.galleryPictures();
            queries = split.queryPictures();
        }
        List<WayScores> pictures = scores.getOrDefault(RegionWay.PICTURE, List.of());
        double testShare = (double) queries / gallery;
        List<Way> ways = new ArrayList<>();
        scores.forEach((way, all) -> ways.add(way(way.name(), all, pictures, testShare)));
        return new RegionReport(
                category.name(),
                encoder.space().encoder(),
                encoder.space().encoderSha256(),
                encoder.space().dimension(),
                types(),
                category.defects().stream()
                        .mapToInt(defect -> (int) defect.lesson().parts().stream()
                                .filter(part -> part.source() == RegionSource.DRAWN)
                                .count())
                        .sum(),
                category.defects().stream()
                        .mapToInt(defect -> defect.found().size())
                        .sum(),
                (int) category.defects().stream()
                        .filter(defect -> defect.found().isEmpty())
                        .count(),
                splits,
                gallery,
                queries,
                learnedShares,
                ways);
    }

    private Map<String, Integer> types() {
        Map<String, Integer> types = new TreeMap<>();
        category.defects().forEach(defect -> types.merge(defect.type(), 1, Integer::sum));
        return types;
    }

    private static Way way(String name, List<WayScores> splits, List<WayScores> pictures, double testShare) {
        WayScores all = new WayScores();
        splits.forEach(all::add);
        double[] first = splits.stream().mapToDouble(WayScores::first).toArray();
        double[] vote = splits.stream().mapToDouble(WayScores::vote).toArray();
        return new Way(
                name,
                all.first(),
                all.vote(),
                all.answeredShare(),
                all.answeredAccuracy(),
                PairedDifference.of(
                        first, pictures.stream().mapToDouble(WayScores::first).toArray(), testShare),
                PairedDifference.of(
                        vote, pictures.stream().mapToDouble(WayScores::vote).toArray(), testShare),
                all.voteByType());
    }
}
