package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.DefectSdk;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelFormat;
import io.defectsdk.spi.Event;
import io.defectsdk.testing.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an SDK starts, is used from several sides at once, and ends; on stores in memory and a backbone of a few lines. */
@Timeout(60)
class LifecycleTest {
    private static final Actor ENGINEER = Actor.vouched("kim", Role.ADMIN);

    private final InMemoryStores stores = new InMemoryStores();
    private final FakeModels models = new FakeModels();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile Consumer<Event> listener = event -> {};
    private final DefectSdk sdk = DefectSdk.builder()
            .stores(stores)
            .models(models)
            .listener(event -> {
                events.add(event);
                listener.accept(event);
            })
            .recordTimeout(Duration.ofMillis(500))
            .threads(2)
            .build();

    @AfterEach
    void close() {
        models.closing = null;
        sdk.close();
    }

    private void addProducts(String... codes) {
        for (String code : codes) {
            sdk.catalog().addProduct(NewProduct.of(code, "제품"), ENGINEER);
        }
    }

    private static Picture picture(int seed) {
        byte[] samples = new byte[64 * 64];
        new Random(seed).nextBytes(samples);
        return Picture.frame(PixelFormat.MONO8, 64, 64, samples);
    }

    private static PatchCoreDeployment teaching(String product) {
        return PatchCoreDeployment.of(
                        product,
                        IntStream.range(0, 8).mapToObj(LifecycleTest::picture).toList())
                .with(PatchCoreOptions.builder().inputSize(64).build());
    }

    private Inspection inspect() {
        return sdk.inspector().inspect(InspectionRequest.of("p", picture(99)));
    }

