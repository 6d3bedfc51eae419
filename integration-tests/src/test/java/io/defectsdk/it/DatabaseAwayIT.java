package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.StoreException;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.testing.database.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that stops, is killed or hangs: the line goes on, and says what it could not write. */
@Timeout(120)
class DatabaseAwayIT {
    private final Set<UUID> recorded = ConcurrentHashMap.newKeySet();
    private TestServer server;
    private DefectSdk sdk;

    @BeforeEach
    void open() {
        server = TestServer.startedDurable();
        sdk = DefectSdk.builder()
                .database(DatabaseOptions.builder(server.jdbcUrl(), server.username(), server.password())
                        .poolSize(4)
                        .connectionTimeout(Duration.ofMillis(500))
                        .build())
                .recordTimeout(Duration.ofMillis(1_000))
                .build();
        Plant.addProduct(sdk);
        Plant.teach(sdk);
        assertThat(inspect().recorded()).isTrue();
    }

    @AfterEach
    void close() {
        sdk.close();
        server.close();
    }

    private Inspection inspect() {
        return sdk.inspector().inspect(Plant.inspect(Plant.bad(1)));
    }

    @Test
    void stoppedBeforeAnInspection() throws Exception {
        double score = inspect().anomalyScore();
        server.stop();
        Inspection unrecorded = inspect();
        assertThat(unrecorded.recorded()).isFalse();
        assertThat(unrecorded.notRecordedReason().orElseThrow()).isNotBlank().doesNotContain(server.password());
        assertThat(unrecorded.anomalyScore()).isEqualTo(score);
        for (int i = 0; i < 5; i++) {
            assertThat(inspect().recorded()).isFalse();
        }
        assertThat(unrecorded.overlay()).isNotNull();
        server.start();
        Inspection recorded = awaitRecorded();
        assertThat(sdk.inspector().find(recorded.id())).contains(recorded.record());
        assertThat(sdk.inspector().find(unrecorded.id())).isEmpty();
    }

    @Test
    void killedWhileInspectionsRun() throws Exception {
        ExecutorService line = Executors.newFixedThreadPool(2);
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch underWay = new CountDownLatch(6);
        try {
            List<Future<Integer>> threads = List.of(
                    line.submit(() -> inspectUntil(stop, underWay)), line.submit(() -> inspectUntil(stop, underWay)));
            underWay.await();
            server.kill();
            Thread.sleep(1_500);
            server.start();
            awaitRecorded();
            stop.set(true);
            for (Future<Integer> thread : threads) {
                assertThat(thread.get()).as("inspections, none of which threw").isPositive();
            }
            assertThat(recorded)
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(sdk.inspector().find(id)).isPresent());
        } finally {
            stop.set(true);
            line.shutdown();
        }
    }

    /** Every inspection must come back with a verdict; what says it is recorded must be in the database at the end. */
    private int inspectUntil(AtomicBoolean stop, CountDownLatch underWay) {
        int count = 0;
        while (!stop.get() && count < 2_000) {
            Inspection inspection = inspect();
            assertThat(inspection.verdict()).isNotNull();
            if (inspection.recorded()) {
                recorded.add(inspection.id());
            }
            count++;
            underWay.countDown();
        }
        return count;
    }

    @Test
    void hangingInMidWrite() throws Exception {
        server.freeze();
        try {
            Inspection unrecorded = inspect();
            assertThat(unrecorded.recorded()).isFalse();
            // on a busy machine it may already wait for a connection
            assertThat(unrecorded.notRecordedReason().orElseThrow())
                    .containsAnyOf("1000 ms", "Connection is not available");
        } finally {
            server.thaw();
        }
        awaitRecorded();
    }

    @Test
    void awayWhenAProductIsFirstInspected() {
        server.stop();
        assertThatThrownBy(() -> sdk.inspector().inspect(InspectionRequest.of("other", Plant.good(1))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isTrue());
        server.start();
    }

    @Test
    void awayWhenADeploymentWantsToActivate() throws Exception {
        int version = inspect().record().recipe().version();
        DeploymentRun<RecipeVersion> run = sdk.deployments()
                .deploy(
                        PatchCoreDeployment.of(Plant.PRODUCT, Plant.okPictures(30, 12))
                                .with(Plant.QUICK),
                        Plant.ENGINEER);
        CountDownLatch calibrating = new CountDownLatch(1);
        run.onProgress(progress -> {
            if (progress.phase() == DeploymentPhase.CORESET && calibrating.getCount() > 0) {
                server.stop();
                calibrating.countDown();
            }
        });
        calibrating.await();
        assertThatThrownBy(run::join).isInstanceOf(StoreException.class);
        assertThat(inspect().record().recipe().version()).isEqualTo(version);
        server.start();
        awaitRecorded();
        assertThat(sdk.deployments().activeRecipe(Plant.PRODUCT).orElseThrow().version())
                .isEqualTo(version);
    }

    private Inspection awaitRecorded() throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(deadline)) {
            Inspection inspection = inspect();
            if (inspection.recorded()) {
                return inspection;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("inspections are still not recorded a minute after the database came back");
    }
}
