package io.defectsdk.core.internal.similarity;

import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.similarity.IndexLearner.Lesson;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.SkippedPicture;
import io.defectsdk.spi.EmbeddingStore;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a request to an index: the encoder in force, the embeddings, what is learned from them. Thread-safe. */
public final class IndexMaker {
    private static final int VALUES = 1_000;

    private final EncoderChooser encoders;
    private final GalleryEmbedder embedder;
    private final EmbeddingStore store;
    private final Parallel parallel;

    /** From its parts. */
    public IndexMaker(EncoderChooser encoders, GalleryEmbedder embedder, EmbeddingStore store, Parallel parallel) {
        this.encoders = encoders;
        this.embedder = embedder;
        this.store = store;
        this.parallel = parallel;
    }

    /** Told how far it is; throws to stop. */
    public interface Progress {
        /** So many pictures are embedded. */
        void embedded(int done, int total);

        /** So many folds are compared with the others. */
        void calibrated(int done, int total);
    }

    /**
     * What was made.
     *
     * @param content the index
     * @param spaceSha256 its space
     * @param summary in figures
     */
    public record Made(IndexContent content, String spaceSha256, IndexSummary summary) {}

    /**
     * Makes an index.
     *
     * @throws DeploymentException if there is nothing to make it of
     */
    public Made make(SimilarityDeployment request, Progress progress) {
        progress.embedded(0, 1); // it may have been cancelled by now
        String product = request.productCode();
        SpaceEncoder encoder = encoders.forIndex(request);
        GalleryEmbedder.Outcome outcome = embedder.bringUpToDate(product, encoder, progress::embedded);
        String space = encoder.space().sha256();
        List<Entry> entries = Galleries.entries(store, product, space);
        requireSome(product, entries, outcome.skipped());
        List<Lesson> lessons = lessons(entries, encoder.space().dimension());
        IndexContent content =
                parallel.compute(() -> new IndexLearner(encoder.space(), request.minimumConfidence(), parallel)
                        .learn(lessons, done -> progress.calibrated(done, IndexLearner.FOLDS)));
        IndexSummary summary = new IndexSummary(
                encoder.space().encoder(),
                encoder.space().encoderSha256(),
                encoder.space().framing(),
                encoder.space().dimension(),
                count(entries, RegionSource.WHOLE),
                count(entries, RegionSource.DRAWN),
                count(entries, RegionSource.DERIVED),
                content.byPicture().vote(),
                content.byRegion().vote(),
                content.wholeShare(),
                outcome.skipped().size(),
                outcome.skipped().stream().limit(IndexSummary.MAX_SKIPPED).toList());
        return new Made(content, space, summary);
    }

    private static int count(List<Entry> entries, RegionSource source) {
        return (int) entries.stream().filter(entry -> entry.source() == source).count();
    }

    private static void requireSome(String product, List<Entry> entries, List<SkippedPicture> skipped) {
        if (entries.isEmpty()) {
            String why = skipped.isEmpty()
                    ? "'" + product + "' has no registered pictures of defects that are not retired: register some with"
                            + " pictures().add(NewPicture.defect(...)) or pictures().addFolder(PictureFolder.defect(...))"
                    : "none of the " + skipped.size() + " pictures of defects of '" + product
                            + "' can be embedded; the first: " + skipped.get(0).reason();
            throw new DeploymentException(
                    ErrorCode.DEPLOYMENT_FAILED, "a similarity index is made of pictures of defects, but " + why, null);
        }
    }

    /** Of more pictures than whitening learns from, some at equal distances. */
    private List<Lesson> lessons(List<Entry> entries, int dimension) {
        Map<Long, List<Entry>> byPicture = new LinkedHashMap<>();
        entries.forEach(entry -> byPicture
                .computeIfAbsent(entry.picture().id(), id -> new ArrayList<>())
                .add(entry));
        List<List<Entry>> all = byPicture.values().stream()
                .filter(parts -> parts.stream().anyMatch(part -> part.region().isEmpty()))
                .toList();
        int count = Math.min(WithinTypeWhitening.MAXIMUM_PICTURES, all.size());
        List<List<Entry>> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        Map<Long, Embedding> values = values(chosen, dimension);
        return chosen.stream()
                .map(parts -> lesson(parts, values))
                .flatMap(Optional::stream)
                .toList();
    }

    private Map<Long, Embedding> values(List<List<Entry>> pictures, int dimension) {
        List<Long> ids = pictures.stream().flatMap(List::stream).map(Entry::id).toList();
        Map<Long, Embedding> values = new HashMap<>();
        for (int from = 0; from < ids.size(); from += VALUES) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + VALUES));
            values.putAll(Galleries.values(store, some, dimension));
        }
        return values;
    }

    /** Empty where somebody removed the picture meanwhile. */
    private static Optional<Lesson> lesson(List<Entry> entries, Map<Long, Embedding> values) {
        Entry whole = entries.stream()
                .filter(entry -> entry.region().isEmpty())
                .findFirst()
                .orElseThrow();
        List<Entry> regions =
                entries.stream().filter(entry -> entry.region().isPresent()).toList();
        List<Entry> parts = regions.isEmpty() ? List.of(whole) : regions;
        Embedding embedding = values.get(whole.id());
        if (embedding == null
                || !values.keySet().containsAll(parts.stream().map(Entry::id).toList())) {
            return Optional.empty();
        }
        return Optional.of(new Lesson(
                whole.picture(),
                whole,
                embedding,
                parts,
                parts.stream().map(part -> values.get(part.id())).toList()));
    }
}
