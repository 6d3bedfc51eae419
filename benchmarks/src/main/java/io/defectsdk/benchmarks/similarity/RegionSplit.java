package io.defectsdk.benchmarks.similarity;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.similarity.EmbeddingSpace;
import io.defectsdk.core.internal.similarity.Galleries;
import io.defectsdk.core.internal.similarity.Gallery;
import io.defectsdk.core.internal.similarity.IndexContent;
import io.defectsdk.core.internal.similarity.IndexLearner;
import io.defectsdk.core.internal.similarity.IndexLearner.Lesson;
import io.defectsdk.core.internal.similarity.LoadedIndex;
import io.defectsdk.core.internal.similarity.Ranking;
import io.defectsdk.core.internal.similarity.Ranking.Ranked;
import io.defectsdk.core.internal.similarity.SpaceEncoder;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.inspection.Picture;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One random split of a category: half of each type is the gallery, the other half is searched for; pictures of one part stay together.
 * Confined to one thread.
 */
final class RegionSplit {
    /** The filter and the default options of a search; what is searched for is given as embeddings. */
    private static final SimilarityQuery ANY =
            SimilarityQuery.picture(EmbeddedCategory.PRODUCT, Picture.of(Path.of("any")));

    private final List<EmbeddedDefect> gallery = new ArrayList<>();
    private final List<EmbeddedDefect> queries = new ArrayList<>();
    private final SpaceEncoder encoder;
    private final Parallel parallel;
    private final IndexContent learned;

    /** Drawn by the seed. */
    RegionSplit(List<EmbeddedDefect> defects, long seed, SpaceEncoder encoder, Parallel parallel) {
        this.encoder = encoder;
        this.parallel = parallel;
        Random random = new Random(seed);
        Map<String, List<EmbeddedDefect>> byType = new TreeMap<>();
        defects.forEach(defect ->
                byType.computeIfAbsent(defect.type(), type -> new ArrayList<>()).add(defect));
        byType.values().forEach(type -> share(type, random));
        this.learned = new IndexLearner(encoder.space(), SimilarityDeployment.DEFAULT_MINIMUM_CONFIDENCE, parallel)
                .learn(gallery.stream().map(EmbeddedDefect::lesson).toList(), fold -> {});
    }

    /** Parts in random order, into the gallery until it has half of the pictures. */
    private void share(List<EmbeddedDefect> type, Random random) {
        Map<String, List<EmbeddedDefect>> byPart = new LinkedHashMap<>();
        type.forEach(defect ->
                byPart.computeIfAbsent(defect.part(), part -> new ArrayList<>()).add(defect));
        List<List<EmbeddedDefect>> parts = new ArrayList<>(byPart.values());
        Collections.shuffle(parts, random);
        int shared = 0;
        for (List<EmbeddedDefect> part : parts) {
            (2 * shared < type.size() ? gallery : queries).addAll(part);
            shared += part.size();
        }
    }

    int galleryPictures() {
        return gallery.size();
    }

    int queryPictures() {
        return queries.size();
    }

    /** The share that the index gave the whole picture. */
    double wholeShare() {
        return learned.wholeShare();
    }

    /** Searches for each query, and judges what comes first and how the neighbours vote. */
    WayScores search(RegionWay way) {
        IndexContent content = way.wholeShare().isPresent()
                ? new IndexContent(
                        learned.space(),
                        learned.byPicture(),
                        learned.byRegion(),
                        way.wholeShare().getAsDouble())
                : learned;
        Ranking ranking = new Ranking(List.of(index(content)), parallel);
        WayScores scores = new WayScores();
        for (EmbeddedDefect query : queries) {
            Ranked ranked = ranking.rank(way.asked().apply(query), ANY, 1);
            scores.add(query.type(), ranked.pictures().get(0).defectCode(), ranked.vote());
        }
        return scores;
    }

    private LoadedIndex index(IndexContent content) {
        Map<Entry, float[]> wholes = new HashMap<>();
        Map<Entry, float[]> parts = new HashMap<>();
        for (EmbeddedDefect defect : gallery) {
            Lesson lesson = defect.lesson();
            wholes.put(lesson.entry(), content.pictureVector(lesson.whole()));
            for (int i = 0; i < lesson.parts().size(); i++) {
                parts.put(
                        lesson.parts().get(i),
                        content.regionVector(lesson.embeddings().get(i), lesson.whole()));
            }
        }
        EmbeddingSpace space = content.space();
        return new LoadedIndex(
                version(content),
                content,
                encoder,
                new Galleries("", gallery(space.dimension(), wholes), gallery(2 * space.dimension(), parts)),
                1);
    }

    private static Gallery gallery(int dimension, Map<Entry, float[]> vectors) {
        Map<Long, float[]> byKey = new HashMap<>();
        vectors.forEach((entry, vector) -> byKey.put(entry.id(), vector));
        return Gallery.empty(dimension).updated(List.copyOf(vectors.keySet()), keys -> byKey);
    }

    /** As it would be stored. */
    private SimilarityIndex version(IndexContent content) {
        EmbeddingSpace space = content.space();
        IndexSummary summary = new IndexSummary(
                space.encoder(),
                space.encoderSha256(),
                space.framing(),
                space.dimension(),
                gallery.size(),
                0,
                0,
                content.byPicture().vote(),
                content.byRegion().vote(),
                content.wholeShare(),
                0,
                List.of());
        return new SimilarityIndex(1, EmbeddedCategory.PRODUCT, 1, "", space.sha256(), true, Instant.EPOCH, 1, summary);
    }
}
