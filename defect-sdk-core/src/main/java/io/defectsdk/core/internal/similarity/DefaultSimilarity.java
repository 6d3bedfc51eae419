package io.defectsdk.core.internal.similarity;

import static java.util.Objects.requireNonNull;

import io.defectsdk.ErrorCode;
import io.defectsdk.SimilarityException;
import io.defectsdk.account.Actor;
import io.defectsdk.core.internal.account.AdminCalls;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.concurrent.RecordWriter;
import io.defectsdk.core.internal.similarity.QueryVectors.Asked;
import io.defectsdk.similarity.ContactSheet;
import io.defectsdk.similarity.IndexUpdate;
import io.defectsdk.similarity.SearchEntry;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.Similarity;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** See {@link Similarity}: index, embeddings, search, vote, record, in this order. */
public final class DefaultSimilarity implements Similarity {
    private final Gate gate;
    private final AdminCalls adminCalls;
    private final Stores stores;
    private final ActiveIndexes indexes;
    private final GalleryEmbedder embedder;
    private final QueryVectors queries;
    private final ContactSheets sheets;
    private final RecordWriter<SearchRecord> writer;
    private final Parallel parallel;
    private final Clock clock;

    /** From its parts. */
    public DefaultSimilarity(
            Gate gate,
            AdminCalls adminCalls,
            Stores stores,
            ActiveIndexes indexes,
            GalleryEmbedder embedder,
            QueryVectors queries,
            ContactSheets sheets,
            RecordWriter<SearchRecord> writer,
            Parallel parallel,
            Clock clock) {
        this.gate = gate;
        this.adminCalls = adminCalls;
        this.stores = stores;
        this.indexes = indexes;
        this.embedder = embedder;
        this.queries = queries;
        this.sheets = sheets;
        this.writer = writer;
        this.parallel = parallel;
        this.clock = clock;
    }

    @Override
    public SimilarityResult search(SimilarityQuery query) {
        requireNonNull(query, "query");
        return gate.call(() -> {
            long start = System.nanoTime();
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            List<LoadedIndex> loaded = loaded(query);
            int topK = query.topK().orElse(loaded.get(0).topK());
            List<LoadedIndex> compared = compared(query, loaded);
            Found found = parallel.compute(() -> find(query, compared, topK));
            Duration took = Duration.ofNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.MICROS);
            SearchRecord search = record(query, at, loaded.get(0), found, took);
            RecordWriter.Outcome written = writer.write(search);
            return new DefaultSimilarityResult(
                    found.asked().mode(),
                    found.ranked().pictures(),
                    found.ranked().vote(),
                    loaded.get(0).version(),
                    found.asked().picture(),
                    found.asked().regions(),
                    search,
                    written.id(),
                    written.failure());
        });
    }

    /** The index of the product that was asked about, and those of the others. */
    private List<LoadedIndex> loaded(SimilarityQuery query) {
        List<LoadedIndex> loaded = new ArrayList<>();
        for (String product : query.productCodes()) {
            LoadedIndex index = indexes.get(product);
            if (!loaded.isEmpty()) {
                requireAlike(loaded.get(0), index);
            }
            loaded.add(index);
        }
        return loaded;
    }

    private static void requireAlike(LoadedIndex asked, LoadedIndex other) {
        if (!asked.content().space().sha256().equals(other.content().space().sha256())) {
            throw new SimilarityException(
                    ErrorCode.INDEX_UNLIKE,
                    "the indexes of '" + asked.version().productCode() + "' and '"
                            + other.version().productCode()
                            + "' cannot be searched together: the embeddings of the first"
                            + " are " + described(asked.content().space()) + ", those of the second "
                            + described(other.content().space())
                            + ". Make one of them anew with deployments().deploy(SimilarityDeployment...encoder(...))",
                    null);
        }
    }

    private static String described(EmbeddingSpace space) {
        return "by " + space.encoder() + " (SHA-256 " + space.encoderSha256() + ", " + space.dimension()
                + " dimensions, " + space.framing() + ")";
    }

    private record Found(Asked asked, Ranking.Ranked ranked) {}

    private Found find(SimilarityQuery query, List<LoadedIndex> loaded, int topK) {
        Asked asked = queries.of(query.subject(), loaded.get(0).encoder());
        return new Found(asked, new Ranking(loaded, parallel).rank(asked, query, topK));
    }

    /** What an index learned holds for its own pictures alone. It may have to be read, and must not take a turn to compute meanwhile. */
    private List<LoadedIndex> compared(SimilarityQuery query, List<LoadedIndex> loaded) {
        boolean plain = query.subject().mode() == SimilarityMode.WORDS || loaded.size() > 1;
        return plain ? loaded.stream().map(indexes::plain).toList() : loaded;
    }

    private static SearchRecord record(
            SimilarityQuery query, Instant at, LoadedIndex index, Found found, Duration took) {
        TypeVote vote = found.ranked().vote();
        return new SearchRecord(
                at,
                query.productCode(),
                Optional.of(found.asked().mode()),
                found.asked().recordedAs(),
                found.asked().inspection(),
                Optional.of(index.version().id()),
                Optional.of(index.content().space().encoderSha256()),
                Optional.of(RecordedFilters.json(query)),
                Optional.of(vote),
                vote.defectCode(),
                found.ranked().pictures().stream()
                        .map(DefaultSimilarity::recorded)
                        .toList(),
                Optional.of(took),
                query.actor());
    }

    private static SearchRecord.Found recorded(SimilarPicture picture) {
        return new SearchRecord.Found(
                picture.rank(),
                picture.picture().storageKey(),
                picture.picture().fileName(),
                picture.cosineSimilarity(),
                Optional.of(picture.picture().id()),
                Optional.of(picture.defectCode()),
                picture.pictureCosineSimilarity().isPresent()
                        ? Optional.of(picture.pictureCosineSimilarity().getAsDouble())
                        : Optional.empty());
    }

    @Override
    public ContactSheet contactSheet(SimilarityResult result) {
        requireNonNull(result, "result");
        return gate.call(() -> sheets.of(result));
    }

    @Override
    public IndexUpdate update(String productCode, Actor actor) {
        requireNonNull(productCode, "productCode");
        return adminCalls.call(actor, "similarity.update", AuditSubjects.product(productCode), () -> {
            ActiveIndexes.Fillable index = indexes.fillable(productCode);
            GalleryEmbedder.Outcome outcome = embedder.bringUpToDate(productCode, index.encoder(), (done, total) -> {});
            indexes.changed(productCode);
            return new IndexUpdate(
                    index.version(),
                    outcome.added(),
                    outcome.replaced(),
                    outcome.unchanged(),
                    outcome.removed(),
                    outcome.skipped());
        });
    }

    @Override
    public Optional<SimilarityIndex> activeIndex(String productCode) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> stores.similarityIndexes().active(productCode));
    }

    @Override
    public List<SimilarityIndex> indexes(String productCode) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> stores.similarityIndexes().list(productCode));
    }

    @Override
    public Optional<SearchEntry> find(long searchId) {
        return gate.call(() -> stores.searches().find(searchId));
    }

    @Override
    public List<SearchEntry> recent(String productCode, int limit) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> stores.searches().recent(productCode, limit));
    }
}
