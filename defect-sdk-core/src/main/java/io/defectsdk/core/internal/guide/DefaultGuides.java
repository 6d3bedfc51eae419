package io.defectsdk.core.internal.guide;

import static java.util.Objects.requireNonNull;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.account.Actor;
import io.defectsdk.core.internal.account.Permissions;
import io.defectsdk.core.internal.concurrent.DaemonThreads;
import io.defectsdk.core.internal.concurrent.Gate;
import io.defectsdk.core.internal.concurrent.RecordWriter;
import io.defectsdk.guide.Guide;
import io.defectsdk.guide.GuideEntry;
import io.defectsdk.guide.GuideEvent;
import io.defectsdk.guide.GuideRating;
import io.defectsdk.guide.GuideRecord;
import io.defectsdk.guide.GuideRequest;
import io.defectsdk.guide.Guides;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualQuery;
import io.defectsdk.guide.ManualSearchResult;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** See {@link Guides}. */
final class DefaultGuides implements Guides, AutoCloseable {
    private final Gate gate;
    private final Stores stores;
    private final ManualSearch search;
    private final GuideMaker maker;
    private final RecordWriter<GuideRecord> writer;
    private final Permissions permissions;
    private final Clock clock;
    private final ExecutorService streams = Executors.newCachedThreadPool(DaemonThreads.named("defect-sdk-guide"));

    DefaultGuides(
            Gate gate,
            Stores stores,
            ManualSearch search,
            GuideMaker maker,
            RecordWriter<GuideRecord> writer,
            Permissions permissions,
            Clock clock) {
        this.gate = gate;
        this.stores = stores;
        this.search = search;
        this.maker = maker;
        this.writer = writer;
        this.permissions = permissions;
        this.clock = clock;
    }

    @Override
    public Guide generate(GuideRequest request) {
        requireNonNull(request, "request");
        return generate(request, event -> {});
    }

    private Guide generate(GuideRequest request, Consumer<GuideEvent> events) {
        return gate.call(() -> {
            long start = System.nanoTime();
            Instant at = now();
            GuideDraft draft = maker.make(request, events);
            Duration took = Duration.ofNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.MICROS);
            GuideRecord guide = record(request, at, draft, took);
            RecordWriter.Outcome written = writer.write(guide);
            return new Guide(guide, written.id(), written.failure());
        });
    }

    private static GuideRecord record(GuideRequest request, Instant at, GuideDraft draft, Duration took) {
        return new GuideRecord(
                request.subject(),
                at,
                request.language(),
                draft.method(),
                draft.parts(),
                draft.text(),
                OptionalDouble.of(draft.confidence()),
                Optional.of(draft.indexId()),
                draft.model(),
                draft.fallback(),
                Optional.of(draft.retrievalTime()),
                Optional.of(took),
                request.actor());
    }

    @Override
    public Flow.Publisher<GuideEvent> stream(GuideRequest request) {
        requireNonNull(request, "request");
        return new GuidePublisher(streams, events -> {
            Guide guide = generate(request, events);
            events.accept(new GuideEvent.Done(guide));
        });
    }

    @Override
    public ManualSearchResult search(ManualQuery query) {
        requireNonNull(query, "query");
        return gate.call(() -> search.search(query));
    }

    @Override
    public Optional<ManualIndex> activeIndex(String productCode) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> stores.manualIndexes().active(productCode));
    }

    @Override
    public List<ManualIndex> indexes(String productCode) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> stores.manualIndexes().list(productCode));
    }

    @Override
    public Optional<GuideEntry> find(long guideId) {
        return gate.call(() -> stores.guides().find(guideId));
    }

    @Override
    public List<GuideEntry> recent(String productCode, int limit) {
        requireNonNull(productCode, "productCode");
        return gate.call(() -> stores.guides().recent(productCode, limit));
    }

    @Override
    public List<GuideEntry> ofInspection(UUID inspectionId) {
        requireNonNull(inspectionId, "inspectionId");
        return gate.call(() -> stores.guides().ofInspection(inspectionId));
    }

    @Override
    public GuideEntry rate(long guideId, int stars, String comment, Actor author) {
        requireNonNull(author, "author");
        GuideRating.checkStars(stars);
        Optional<String> said = GuideRating.checkComment(comment);
        return gate.call(() -> {
            try {
                return stores.guides().rate(guideId, stars, said, author, now());
            } catch (AccessDeniedException e) {
                permissions.recordRefusal(author, "guide.rate", AuditSubjects.guide(guideId));
                throw e;
            }
        });
    }

    @Override
    public List<GuideRating> ratings(long guideId) {
        return gate.call(() -> stores.guides().ratings(guideId));
    }

    @Override
    public List<GuideEntry> lowRated(String productCode, int stars, int limit) {
        requireNonNull(productCode, "productCode");
        GuideRating.checkStars(stars);
        return gate.call(() -> stores.guides().lowRated(productCode, stars, limit));
    }

    @Override
    public GuideEntry markDone(long guideId, Actor actor) {
        requireNonNull(actor, "actor");
        return gate.call(() -> stores.guides().markDone(guideId, actor, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Ends what is being made in the background. */
    @Override
    public void close() {
        streams.shutdownNow();
    }
}
