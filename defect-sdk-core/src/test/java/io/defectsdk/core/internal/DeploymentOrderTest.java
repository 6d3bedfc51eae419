package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.DefectSdk;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentProgress;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.spi.Event;
import io.defectsdk.testing.memory.InMemoryStores;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deployments beside each other, cancelled, and closed upon. */
@Timeout(60)
class DeploymentOrderTest {
    private final InMemoryStores stores = new InMemoryStores();
    private final BlockModels models = new BlockModels();
    private final AtomicReference<Runnable> onChange = new AtomicReference<>(() -> {});
    private final DefectSdk sdk = DefectSdk.builder()
            .stores(stores)
            .models(models)
            .threads(2)
            .listener(event -> {
                if (event instanceof Event.DeploymentChanged) {
                    onChange.getAndSet(() -> {}).run();
                }
            })
            .build();

    @BeforeEach
    void addProducts() {
        sdk.catalog().addProduct(NewProduct.of("prod1", "하나"), EngineTest.ADMIN);
        sdk.catalog().addProduct(NewProduct.of("prod2", "둘"), EngineTest.ADMIN);
    }

    @AfterEach
    void close() {
        models.turnstile.countDown();
        sdk.close();
    }

    private DeploymentRun<RecipeVersion> deploy(String code) {
        return sdk.deployments().deploy(EngineTest.deployment(code), EngineTest.ADMIN);
    }

    private DeploymentStatus status(DeploymentRun<RecipeVersion> run) {
        return stores.deployments().find(run.id()).orElseThrow().status();
    }

    @Test
    void goesThroughItsPhasesInOrder() {
        ConcurrentLinkedQueue<DeploymentPhase> phases = new ConcurrentLinkedQueue<>();
        models.turnstile = new CountDownLatch(1);
        DeploymentRun<RecipeVersion> run = deploy("prod1").onProgress(progress -> phases.add(progress.phase()));
        models.turnstile.countDown();

        run.join();

        List<DeploymentPhase> order = phases.stream().distinct().toList();
        assertThat(order.subList(order.indexOf(DeploymentPhase.EMBEDDING), order.size()))
                .containsExactly(
                        DeploymentPhase.EMBEDDING,
                        DeploymentPhase.CORESET,
                        DeploymentPhase.CALIBRATION,
                        DeploymentPhase.ACTIVATION,
                        DeploymentPhase.DONE);
        assertThat(run.progress().phase()).isEqualTo(DeploymentPhase.DONE);
        assertThat(status(run)).isEqualTo(DeploymentStatus.COMPLETED);
    }

    @Test
    void refusesASecondDeploymentOfTheSameProduct() {
        models.turnstile = new CountDownLatch(1);
        DeploymentRun<RecipeVersion> first = deploy("prod1");

        DeploymentException refusal = catchThrowableOfType(DeploymentException.class, () -> deploy("prod1"));
        models.turnstile.countDown();
        first.join();

        assertThat(refusal.code()).isEqualTo(ErrorCode.DEPLOYMENT_RUNNING);
        assertThat(refusal)
                .hasMessageContaining("deployment " + first.id())
                .hasMessageContaining("wait for it or cancel");
        assertThat(deploy("prod1").join().version()).isEqualTo(2);
    }

    @Test
    void letsOneDeploymentAfterTheOtherHaveTheMemory() {
        models.turnstile = new CountDownLatch(1);
        DeploymentRun<RecipeVersion> first = deploy("prod1");
        DeploymentRun<RecipeVersion> second = deploy("prod2");
        AtomicReference<DeploymentProgress> atFirstsEnd = new AtomicReference<>();
        first.onProgress(progress -> {
            if (progress.phase() == DeploymentPhase.DONE) {
                atFirstsEnd.set(second.progress());
            }
        });

        models.turnstile.countDown();

        assertThat(second.join().version()).isOne();
        assertThat(atFirstsEnd.get().phase()).isEqualTo(DeploymentPhase.WAITING);
        assertThat(first.completion()).isCompleted();
    }

