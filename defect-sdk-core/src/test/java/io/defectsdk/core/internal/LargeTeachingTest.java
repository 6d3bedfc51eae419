package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.DefectSdk;
import io.defectsdk.DeploymentException;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.BankSummary;
import io.defectsdk.deployment.FitForecast;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.PatchSampling;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.memory.InMemoryStores;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures whose patches do not fit the memory that they may take, and forecasts of what a deployment takes. */
@Timeout(120)
class LargeTeachingTest {
    private static final int PICTURES = 24;

    /** 64×64 patches of 6 dimensions: 96 KiB a picture. */
    private static final PatchCoreOptions ROOMY = PatchCoreOptions.builder()
            .inputSize(512)
            .bankSize(BankSize.vectors(200))
            .rates(0.05, 0.1)
            .build();

    private static final PatchCoreOptions CRAMPED =
            ROOMY.toBuilder().patchMemory(1 << 20).build();

    private final BlockModels models = new BlockModels();
    private final DefectSdk sdk = DefectSdk.builder()
            .stores(new InMemoryStores())
            .models(models)
            .threads(2)
            .build();

    @BeforeEach
    void addProduct() {
        sdk.catalog().addProduct(NewProduct.of("prod1", "하나"), EngineTest.ADMIN);
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    private RecipeVersion teach(List<Picture> pictures, PatchCoreOptions options) {
        return sdk.deployments()
                .deploy(PatchCoreDeployment.of("prod1", pictures).with(options), EngineTest.ADMIN)
                .join();
    }

    private static byte[] png(int seed) {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(seed);
        for (int i = 0; i < 160 * 120; i++) {
            image.getRaster().setSample(i % 160, i / 160, 0, 100 + i % 160 / 4 + random.nextInt(10));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Picture> streams() {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            pictures.add(Picture.of(new ByteArrayInputStream(png(i))));
        }
        return pictures;
    }

    @Test
    void choosesFromAllPatchesThatFit() {
        BankSummary bank = teach(Parts.good(PICTURES, 1), ROOMY).summary().bank();

        assertThat(bank.sampling()).isEqualTo(PatchSampling.ALL);
        assertThat(bank.patches()).isEqualTo(PICTURES * 4096);
        assertThat(bank.sampledPatches()).isEqualTo(PICTURES * 4096);
    }

    @Test
    void choosesFromASampleWhereTheyDoNotFit() {
        RecipeVersion version = teach(Parts.good(PICTURES, 1), CRAMPED);

        BankSummary bank = version.summary().bank();
        assertThat(bank.sampling()).isEqualTo(PatchSampling.RESERVOIR);
        assertThat(bank.okPictures()).isEqualTo(PICTURES);
        assertThat(bank.patches()).isEqualTo(PICTURES * 4096);
        assertThat(bank.sampledPatches()).isEqualTo(10 * 4096);
        assertThat(bank.vectors()).isEqualTo(200);
        assertThat(teach(Parts.good(PICTURES, 1), CRAMPED).sha256())
                .as("the same pictures give the same recipe")
                .isEqualTo(version.sha256());
    }

    @Test
    void calibratesOnPicturesThatAreReadAgain() {
        double all = teach(Parts.good(PICTURES, 1), ROOMY).summary().ngThreshold();
        int once = models.extractions.get();

        double sampled = teach(Parts.good(PICTURES, 1), CRAMPED).summary().ngThreshold();

        assertThat(models.extractions.get() - once).isEqualTo(2 * PICTURES);
        assertThat(sampled).isBetween(0.8 * all, 1.25 * all);
    }

    @Test
    void refusesStreamsThatItWouldHaveToReadTwice() {
        teach(streams(), ROOMY);

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> teach(streams(), CRAMPED))
                .withMessageContaining("read twice")
                .withMessageContaining("PatchCoreOptions.patchMemory");
    }

    @Test
    void refusesAPictureThatChangesMeanwhile(@TempDir Path folder) throws IOException {
        List<Picture> pictures = new ArrayList<>(Parts.good(PICTURES - 1, 1));
        Path file = folder.resolve("changing.png");
        Files.write(file, png(1));
        pictures.add(0, Picture.of(file));
        AtomicBoolean changed = new AtomicBoolean();

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> sdk.deployments()
                        .deploy(PatchCoreDeployment.of("prod1", pictures).with(CRAMPED), EngineTest.ADMIN)
                        .onProgress(progress -> {
                            if (progress.done() > 1 && !changed.getAndSet(true)) {
                                overwrite(file);
                            }
                        })
                        .join())
                .withMessageContaining("changing.png")
                .withMessageContaining("changed while");
    }

    private static void overwrite(Path file) {
        try {
            Files.write(file, png(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void forecastsWhatTheDeploymentThenTakes() {
        for (PatchCoreOptions options : List.of(ROOMY, CRAMPED)) {
            PatchCoreDeployment deployment =
                    PatchCoreDeployment.of("prod1", Parts.good(PICTURES, 1)).with(options);

            FitForecast forecast = sdk.deployments().forecast(deployment);

            BankSummary bank = teach(Parts.good(PICTURES, 1), options).summary().bank();
            assertThat(forecast.okPictures()).isEqualTo(PICTURES);
            assertThat(forecast.patches()).isEqualTo(bank.patches());
            assertThat(forecast.sampledPatches())
                    .isBetween((long) bank.sampledPatches(), bank.sampledPatches() + 4096L);
            assertThat(forecast.bankVectors()).isEqualTo(bank.vectors());
            assertThat(forecast.dimension()).isEqualTo(bank.dimension());
            assertThat(forecast.bankBytes()).isEqualTo(200 * 6 * 4);
            assertThat(forecast.peakMemoryBytes()).isBetween(forecast.sampledPatches() * 6 * 4, 10L << 20);
            assertThat(forecast.fitTime()).isPositive();
            assertThat(forecast.inspectionTime()).isPositive().isLessThan(forecast.fitTime());
            assertThat(forecast.measuredPictures()).isEqualTo(4);
            assertThat(forecast.basis()).contains("median of 4 of 24").contains("200 vectors");
        }
    }

    @Test
    void changesNothingByAForecast() {
        sdk.deployments().forecast(PatchCoreDeployment.of("prod1", Parts.good(PICTURES, 1)));

        assertThat(sdk.deployments().history("prod1", 10)).isEmpty();
        assertThat(sdk.deployments().activeRecipe("prod1")).isEmpty();
    }

    @Test
    void leavesStreamsToTheDeployment() {
        List<Picture> pictures = streams();
        pictures.set(7, Parts.good(99));
        PatchCoreDeployment deployment =
                PatchCoreDeployment.of("prod1", pictures).with(ROOMY);

        assertThat(sdk.deployments().forecast(deployment).measuredPictures()).isOne();
        assertThat(sdk.deployments().deploy(deployment, EngineTest.ADMIN).join().version())
                .isOne();
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> sdk.deployments().forecast(PatchCoreDeployment.of("prod1", streams())))
                .withMessageContaining("give files or bytes");
    }

    @Test
    void refusesToForecastWhatWouldBeRefused() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> sdk.deployments().forecast(PatchCoreDeployment.fromCatalog("prod1")))
                .withMessageContaining("at least 8");
    }
}
