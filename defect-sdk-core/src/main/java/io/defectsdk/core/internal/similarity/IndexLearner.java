package io.defectsdk.core.internal.similarity;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.similarity.Gallery.Hit;
import io.defectsdk.core.internal.similarity.IndexContent.Comparison;
import io.defectsdk.core.internal.similarity.VoteCalibrator.LeftOut;
import io.defectsdk.core.internal.similarity.WithinTypeWhitening.Example;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.VoteCalibration;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Learns from a gallery how its pictures are best compared, and how far their votes can be trusted: the pictures are dealt to folds, and
 * each is compared with the others by what was learned without it. The same for the same gallery, in any order. Confined to one thread.
 */
public final class IndexLearner {
    /** Shares that the whole picture may have in the similarity of regions, the regions' own first. */
    private static final List<Double> WHOLE_SHARES = List.of(0.0, 0.25, 0.5, 0.75);

    /** Parts into which the pictures are dealt. */
    static final int FOLDS = 10;

    private final EmbeddingSpace space;
    private final double minimumConfidence;
    private final Parallel parallel;

    /**
     * For indexes of a space.
     *
     * @param minimumConfidence what a vote must reach to be an answer, 0 to 1
     */
    public IndexLearner(EmbeddingSpace space, double minimumConfidence, Parallel parallel) {
        this.space = space;
        this.minimumConfidence = minimumConfidence;
        this.parallel = parallel;
    }

    /**
     * A picture to learn from.
     *
     * @param whole its embedding as a whole
     * @param parts its regions' entries; of a picture without any, its own
     * @param embeddings of the parts, in the same order
     */
    public record Lesson(
            GalleryPicture picture, Entry entry, Embedding whole, List<Entry> parts, List<Embedding> embeddings) {
        /**
         * What is asked with when it is left out: what an anomaly map shows of it, since that is what an inspection will ask with; what people
         * marked, which is narrower and makes votes look surer than they are, only where no map shows it.
         */
        private List<Embedding> asked() {
            List<Embedding> derived = IntStream.range(0, parts.size())
                    .filter(i -> parts.get(i).source() == RegionSource.DERIVED)
                    .mapToObj(embeddings::get)
                    .toList();
            return derived.isEmpty() ? embeddings : derived;
        }

        private boolean isOfOneType() {
            return parts.stream().allMatch(part -> part.defectCode().equals(picture.defectCode()));
        }
    }

    /** What is learned; {@code progress} is told how many of {@link #FOLDS} folds are done, and may throw to stop. */
    public IndexContent learn(List<Lesson> lessons, IntConsumer progress) {
        List<Lesson> ordered = lessons.stream()
                .sorted(Comparator.comparing((Lesson lesson) -> lesson.picture().defectCode())
                        .thenComparingLong(lesson -> lesson.picture().id()))
                .toList();
        List<LeftOut> byPicture = new ArrayList<>();
        List<Trial> byRegion = WHOLE_SHARES.stream()
                .map(share -> new Trial(share, new ArrayList<>()))
                .toList();
        int folds = Math.min(FOLDS, ordered.size());
        for (int fold = 0; fold < folds; fold++) {
            progress.accept(fold);
            List<Lesson> others = new ArrayList<>();
            List<Lesson> leftOut = new ArrayList<>();
            for (int i = 0; i < ordered.size(); i++) { // by turns, so that each fold has its part of every type
                (i % folds == fold ? leftOut : others).add(ordered.get(i));
            }
            leaveOut(leftOut, others, byPicture, byRegion);
        }
        // of those that serve equally well the first
        Trial best = byRegion.stream()
                .reduce((one, other) -> other.right() > one.right() ? other : one)
                .orElseThrow();
        IndexContent maps = maps(ordered, best.wholeShare());
        return new IndexContent(
                space,
                new Comparison(maps.byPicture().map(), calibrated(byPicture)),
                new Comparison(maps.byRegion().map(), calibrated(best.leftOut())),
                best.wholeShare());
    }