    @Test
    void cancelsWhatRunsAndWhatWaits() {
        models.turnstile = new CountDownLatch(1);
        DeploymentRun<RecipeVersion> first = deploy("prod1");
        DeploymentRun<RecipeVersion> second = deploy("prod2");

        assertThat(second.cancel()).isTrue();
        assertThat(first.cancel()).isTrue();
        models.turnstile.countDown();

        for (DeploymentRun<RecipeVersion> run : List.of(first, second)) {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(run::join)
                    .withMessageContaining("was cancelled")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPLOYMENT_CANCELLED));
            assertThat(status(run)).isEqualTo(DeploymentStatus.CANCELLED);
        }
        assertThat(sdk.deployments().activeRecipe("prod1")).isEmpty();
        assertThat(models.extractions.get()).isLessThan(3);
    }

    @Test
    void cancelsInEveryPhaseBeforeActivation() {
        for (DeploymentPhase phase :
                List.of(DeploymentPhase.EMBEDDING, DeploymentPhase.CORESET, DeploymentPhase.CALIBRATION)) {
            models.turnstile = new CountDownLatch(1);
            DeploymentRun<RecipeVersion> run = deploy("prod1");
            run.onProgress(progress -> {
                if (progress.phase() == phase) {
                    run.cancel();
                }
            });
            models.turnstile.countDown();

            assertThatExceptionOfType(DeploymentException.class).as("%s", phase).isThrownBy(run::join);
            assertThat(status(run)).isEqualTo(DeploymentStatus.CANCELLED);
        }
        assertThat(deploy("prod1").join().version()).isOne();
    }

    @Test
    void isTooLateToCancelOnceItActivates() {
        models.turnstile = new CountDownLatch(1);
        DeploymentRun<RecipeVersion> run = deploy("prod1");
        AtomicReference<Boolean> cancelled = new AtomicReference<>();
        run.onProgress(progress -> {
            if (progress.phase() == DeploymentPhase.ACTIVATION) {
                cancelled.set(run.cancel());
            }
        });
        models.turnstile.countDown();

        assertThat(run.join().active()).isTrue();
        assertThat(cancelled.get()).isFalse();
    }

    @Test
    void letsAListenerStartTheNextDeployment() {
        AtomicReference<DeploymentRun<RecipeVersion>> second = new AtomicReference<>();
        onChange.set(() -> second.set(deploy("prod2")));

        deploy("prod1").join();

        assertThat(second.get().join().productCode()).isEqualTo("prod2");
    }

    @Test
    void cancelsDeploymentsWhenItCloses() {
        models.turnstile = new CountDownLatch(1);
        DeploymentRun<RecipeVersion> first = deploy("prod1");
        DeploymentRun<RecipeVersion> second = deploy("prod2");
        first.onProgress(progress -> models.turnstile.countDown());

        sdk.close();

        assertThat(first.completion()).isCompletedExceptionally();
        assertThat(second.completion()).isCompletedExceptionally();
    }

    @Test
    void succeedsWhereTheActiveRecipeCannotBeMadeReadyAtOnce() {
        AtomicInteger failures = new AtomicInteger();
        models.onMatrix = () -> {
            if (stores.recipes().active("prod1").isPresent() && failures.getAndIncrement() == 0) {
                throw new OutOfMemoryError("no room for the bank");
            }
        };

        DeploymentRun<RecipeVersion> run = deploy("prod1");

        assertThat(run.join().version()).isOne();
        assertThat(failures).hasValue(1);
        assertThat(status(run)).isEqualTo(DeploymentStatus.COMPLETED);
        assertThat(inspect().recipe().version()).isOne();
    }

    private InspectionRecord inspect() {
        return sdk.inspector()
                .inspect(InspectionRequest.of("prod1", Parts.good(1_000)))
                .record();
    }

    @Test
    void sharesTheThreadsBetweenAForecastAndAnInspection() {
        deploy("prod1").join();
        int before = models.extractions.get();
        models.turnstile = new CountDownLatch(1);

        CompletableFuture<?> forecast =
                CompletableFuture.supplyAsync(() -> sdk.deployments().forecast(EngineTest.deployment("prod1")));
        awaitExtractions(before + 1);
        CompletableFuture<?> inspection = CompletableFuture.supplyAsync(this::inspect);
        awaitExtractions(before + 2);
        int onOneThread = models.oneThreadExtractions.get();
        models.turnstile.countDown();
        CompletableFuture.allOf(forecast, inspection).join();

        assertThat(onOneThread).as("of two threads, the inspection has one").isOne();
    }

    private void awaitExtractions(int number) {
        while (models.extractions.get() < number) {
            Thread.onSpinWait();
        }
    }

    @Test
    void failsWhereTheDatabaseCannotTakeTheRecipe() {
        models.turnstile = new CountDownLatch(1);
        DeploymentRun<RecipeVersion> run = deploy("prod1");
        run.onProgress(progress -> stores.setAvailable(progress.phase() != DeploymentPhase.ACTIVATION));
        models.turnstile.countDown();

        assertThatExceptionOfType(io.defectsdk.StoreException.class).isThrownBy(run::join);

        stores.setAvailable(true);
        assertThat(sdk.deployments().activeRecipe("prod1")).isEmpty();
        assertThat(deploy("prod1").join().version()).isOne();
    }
}
