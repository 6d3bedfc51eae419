package io.defectsdk.core.internal.inspection;

import io.defectsdk.DefectSdkException;
import io.defectsdk.core.internal.Events;
import io.defectsdk.core.internal.LibraryVersion;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.recipe.ActiveRecipes;
import io.defectsdk.core.internal.recipe.LoadedRecipe;
import io.defectsdk.core.internal.render.HeatRenderer;
import io.defectsdk.core.internal.storage.RecipeContents;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionOutcome;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Inspector;
import io.defectsdk.inspection.PictureRef;
import io.defectsdk.inspection.RecipeRef;
import io.defectsdk.inspection.StepTimings;
import io.defectsdk.spi.Event;
import io.defectsdk.spi.InspectionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** See {@link Inspector}: picture, recipe, judgement, storage, record, in this order. */
public final class DefaultInspector implements Inspector, AutoCloseable {
    private final Gate gate;
    private final PictureDecoder decoder;
    private final ActiveRecipes recipes;
    private final Parallel parallel;
    private final Judge judge;
    private final Explainer explainer;
    private final PictureKeeper keeper;
    private final HistoryWriter history;
    private final InspectionStore store;
    private final Events events;
    private final Clock clock;
    private final InspectionIds ids = new InspectionIds();
    private final InspectionQueue queue;

    /** From its parts. */
    public DefaultInspector(
            Gate gate,
            PictureDecoder decoder,
            ActiveRecipes recipes,
            RecipeContents contents,
            Parallel parallel,
            PictureKeeper keeper,
            HistoryWriter history,
            InspectionStore store,
            Events events,
            Clock clock,
            int threads,
            int queueSize) {
        this.gate = gate;
        this.decoder = decoder;
        this.recipes = recipes;
        this.parallel = parallel;
        this.judge = new Judge(parallel);
        this.explainer = new Explainer(contents);
        this.keeper = keeper;
        this.history = history;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.queue = new InspectionQueue(threads, queueSize, this::inspect);
    }

    @Override
    public Inspection inspect(InspectionRequest request) {
        return inspect(request, new Demand(request, () -> false));
    }

    @Override
    public CompletableFuture<Inspection> inspectAsync(InspectionRequest request) {
        Objects.requireNonNull(request, "request");
        return queue.offer(request).orElseGet(() -> {
            DefectSdkException full = queue.full();
            events.publish(new Event.InspectionFailed(request.productCode(), full));
            return CompletableFuture.failedFuture(full);
        });
    }

    @Override
    public Stream<InspectionOutcome> inspectAll(Stream<InspectionRequest> requests) {
        return InspectionBatch.of(requests, queue, this::inspect);
    }

    private Inspection inspect(InspectionRequest request, Demand demand) {
        return gate.call(() -> {
            long start = System.nanoTime();
            try {
                Inspection inspection = run(request, demand);
                events.publish(new Event.Inspected(inspection, Duration.ofNanos(System.nanoTime() - start)));
                return inspection;
            } catch (CancellationException e) {
                throw e; // nobody asks any more
            } catch (RuntimeException e) {
                events.publish(new Event.InspectionFailed(request.productCode(), e));
                throw e;
            }
        });
    }

    private Inspection run(InspectionRequest request, Demand demand) {
        demand.require("begin");
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = ids.next(at);
        // the recipe first: an unknown product must not cost a decode
        LoadedRecipe recipe = recipes.get(request.productCode());
        Judged judged = parallel.compute(() -> judge(request, recipe, demand));
        DecodedPicture picture = judged.picture();
        Judge.Judgement judgement = judged.judgement();
        demand.require("record the verdict");
        PictureKeeper.Outcome kept =
                keeper.keep(request.productCode(), judgement.scoring().verdict(), picture, id, at);
        InspectionRecord inspectionRecord = new InspectionRecord(
                id,
                at,
                request.productCode(),
                reference(recipe),
                new PictureRef(
                        picture.name(),
                        picture.sha256(),
                        picture.pixels().width(),
                        picture.pixels().height(),
                        kept.key()),
                judgement.scoring(),
                judgement.regions(),
                new StepTimings(judged.decode(), judgement.features(), judgement.search(), judgement.mapping()),
                request.actor(),
                request.partId(),
                LibraryVersion.current());
        Optional<String> notRecorded = history.write(inspectionRecord);
        return new DefaultInspection(
                inspectionRecord,
                picture.pixels(),
                judgement.map(),
                new HeatRenderer(judgement.scoring().ngThreshold()),
                judgement.evidence(),
                explainer,
                notRecorded,
                kept.failure());
    }

    @Override
    public Explanation explain(Inspection inspection, AnomalyRegion region) {
        Objects.requireNonNull(inspection, "inspection");
        Objects.requireNonNull(region, "region");
        return gate.call(() -> explainer.explain(inspection, region));
    }

    /**
     * What takes the processor, and nothing that waits.
     *
     * @param decode time of decoding
     */
    private record Judged(DecodedPicture picture, Duration decode, Judge.Judgement judgement) {}

    private Judged judge(InspectionRequest request, LoadedRecipe recipe, Demand demand) {
        Stopwatch watch = new Stopwatch();
        demand.require("decode the picture");
        DecodedPicture picture = decoder.decode(request.picture());
        Duration decode = watch.lap();
        return new Judged(picture, decode, judge.judge(picture.pixels(), recipe, demand));
    }

    private static RecipeRef reference(LoadedRecipe loaded) {
        RecipeSummary summary = loaded.recipe().summary();
        return new RecipeRef(
                loaded.version().id(),
                loaded.version().version(),
                loaded.version().sha256(),
                summary.method().backbone(),
                summary.method().backboneSha256());
    }

    @Override
    public Optional<InspectionRecord> find(UUID id) {
        Objects.requireNonNull(id, "id");
        return gate.call(() -> store.find(id));
    }

    @Override
    public List<InspectionRecord> recent(String productCode, int limit) {
        Objects.requireNonNull(productCode, "productCode");
        return gate.call(() -> store.recent(productCode, limit));
    }

    /** Takes no more into the queue, and cancels what waits there. */
    @Override
    public void close() {
        queue.close();
    }
}