    /** Where there is one type alone, no answer can be wrong, so that nothing is learned of others. */
    private VoteCalibration calibrated(List<LeftOut> leftOut) {
        return leftOut.stream().map(LeftOut::defectCode).distinct().count() < 2
                ? VoteCalibrator.none(minimumConfidence)
                : VoteCalibrator.calibrate(leftOut, minimumConfidence);
    }

    /** How regions are compared with one share of the whole picture. */
    private record Trial(double wholeShare, List<LeftOut> leftOut) {
        private long right() {
            return VoteCalibrator.right(leftOut);
        }
    }

    private void leaveOut(List<Lesson> leftOut, List<Lesson> others, List<LeftOut> byPicture, List<Trial> byRegion) {
        IndexContent maps = maps(others, 0);
        Gallery pictures = gallery(space.dimension(), wholes(others, maps));
        for (Lesson lesson : leftOut) {
            byPicture.add(left(lesson, pictures, List.of(maps.pictureVector(lesson.whole())), maps.byPicture()));
        }
        byRegion.forEach(trial -> {
            IndexContent shared = new IndexContent(space, maps.byPicture(), maps.byRegion(), trial.wholeShare());
            Gallery regions = gallery(2 * space.dimension(), parts(others, shared));
            // what was asked with a stain's region must not count as wrong because the picture is filed under holes
            for (Lesson lesson : leftOut.stream().filter(Lesson::isOfOneType).toList()) {
                trial.leftOut()
                        .add(left(
                                lesson,
                                regions,
                                lesson.asked().stream()
                                        .map(region -> shared.regionVector(region, lesson.whole()))
                                        .toList(),
                                maps.byRegion()));
            }
        });
    }

    private LeftOut left(Lesson lesson, Gallery gallery, List<float[]> queries, Comparison comparison) {
        List<Hit> hits = gallery.pictureCount() == 0
                ? List.of()
                : gallery.search(
                        queries, entry -> true, Math.min(gallery.pictureCount(), 2 * TypeVoter.LOOK), parallel);
        return LeftOut.of(lesson.picture().defectCode(), lesson.picture().sha256(), hits, comparison.nearDuplicate());
    }

    private IndexContent maps(List<Lesson> lessons, double wholeShare) {
        List<Example> wholes = lessons.stream()
                .map(lesson -> new Example(lesson.picture().defectCode(), lesson.whole()))
                .toList();
        List<Example> parts = new ArrayList<>();
        for (Lesson lesson : lessons) {
            for (int i = 0; i < lesson.parts().size(); i++) {
                parts.add(new Example(
                        lesson.parts().get(i).defectCode(), lesson.embeddings().get(i)));
            }
        }
        return new IndexContent(
                space,
                new Comparison(
                        WithinTypeWhitening.learn(wholes, space.dimension()), VoteCalibrator.none(minimumConfidence)),
                new Comparison(
                        WithinTypeWhitening.learn(parts, space.dimension()), VoteCalibrator.none(minimumConfidence)),
                wholeShare);
    }

    private static Map<Entry, float[]> wholes(List<Lesson> lessons, IndexContent maps) {
        Map<Entry, float[]> vectors = new HashMap<>();
        lessons.forEach(lesson -> vectors.put(lesson.entry(), maps.pictureVector(lesson.whole())));
        return vectors;
    }

    private static Map<Entry, float[]> parts(List<Lesson> lessons, IndexContent maps) {
        Map<Entry, float[]> vectors = new HashMap<>();
        for (Lesson lesson : lessons) {
            for (int i = 0; i < lesson.parts().size(); i++) {
                vectors.put(
                        lesson.parts().get(i),
                        maps.regionVector(lesson.embeddings().get(i), lesson.whole()));
            }
        }
        return vectors;
    }

    private static Gallery gallery(int dimension, Map<Entry, float[]> vectors) {
        Map<Long, float[]> byId = new HashMap<>();
        vectors.forEach((entry, vector) -> byId.put(entry.id(), vector));
        List<Entry> entries = vectors.keySet().stream()
                .sorted(Comparator.comparingLong(Entry::id))
                .toList();
        return Gallery.empty(dimension).updated(entries, ids -> byId);
    }
}
