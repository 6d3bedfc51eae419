package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.FitForecast;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.PatchCorePreset;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.AreaPolygon;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.memory.InMemoryStores;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures cut into tiles, through the face. */
@Timeout(120)
class TilingTest {
    private static final Tiling TILES = Tiling.of(4, 3);
    private static final PatchCoreOptions OPTIONS = PatchCoreOptions.builder()
            .rates(0.05, 0.1)
            .inputSize(128)
            .bankSize(BankSize.vectors(300))
            .tiling(TILES)
            .build();

    private final BlockModels models = new BlockModels();
    private final DefectSdk sdk = DefectSdk.builder()
            .stores(new InMemoryStores())
            .models(models)
            .threads(2)
            .build();

    @AfterEach
    void close() {
        sdk.close();
    }

    private RecipeVersion teach(PatchCoreOptions options) {
        sdk.catalog().addProduct(NewProduct.of("prod1", "하나"), EngineTest.ADMIN);
        return teachAgain(options);
    }

    private RecipeVersion teachAgain(PatchCoreOptions options) {
        return sdk.deployments()
                .deploy(PatchCoreDeployment.of("prod1", Parts.good(24, 1)).with(options), EngineTest.ADMIN)
                .join();
    }

    private Inspection inspect(Picture picture) {
        return sdk.inspector().inspect(InspectionRequest.of("prod1", picture));
    }

    /**
     * A backbone that looks at nothing but a patch itself gives the same patches, however the picture is cut, where tiles overlap by enough
     * patches for the 3 × 3 mean and for what is brought from one layer's grid to the other's.
     */
    @ParameterizedTest
    @EnumSource(
            value = PatchCorePreset.class,
            names = {"DEFAULT", "ACCURATE", "ANOMALIB"})
    void tilesMakeTheGridOfTheWholePicture(PatchCorePreset preset) {
        PixelImage picture = new PictureDecoder(PictureLimits.defaults())
                .decode(Parts.spotted(3, 70, 40, 9))
                .pixels();

        PatchGrid tiled = patches(preset, 128, new Tiling(3, 3, 0.5), picture);
        PatchGrid whole = patches(preset, 256, Tiling.NONE, picture);

        assertThat(tiled.shapes()).isEqualTo(whole.shapes());
        assertThat(tiled.values()).isEqualTo(whole.values());
    }

    private PatchGrid patches(PatchCorePreset preset, int size, Tiling tiling, PixelImage picture) {
        PatchCoreSteps steps = new PatchCoreSteps(new PatchCoreMethod(
                BlockModels.ID,
                "00".repeat(32),
                List.of("fine", "coarse"),
                List.of(size),
                tiling,
                Preprocessing.NONE,
                0,
                preset.embedding(),
                preset.map(),
                preset.score(),
                OPTIONS.scope()));
        return steps.patches(models.backbone(BlockModels.ID), picture, () -> {});
    }

    @Test
    void findsASpeckAndSaysWhereItIs() {
        RecipeVersion recipe = teach(OPTIONS);

        Inspection inspection = inspect(Parts.spotted(2_000, 100, 30, 3));

        assertThat(recipe.summary().method().tiling()).isEqualTo(TILES);
        // 128 + 3 × 96 by 128 + 2 × 96 pixels, a patch of 8 each
        assertThat(recipe.summary().bank().patches()).isEqualTo(24 * 52 * 40);
        assertThat(inspection.verdict()).isEqualTo(Verdict.NG);
        assertThat(inspection.anomalyMap().width()).isEqualTo(Parts.WIDTH);
        AnomalyRegion region = inspection.regions().get(0);
        assertThat(region.peakX()).isCloseTo(101, within(3));
        assertThat(region.peakY()).isCloseTo(31, within(3));
        assertThat(region.box().width()).isLessThan(30);
        assertThat(inspection.anomalyScore())
                .isGreaterThan(1.5 * inspect(Parts.good(2_000)).anomalyScore());
    }

