package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.DefectSdk;
import io.defectsdk.ModelLoadException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.config.SettingKey;
import io.defectsdk.config.Settings;
import io.defectsdk.core.internal.recipe.Recipe;
import io.defectsdk.core.internal.recipe.RecipeCodec;
import io.defectsdk.core.internal.settings.AdoptedSettings;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.spi.SettingStore;
import io.defectsdk.spi.Stores;
import io.defectsdk.testing.memory.InMemoryStores;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plant's engineers set acts on what is taught next, and on every verdict of it. */
@Timeout(120)
class ParametersTest {
    private static final Actor ADMIN = Actor.vouched("kim", Role.ADMIN);

    private final InMemoryStores stores = new InMemoryStores();
    private final WatchedModels models = new WatchedModels();
    private final DefectSdk sdk =
            DefectSdk.builder().stores(stores).models(models).threads(2).build();
    private final Settings settings = sdk.settings();

    @BeforeEach
    void addProduct() {
        sdk.catalog().addProduct(NewProduct.of("prod1", "제품"), ADMIN);
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    private static PatchCoreOptions.Builder options() {
        return PatchCoreOptions.builder().rates(0.05, 0.1).inputSize(128);
    }

    private RecipeVersion teach(PatchCoreOptions.Builder options) {
        PatchCoreDeployment deployment = PatchCoreDeployment.of("prod1", Parts.good(24, 1));
        return sdk.deployments().deploy(deployment.with(options.build()), ADMIN).join();
    }

    private RecipeSummary taught() {
        return teach(options()).summary();
    }

    private Inspection inspect(Picture picture) {
        return sdk.inspector().inspect(InspectionRequest.of("prod1", picture));
    }

    /** Ways to say the same, from the nearest to the widest. */
    enum Way {
        OPTION,
        PRODUCT,
        ALL_PRODUCTS,
        SETTING
    }

    private void teachWithImageThreshold(Way way, double value) {
        PatchCoreOptions.Builder options = options();
        switch (way) {
            case OPTION -> options.imageThreshold(value);
            case PRODUCT -> settings.setParams("prod1", PatchCoreParams.none().withImageThreshold(value), ADMIN);
            case ALL_PRODUCTS ->
                settings.setDefaultParams(PatchCoreParams.none().withImageThreshold(value), ADMIN);
            case SETTING -> settings.set(SettingKey.DEFAULT_IMAGE_THRESHOLD, value, ADMIN);
        }
        teach(options);
    }

    private void teachWithPixelThreshold(Way way, double value) {
        PatchCoreOptions.Builder options = options();
        switch (way) {
            case OPTION -> options.pixelThreshold(value);
            case PRODUCT -> settings.setParams("prod1", PatchCoreParams.none().withPixelThreshold(value), ADMIN);
            case ALL_PRODUCTS ->
                settings.setDefaultParams(PatchCoreParams.none().withPixelThreshold(value), ADMIN);
            case SETTING -> settings.set(SettingKey.DEFAULT_PIXEL_THRESHOLD, value, ADMIN);
        }
        teach(options);
    }

    @Test
    void teachesWithTheBuiltInParametersWhereNobodySetAny() {
        RecipeSummary summary = taught();

        assertThat(summary.imageThreshold()).isEqualTo(1);
        assertThat(summary.pixelThreshold()).isEqualTo(0.9);
        assertThat(summary.method().preprocessing()).isEqualTo(Preprocessing.NONE);
        assertThat(summary.method().backbone()).isEqualTo("blocks");
    }

    /** A good part that was not taught, OK by now, with more than half the score of the NG threshold. */
    private Picture borderline() {
        for (int seed = 1_000; seed < 1_100; seed++) {
            Inspection inspection = inspect(Parts.good(seed));
            if (inspection.verdict() == Verdict.OK && inspection.calibratedScore() > 0.6) {
                return Parts.good(seed);
            }
        }
        throw new AssertionError("no good part is as near to the threshold as that");
    }

    @ParameterizedTest
    @EnumSource
    void halvesBothThresholdsByAnImageThresholdOfAHalf(Way way) {
        RecipeSummary before = taught();
        Picture borderline = borderline();
        Inspection good = inspect(borderline);
        teachWithImageThreshold(way, 0.5);

        Inspection again = inspect(borderline);

        assertThat(good.verdict()).isEqualTo(Verdict.OK);
        assertThat(again.anomalyScore()).isEqualTo(good.anomalyScore());
        assertThat(again.verdict()).isEqualTo(Verdict.NG);
        assertThat(again.calibratedScore()).isCloseTo(2 * good.calibratedScore(), within(1e-9));
        assertThat(again.scoring().ngThreshold()).isEqualTo(before.calibration().ngThreshold() / 2);
        assertThat(again.scoring().reviewThreshold())
                .isEqualTo(before.calibration().reviewThreshold() / 2);
        assertThat(again.regions()).isNotEmpty();
    }

    @Test
    void coloursHeatAndWordsByTheThresholdThatHolds() {
        taught();
        Picture borderline = borderline();
        Inspection before = inspect(borderline);
        teachWithImageThreshold(Way.OPTION, 0.5);
        Inspection after = inspect(borderline);

        int x = after.regions().get(0).peakX();
        int y = after.regions().get(0).peakY();
        assertThat(red(after, x, y)).isGreaterThan(red(before, x, y) + 100);
        assertThat(after.overlay().getRGB(x, y)).isNotEqualTo(before.overlay().getRGB(x, y));
        double ng = after.scoring().ngThreshold();
        assertThat(after.toString()).contains("NG above " + ng);
        assertThat(sdk.deployments().history("prod1", 1).get(0).message())
                .hasValueSatisfying(
                        message -> assertThat(message).contains(String.format(Locale.ROOT, "NG above %.4f", ng)));
    }

    private static int red(Inspection inspection, int x, int y) {
        return inspection.heatMap().getRGB(x, y) >> 16 & 0xFF;
    }

    @ParameterizedTest
    @EnumSource
    void growsRegionsByALowerPixelThreshold(Way way) {
        taught();
        Inspection usual = inspect(Parts.spotted(5, 40, 40, 20));
        teachWithPixelThreshold(way, 0.6);
        Inspection low = inspect(Parts.spotted(5, 40, 40, 20));
        teachWithPixelThreshold(way, 2);
        Inspection high = inspect(Parts.spotted(5, 40, 40, 20));

        assertThat(low.scoring()).isEqualTo(usual.scoring()).isEqualTo(high.scoring());
        assertThat(area(low)).isGreaterThan(area(usual));
        assertThat(area(high)).isLessThan(area(usual));
        assertThat(high.regions().get(0).peakScore())
                .isEqualTo(usual.regions().get(0).peakScore());
    }

    private static long area(Inspection inspection) {
        return inspection.regions().stream().mapToLong(AnomalyRegion::area).sum();
    }

    @Test
    void drawsEachRegionAboveThePixelThreshold() {
        RecipeSummary summary = teach(options().pixelThreshold(1.5)).summary();
        Inspection bad = inspect(Parts.spotted(5, 40, 40, 20));

        long above = 0;
        for (int y = 0; y < Parts.HEIGHT; y++) {
            float[] row = new float[Parts.WIDTH];
            bad.anomalyMap().copyRow(y, row);
            for (float score : row) {
                above += score > 1.5 * summary.calibration().ngThreshold() ? 1 : 0;
            }
        }
        assertThat(area(bad)).isEqualTo(above).isPositive();
    }

    @Test
    void namesThePeakWhereNoPixelReachesThePixelThreshold() {
        taught();
        Picture borderline = borderline();
        teach(options().pixelThreshold(10).imageThreshold(0.5));

        Inspection good = inspect(borderline);

        assertThat(good.verdict()).isEqualTo(Verdict.NG);
        assertThat(good.regions()).hasSize(1);
        assertThat(area(good)).isOne();
    }

    @Test
    void takesEachValueFromTheNearestLevelThatHasIt() {
        settings.set(SettingKey.DEFAULT_IMAGE_THRESHOLD, 1.1, ADMIN);
        settings.set(SettingKey.DEFAULT_PIXEL_THRESHOLD, 0.81, ADMIN);
        assertThresholds(taught(), 1.1, 0.81);

        settings.setDefaultParams(PatchCoreParams.none().withImageThreshold(1.2).withPixelThreshold(0.82), ADMIN);
        assertThresholds(taught(), 1.2, 0.82);

        settings.setParams("prod1", PatchCoreParams.none().withImageThreshold(1.3), ADMIN);
        assertThresholds(taught(), 1.3, 0.82);

        assertThresholds(teach(options().pixelThreshold(0.84)).summary(), 1.3, 0.84);
        assertThresholds(teach(options().imageThreshold(1.4)).summary(), 1.4, 0.82);
    }

    private static void assertThresholds(RecipeSummary summary, double image, double pixel) {
        assertThat(summary.imageThreshold()).isEqualTo(image);
        assertThat(summary.pixelThreshold()).isEqualTo(pixel);
    }

    @Test
    void passesOverThresholdsThatAreOnNoScale() {
        AdoptedSettings adopted = new AdoptedSettings();
        adopted.setting("default_image_threshold", "0.85", true);
        adopted.setting("default_pixel_threshold", "0.8", false);
        adopted.params(
                Optional.of("prod1"),
                "patchcore",
                "{\"image_threshold\": 0.7, \"pixel_threshold\": 0.5, \"backbone\": \"brightness\"}",
                true);
        try (DefectSdk taken = DefectSdk.builder()
                .stores(with(adopted))
                .models(models)
                .threads(1)
                .build()) {
            RecipeSummary summary = taken.deployments()
                    .deploy(PatchCoreDeployment.of("prod1", Parts.good(9, 1)), ADMIN)
                    .join()
                    .summary();

            assertThresholds(summary, 1, 0.8);
            assertThat(summary.method().backbone()).isEqualTo("brightness");
        }
    }

    /** These stores, but for their settings. */
    private Stores with(SettingStore other) {
        return (Stores) Proxy.newProxyInstance(
                Stores.class.getClassLoader(),
                new Class<?>[] {Stores.class},
                (proxy, method, arguments) ->
                        method.getName().equals("settings") ? other : method.invoke(stores, arguments));
    }

    @Test
    void leavesWhatIsTaughtAsItIsUntilItIsTaughtAgain() {
        taught();
        Inspection before = inspect(Parts.good(7));
        settings.setParams("prod1", PatchCoreParams.none().withImageThreshold(0.5), ADMIN);
        settings.setParams(
                "prod1",
                PreprocessingParams.none()
                        .withGrayscale(true)
                        .withContrast(true)
                        .withHistogram(true),
                ADMIN);

        assertThat(inspect(Parts.good(7)).scoring()).isEqualTo(before.scoring());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void showsTheBackboneTheSamePixelsWhenItTeachesAndWhenItInspects(int switches) {
        boolean grayscale = (switches & 1) != 0;
        boolean contrast = (switches & 2) != 0;
        boolean histogram = (switches & 4) != 0;
        settings.setParams(
                "prod1",
                PreprocessingParams.none()
                        .withGrayscale(grayscale)
                        .withContrast(contrast)
                        .withHistogram(histogram),
                ADMIN);

        RecipeSummary summary = taught();
        List<PixelImage> taught = List.copyOf(models.seen);
        Inspection inspection = inspect(Parts.good(5));
        PixelImage inspected = models.seen.get(24);

        assertThat(summary.method().preprocessing()).isEqualTo(new Preprocessing(grayscale, contrast, histogram));
        assertThat(taught).hasSize(24);
        assertThat(samples(inspected)).isEqualTo(samples(taught.get(4)));
        assertThat(inspection.calibratedScore())
                .as("a picture that it was taught")
                .isLessThan(1);
        if (contrast || histogram) {
            assertThat(inspection.picture().rgb(0, 0))
                    .as("dark grey, as it came")
                    .isGreaterThan(0x505050);
            assertThat(inspected.rgb(0, 0)).as("stretched").isLessThan(0x303030);
        }
    }

    private static int[] samples(PixelImage picture) {
        return picture.toBufferedImage().getRGB(0, 0, Parts.WIDTH, Parts.HEIGHT, null, 0, Parts.WIDTH);
    }

    @Test
    void namesRecipesThatDifferInPreprocessingAloneByOtherHashes() {
        Recipe plain = recipe(teach(options()));
        Recipe grey = recipe(teach(options().preprocessing(new Preprocessing(true, false, false))));

        // grey parts are what they were, so that not even the bank differs
        assertThat(grey.bank().vectors()).isEqualTo(plain.bank().vectors());
        assertThat(grey.summary().calibration()).isEqualTo(plain.summary().calibration());
        assertThat(sdk.deployments().recipes("prod1"))
                .extracting(RecipeVersion::sha256)
                .doesNotHaveDuplicates();
    }

    @Test
    void remembersPicturesByTheirOwnHashesWhateverThePreprocessing() {
        Recipe plain = recipe(teach(options()));
        Recipe stretched = recipe(teach(options().preprocessing(new Preprocessing(true, true, true))));

        assertThat(stretched.bank().vectors()).isNotEqualTo(plain.bank().vectors());
        assertThat(stretched.okPictureHashes()).isEqualTo(plain.okPictureHashes());
        assertThat(inspect(Parts.good(1)).record().picture().sha256())
                .isEqualTo(stretched.okPictureHashes().get(0));
    }

    private Recipe recipe(RecipeVersion version) {
        return RecipeCodec.decode(stores.artifacts().get(version.sha256()));
    }

    @Test
    void takesTheBackboneThatTheParametersName() {
        settings.setDefaultParams(PatchCoreParams.none().withBackbone("brightness"), ADMIN);
        assertThat(taught().method().backbone()).isEqualTo("brightness");

        settings.setParams("prod1", PatchCoreParams.none().withBackbone("blocks"), ADMIN);
        assertThat(taught().method().backbone()).isEqualTo("blocks");

        assertThat(teach(options().backbone("brightness")).summary().method().backbone())
                .isEqualTo("brightness");
    }

    @Test
    void saysThatAParameterAsksForABackboneThatIsNotThere() {
        settings.setParams("prod1", PatchCoreParams.none().withBackbone("resnet"), ADMIN);

        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(this::teachAsCaller)
                .withMessageContaining("the parameter backbone in force for the product 'prod1' is 'resnet'")
                .withMessageContaining("there is only blocks")
                .withMessageContaining("settings().setParams(\"prod1\", ...)");
        assertThat(sdk.deployments().history("prod1", 1).get(0).message())
                .hasValueSatisfying(message -> assertThat(message).contains("setParams"));
        assertThat(teach(options().backbone("blocks")).summary().method().backbone())
                .as("an option goes before the parameter")
                .isEqualTo("blocks");
    }

    @Test
    void doesNotBlameAParameterForAnOption() {
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> teach(options().backbone("resnet")))
                .withMessageContaining("resnet")
                .withMessageNotContaining("parameter");
    }

    private void teachAsCaller() {
        teach(options());
    }
}
