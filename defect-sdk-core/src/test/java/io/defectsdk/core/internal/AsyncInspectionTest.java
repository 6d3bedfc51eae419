package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionOutcome;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.Event;
import io.defectsdk.testing.memory.InMemoryStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inspections on the SDK's own threads: two of them, and a queue of three. */
@Timeout(120)
class AsyncInspectionTest {
    private final InMemoryStores stores = new InMemoryStores();
    private final BlockModels models = new BlockModels();
    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    private final CountDownLatch turnstile = new CountDownLatch(1);
    private DefectSdk sdk;
    private List<Picture> pictures;

    @BeforeEach
    void teach() {
        sdk = DefectSdk.builder()
                .stores(stores)
                .models(models)
                .threads(2)
                .inspectionQueue(3)
                .listener(events::add)
                .build();
        sdk.catalog().addProduct(NewProduct.of("prod1", "제품"), EngineTest.ADMIN);
        sdk.deployments()
                .deploy(EngineTest.deployment("prod1"), EngineTest.ADMIN)
                .join();
        pictures = Parts.good(10, 77);
    }

    @AfterEach
    void close() {
        turnstile.countDown();
        sdk.close();
    }

    private InspectionRequest request(int picture) {
        return InspectionRequest.of("prod1", pictures.get(picture)).withPartId("part " + picture);
    }

    private int recorded() {
        return sdk.inspector().recent("prod1", 100).size();
    }