    @Test
    void callsTheListenerUnderNoLock() {
        addProducts("p", "q");
        CompletableFuture<DeploymentRun<RecipeVersion>> other = new CompletableFuture<>();
        CompletableFuture<Exception> again = new CompletableFuture<>();
        listener = event -> {
            if (!other.isDone() && event instanceof Event.DeploymentChanged) {
                other.complete(sdk.deployments().deploy(teaching("q"), ENGINEER));
                again.complete(catchThrowableOfType(
                        Exception.class, () -> sdk.deployments().deploy(teaching("p"), ENGINEER)));
            }
        };
        assertThat(sdk.deployments().deploy(teaching("p"), ENGINEER).join().version())
                .isEqualTo(1);
        assertThat(other.join().join().productCode()).isEqualTo("q");
        assertThat(again.join()).isInstanceOfSatisfying(DeploymentException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.DEPLOYMENT_RUNNING));
    }

    @Test
    void goesOnWhenTheListenerThrows() {
        addProducts("p");
        listener = event -> {
            throw new IllegalStateException("the host's own trouble");
        };
        sdk.deployments().deploy(teaching("p"), ENGINEER).join();
        assertThat(inspect().recorded()).isTrue();
        assertThat(events).anyMatch(Event.Inspected.class::isInstance);
    }

    @Test
    void tellsTheSameFailureByJoinAndByFuture() {
        addProducts("p");
        models.whileExtracting = () -> {
            throw new OutOfMemoryError("for this test");
        };
        DeploymentRun<RecipeVersion> run = sdk.deployments().deploy(teaching("p"), ENGINEER);
        assertThatThrownBy(run::join)
                .isInstanceOfSatisfying(
                        DeploymentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPLOYMENT_FAILED))
                .hasMessageContaining("for this test");
        assertThatThrownBy(() -> run.completion().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(DeploymentException.class);
        assertThat(sdk.deployments().history("p", 1).get(0).status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    void saysOfEachCancelThatItWasTaken() throws Exception {
        addProducts("p");
        CountDownLatch embedding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        models.whileExtracting = () -> {
            embedding.countDown();
            await(goOn);
        };
        DeploymentRun<RecipeVersion> run = sdk.deployments().deploy(teaching("p"), ENGINEER);
        embedding.await();
        assertThat(run.cancel()).isTrue();
        assertThat(run.cancel()).isTrue();
        goOn.countDown();
        assertThatThrownBy(run::join).isInstanceOf(DeploymentException.class);
        assertThat(run.cancel()).isFalse();
    }

    @Test
    void recordsAgainOnceTheDatabaseAnswers() throws Exception {
        addProducts("p");
        sdk.deployments().deploy(teaching("p"), ENGINEER).join();
        stores.setAvailable(false);
        assertThat(inspect().recorded()).isFalse();
        stores.setAvailable(true);
        Instant deadline = Instant.now().plusSeconds(20);
        while (!inspect().recorded() && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
        }
        assertThat(inspect().recorded()).isTrue();
    }

    @Test
    void looksForNewerRecipesAgainAfterAnError() throws Exception {
        addProducts("p");
        sdk.deployments().deploy(teaching("p"), ENGINEER).join();
        CountDownLatch polled = new CountDownLatch(1);
        // an error on the poller's own thread, as when the heap is full while a new bank is read
        listener = event -> {
            if (event instanceof Event.RecipeLoaded
                    && Thread.currentThread().getName().contains("recipes")) {
                polled.countDown();
                throw new OutOfMemoryError("for this test");
            }
        };
        activateByAnotherProcess();
        assertThat(polled.await(20, TimeUnit.SECONDS)).isTrue();
        listener = event -> {};
        stores.setAvailable(false);
        assertThat(inspect().recorded()).isFalse();
        stores.setAvailable(true);
        Instant deadline = Instant.now().plusSeconds(20);
        while (!inspect().recorded() && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
        }
        assertThat(inspect().recorded())
                .as("the poller, which is the probe, is alive")
                .isTrue();
    }

    private void activateByAnotherProcess() {
        try (DefectSdk other =
                DefectSdk.builder().stores(stores).models(new FakeModels()).build()) {
            other.deployments().deploy(teaching("p"), ENGINEER).join();
        }
    }

    @Test
    void saysWhenARefusalCouldNotBeRecorded() {
        stores.setAvailable(false);
        assertThatThrownBy(() -> sdk.deployments().deploy(teaching("p"), Actor.vouched("lee", Role.WORKER)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("could not be recorded");
    }

    @Test
    void closeWaitsForAnInspectionUnderWay() throws Exception {
        addProducts("p");
        sdk.deployments().deploy(teaching("p"), ENGINEER).join();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        models.whileExtracting = () -> {
            inside.countDown();
            await(goOn);
            assertThat(models.closed).isFalse();
        };
        CompletableFuture<Inspection> inspection = CompletableFuture.supplyAsync(this::inspect);
        inside.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(sdk::close);
        assertThatThrownBy(() -> closing.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        goOn.countDown();
        assertThat(inspection.join().recorded()).isTrue();
        closing.join();
        assertThat(models.closed).isTrue();
        assertThatThrownBy(this::inspect)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void closeCancelsADeployment() throws Exception {
        addProducts("p");
        CountDownLatch embedding = new CountDownLatch(1);
        models.whileExtracting = () -> {
            embedding.countDown();
            pause(20);
        };
        List<Picture> many = new ArrayList<>();
        IntStream.range(0, 400).forEach(i -> many.add(picture(i)));
        DeploymentRun<RecipeVersion> run = sdk.deployments()
                .deploy(PatchCoreDeployment.of("p", many).with(teaching("p").options()), ENGINEER);
        embedding.await();
        sdk.close();
        assertThatThrownBy(run::join).isInstanceOfSatisfying(DeploymentException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.DEPLOYMENT_CANCELLED));
        assertThat(stores.deployments().list("p", 1).get(0).status()).isEqualTo(DeploymentStatus.CANCELLED);
    }

    @Test
    void closesTheRestWhenOnePartCannotBeClosed() {
        ClosingStores counted = new ClosingStores();
        FakeModels broken = new FakeModels();
        broken.closing = new IllegalStateException("native trouble");
        DefectSdk other = DefectSdk.builder().stores(counted).models(broken).build();
        assertThatThrownBy(other::close).hasMessage("native trouble");
        assertThat(counted.closed).isEqualTo(1);
        other.close();
        assertThat(counted.closed).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