    @Test
    void explainsByPatchesOfTiles() {
        teach(OPTIONS);
        Inspection inspection = inspect(Parts.spotted(2_000, 100, 30, 6));

        Explanation why =
                sdk.inspector().explain(inspection, inspection.regions().get(0));

        // 52 × 40 patches of 3.08 × 3 pixels
        assertThat(why.patch().width()).isBetween(3, 5);
        assertThat(why.patch().height()).isEqualTo(3);
        assertThat(why.patch().x()).isBetween(96, 107);
        assertThat(why.patch().y()).isBetween(26, 37);
        assertThat(why.nearest().box().width()).isBetween(3, 5);
        assertThat(why.okPicture().getHeight())
                .as("as large as the tiles see it, never larger")
                .isEqualTo(Parts.HEIGHT);
    }

    @Test
    void keepsToAnAreaAndAMinimumDefect() {
        InspectionArea right = InspectionArea.whole().with(AreaPolygon.rectangle(0.5, 0, 1, 1));
        RecipeVersion recipe =
                teach(OPTIONS.toBuilder().area(right).minimumDefect(40).build());

        assertThat(recipe.summary().bank().patches()).isEqualTo(24 * 26 * 40);
        assertThat(inspect(Parts.spotted(2_000, 30, 30, 20)).anomalyScore())
                .isEqualTo(inspect(Parts.good(2_000)).anomalyScore());
        assertThat(inspect(Parts.spotted(2_000, 120, 30, 20)).verdict()).isEqualTo(Verdict.NG);
        // regions above the level of a stain have 40 pixels of the picture, and of a speck fewer
        double speck = inspect(Parts.spotted(2_000, 120, 30, 2)).anomalyScore();
        teachAgain(OPTIONS.toBuilder().area(right).build());
        assertThat(inspect(Parts.spotted(2_000, 120, 30, 2)).anomalyScore()).isGreaterThan(1.2 * speck);
    }

    @Test
    void seesEachSizeInTiles() {
        RecipeVersion recipe = teach(OPTIONS.toBuilder()
                .preset(PatchCorePreset.ACCURATE)
                .inputSizes(List.of(64, 128))
                .tiles(2, 2)
                .build());

        models.extractions.set(0);
        Inspection inspection = inspect(Parts.spotted(2_000, 100, 30, 8));

        assertThat(recipe.summary().method().inputSizes()).containsExactly(64, 128);
        assertThat(models.extractions).hasValue(8);
        assertThat(inspection.verdict()).isEqualTo(Verdict.NG);
    }

    @Test
    void foretellsWhatTilesTake() {
        FitForecast forecast = sdk.deployments()
                .forecast(PatchCoreDeployment.of(product(), Parts.good(24, 1)).with(OPTIONS));

        assertThat(forecast.patches()).isEqualTo(24 * 52 * 40);
    }

    private String product() {
        sdk.catalog().addProduct(NewProduct.of("prod1", "하나"), EngineTest.ADMIN);
        return "prod1";
    }

    /** A deadline is kept to between the tiles, not after the last one. */
    @Test
    void stopsBetweenTilesWhenTheDeadlineHasPassed() throws InterruptedException {
        teach(OPTIONS);
        inspect(Parts.good(5));
        models.extractions.set(0);
        CountDownLatch late = new CountDownLatch(1);
        models.turnstile = late;
        Thread opener = new Thread(() -> {
            try {
                while (models.extractions.get() == 0) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                TimeUnit.MILLISECONDS.sleep(2_100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            late.countDown();
        });
        opener.start();

        assertThatThrownBy(() -> sdk.inspector()
                        .inspect(InspectionRequest.of("prod1", Parts.good(6)).within(Duration.ofSeconds(2))))
                .isInstanceOfSatisfying(
                        DefectSdkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_PASSED));
        opener.join();
        assertThat(models.extractions).hasValue(1);
    }
}
