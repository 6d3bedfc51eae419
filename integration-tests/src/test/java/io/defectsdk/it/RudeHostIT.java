package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.DeploymentPhase;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.BufferedPicture;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.Event;
import io.defectsdk.spi.EventListener;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners of the host's that fail badly or call back: nothing of that reaches an inspection or a deployment. */
@Timeout(60)
class RudeHostIT {
    private final AtomicReference<EventListener> listener = new AtomicReference<>(event -> {});
    private DefectSdk sdk;

    @BeforeEach
    void open() {
        sdk = DefectSdk.builder()
                .stores(new InMemoryStores())
                .listener(event -> listener.get().onEvent(event))
                .build();
        Plant.addProduct(sdk);
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    @Test
    void aListenerMayEvenThrowErrors() {
        listener.set(event -> {
            throw new NoClassDefFoundError("of the host");
        });

        assertThat(Plant.teach(sdk).version()).isEqualTo(1);
        assertThat(sdk.inspector().inspect(Plant.inspect(Plant.good(1))).recorded())
                .isTrue();
    }

    @Test
    void aRunEndsThoughItsProgressListenerThrowsErrors() {
        DeploymentRun<RecipeVersion> run = start();
        run.onProgress(progress -> {
            if (progress.phase() == DeploymentPhase.DONE) {
                throw new NoClassDefFoundError("of the host");
            }
        });

        assertThat(run.completion().orTimeout(30, TimeUnit.SECONDS).join().version())
                .isEqualTo(1);
    }

    @Test
    void aListenerMayStartADeploymentFromTheStartOfAnother() throws Exception {
        CompletableFuture<DeploymentRun<RecipeVersion>> second = new CompletableFuture<>();
        listener.set(event -> {
            if (event instanceof Event.DeploymentChanged changed
                    && changed.deployment().status() == DeploymentStatus.RUNNING
                    && !second.isDone()) {
                try {
                    second.complete(start());
                } catch (RuntimeException e) {
                    second.completeExceptionally(e);
                }
            }
        });

        start().join();

        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        DeploymentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPLOYMENT_RUNNING));
    }

    @Test
    void anInterruptedThreadThatClosesWaitsForInspectionsUnderWay() throws Exception {
        Plant.teach(sdk);
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture<Inspection> underWay =
                CompletableFuture.supplyAsync(() -> sdk.inspector().inspect(Plant.inspect(Picture.of(new InputStream() {
                    private final InputStream png = new ByteArrayInputStream(png(Plant.good(1)));

                    @Override
                    public int read() throws IOException {
                        return png.read();
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        decoding.countDown();
                        try {
                            closing.await();
                            Thread.sleep(200);
                        } catch (InterruptedException e) {
                            throw new InterruptedIOException();
                        }
                        return png.read(bytes, offset, length);
                    }
                }))));
        decoding.await();

        Thread.currentThread().interrupt();
        closing.countDown();
        sdk.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(underWay.get(10, TimeUnit.SECONDS).recorded()).isTrue();
    }

    private static byte[] png(Picture picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(((BufferedPicture) picture).image(), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void aPictureStoreThatThrowsErrorsCostsNoVerdict() {
        try (DefectSdk keeping = DefectSdk.builder()
                .stores(new InMemoryStores())
                .retention(PictureRetention.of(PictureRetention.Rule.all()))
                .storage(Storage.of(new ObjectStore() {
                    @Override
                    public void put(String key, InputStream content) {
                        throw new NoClassDefFoundError("of the host");
                    }

                    @Override
                    public boolean delete(String key) {
                        throw new AssertionError("nothing is deleted");
                    }

                    @Override
                    public Optional<InputStream> open(String key) {
                        return Optional.empty();
                    }
                }))
                .build()) {
            Plant.addProduct(keeping);
            Plant.teach(keeping);

            Inspection inspection = keeping.inspector().inspect(Plant.inspect(Plant.good(1)));

            assertThat(inspection.recorded()).isTrue();
            assertThat(inspection.notKeptReason().orElseThrow()).contains("of the host");
        }
    }

    private DeploymentRun<RecipeVersion> start() {
        return sdk.deployments()
                .deploy(
                        PatchCoreDeployment.of(Plant.PRODUCT, Plant.okPictures(0, 12))
                                .with(Plant.QUICK),
                        Plant.ENGINEER);
    }
}