    /** Two run and three wait. */
    private List<CompletableFuture<Inspection>> fill() throws InterruptedException {
        models.turnstile = turnstile;
        int before = models.extractions.get();
        List<CompletableFuture<Inspection>> running = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            running.add(sdk.inspector().inspectAsync(request(i)));
        }
        while (models.extractions.get() < before + 2) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        for (int i = 2; i < 5; i++) {
            running.add(sdk.inspector().inspectAsync(request(i)));
        }
        return running;
    }

    @Test
    void givesTheSameScoresAsOnTheCallersThread() {
        List<Double> alone = IntStream.range(0, 10)
                .mapToObj(i -> sdk.inspector().inspect(request(i)).anomalyScore())
                .toList();

        try (Stream<InspectionOutcome> outcomes =
                sdk.inspector().inspectAll(IntStream.range(0, 10).mapToObj(this::request))) {
            assertThat(outcomes.map(
                            outcome -> outcome.inspection().orElseThrow().anomalyScore()))
                    .containsExactlyElementsOf(alone);
        }
        assertThat(sdk.inspector().inspectAsync(request(3)).join().anomalyScore())
                .isEqualTo(alone.get(3));
        assertThat(recorded()).isEqualTo(21);
    }

    @Test
    void refusesAtOnceWhatTheQueueCannotTake() throws InterruptedException {
        List<CompletableFuture<Inspection>> running = fill();

        CompletableFuture<Inspection> refused = sdk.inspector().inspectAsync(request(5));

        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::join).cause().isInstanceOfSatisfying(DefectSdkException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BUSY);
            assertThat(e.retryable()).isTrue();
            assertThat(e).hasMessageContaining("3 inspections wait").hasMessageContaining("inspectionQueue");
        });
        assertThat(events).hasAtLeastOneElementOfType(Event.InspectionFailed.class);
        turnstile.countDown();
        running.forEach(CompletableFuture::join);
        assertThat(recorded()).isEqualTo(5);
    }

    @Test
    void neverBeginsWhatWasCancelledInTheQueueAndGivesItsPlaceAway() throws InterruptedException {
        List<CompletableFuture<Inspection>> running = fill();
        int begun = models.extractions.get();

        assertThat(running.get(3).cancel(false)).isTrue();
        CompletableFuture<Inspection> instead = sdk.inspector().inspectAsync(request(6));
        turnstile.countDown();

        assertThat(instead.join().record().partId()).contains("part 6");
        running.get(2).join();
        running.get(4).join();
        assertThat(models.extractions).hasValue(begun + 3);
        assertThat(sdk.inspector().recent("prod1", 100))
                .noneMatch(kept -> kept.partId().orElseThrow().equals("part 3"));
    }

    @Test
    void recordsNothingThatWasCancelledUnderWay() throws InterruptedException {
        List<CompletableFuture<Inspection>> running = fill();

        running.get(0).cancel(false);
        turnstile.countDown();

        running.subList(1, 5).forEach(CompletableFuture::join);
        assertThat(recorded()).isEqualTo(4);
        assertThat(events).noneMatch(event -> event instanceof Event.InspectionFailed);
    }

    @Test
    void givesUpWhatComesTooLate() throws InterruptedException {
        models.turnstile = turnstile;
        CompletableFuture<Inspection> late =
                sdk.inspector().inspectAsync(request(0).within(Duration.ofMillis(300)));
        TimeUnit.MILLISECONDS.sleep(400);
        turnstile.countDown();

        assertThatThrownBy(late::join).cause().isInstanceOfSatisfying(DefectSdkException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_PASSED);
            assertThat(e.retryable()).isTrue();
            assertThat(e).hasMessageContaining("within 300 ms");
        });
        assertThat(recorded()).isZero();
        assertThat(sdk.inspector()
                        .inspect(request(8).within(Duration.ofMinutes(1)))
                        .recorded())
                .isTrue();
    }

    @Test
    void drawsRequestsOnlyAFewAheadOfTheReader() {
        AtomicInteger drawn = new AtomicInteger();
        Stream<InspectionRequest> endless = Stream.generate(() -> request(drawn.getAndIncrement() % 10));

        try (Stream<InspectionOutcome> outcomes = sdk.inspector().inspectAll(endless)) {
            assertThat(outcomes.limit(6)).hasSize(6);
        }

        assertThat(drawn.get()).isBetween(6, 10);
    }

    @Test
    void tellsOfAPictureThatFailsAndGoesOn() {
        List<InspectionRequest> requests =
                List.of(request(0), InspectionRequest.of("prod1", Picture.of(new byte[] {1, 2, 3})), request(1));

        try (Stream<InspectionOutcome> outcomes = sdk.inspector().inspectAll(requests.stream())) {
            List<InspectionOutcome> all = outcomes.toList();
            assertThat(all).extracting(InspectionOutcome::request).isEqualTo(requests);
            assertThat(all.get(1).failure().orElseThrow().code()).isEqualTo(ErrorCode.PICTURE_FORMAT_UNSUPPORTED);
            assertThat(all.get(2).inspection()).isPresent();
        }
    }

    @Test
    void inspectsOnTheReadersThreadWhereTheQueueIsFullOfOthers() throws InterruptedException {
        List<CompletableFuture<Inspection>> others = fill();
        new Thread(() -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(50);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    turnstile.countDown();
                })
                .start();

        try (Stream<InspectionOutcome> outcomes = sdk.inspector().inspectAll(Stream.of(request(5), request(6)))) {
            assertThat(outcomes.map(outcome ->
                            outcome.inspection().orElseThrow().record().partId()))
                    .containsExactly(Optional.of("part 5"), Optional.of("part 6"));
        }
        others.forEach(CompletableFuture::join);
    }

    @Test
    void cancelsWhatWaitsWhenItIsClosed() throws InterruptedException {
        List<CompletableFuture<Inspection>> running = fill();
        Thread closing = new Thread(() -> sdk.close());
        closing.start();

        for (CompletableFuture<Inspection> waiting : running.subList(2, 5)) {
            assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
        }
        turnstile.countDown();
        closing.join();

        assertThat(running.get(0).join().recorded()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> sdk.inspector().inspectAsync(request(0)));
    }

    @Test
    void passesFailuresOn() {
        CompletableFuture<Inspection> unknown =
                sdk.inspector().inspectAsync(InspectionRequest.of("nobody", pictures.get(0)));

        assertThatThrownBy(unknown::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        DefectSdkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN));
    }
}
