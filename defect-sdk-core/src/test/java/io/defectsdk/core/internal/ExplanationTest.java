package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.DefectSdk;
import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.StoreException;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.config.Storage;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.recipe.Recipe;
import io.defectsdk.core.internal.recipe.RecipeCodec;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.MapRule;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.PatchCorePreset;
import io.defectsdk.deployment.PatchSampling;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.AreaPolygon;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.memory.InMemoryStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a region stands out, through the face. */
@Timeout(120)
class ExplanationTest {
    private static final int PICTURES = 24;
    private static final PatchCoreOptions OPTIONS =
            PatchCoreOptions.builder().rates(0.05, 0.1).inputSize(128).build();

    private final InMemoryStores stores = new InMemoryStores();
    private final BlockModels models = new BlockModels();
    private DefectSdk sdk = start(Storage.database());

    private DefectSdk start(Storage artifacts) {
        return DefectSdk.builder()
                .stores(stores)
                .models(models)
                .threads(2)
                .artifacts(artifacts)
                .build();
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    private RecipeVersion teach(PatchCoreOptions options) {
        return teach(Parts.good(PICTURES, 1), options);
    }

    private RecipeVersion teach(List<Picture> pictures, PatchCoreOptions options) {
        if (sdk.catalog().findProduct("prod1").isEmpty()) {
            sdk.catalog().addProduct(NewProduct.of("prod1", "하나"), EngineTest.ADMIN);
        }
        return sdk.deployments()
                .deploy(PatchCoreDeployment.of("prod1", pictures).with(options), EngineTest.ADMIN)
                .join();
    }

    private Inspection inspect(Picture picture) {
        return sdk.inspector().inspect(InspectionRequest.of("prod1", picture));
    }

    private Explanation explain(Inspection inspection) {
        return sdk.inspector().explain(inspection, inspection.regions().get(0));
    }

    private Recipe recipe(RecipeVersion version) {
        return RecipeCodec.decode(stores.artifacts().get(version.sha256()));
    }

    private PatchGrid patches(PatchCoreMethod method, Picture picture) {
        PixelImage pixels =
                new PictureDecoder(PictureLimits.defaults()).decode(picture).pixels();
        PatchCoreSteps steps = new PatchCoreSteps(method);
        return steps.patches(models.backbone(BlockModels.ID), pixels, () -> {});
    }

    private void assertEachVectorIsItsPatch(RecipeVersion version, List<Picture> pictures) {
        Recipe recipe = recipe(version);
        MemoryBank bank = recipe.bank();
        List<PatchGrid> grids = pictures.stream()
                .map(picture -> patches(recipe.summary().method(), picture))
                .toList();
        float[] vectors = bank.vectors();
        for (int i = 0; i < bank.count(); i++) {
            MemoryBank.Origin origin = bank.origin(i);
            int from = origin.patch() * bank.dimension();
            assertThat(Arrays.copyOfRange(vectors, i * bank.dimension(), (i + 1) * bank.dimension()))
                    .as("vector %d, %s", i, origin)
                    .isEqualTo(Arrays.copyOfRange(grids.get(origin.picture()).values(), from, from + bank.dimension()));
        }
    }

    @ParameterizedTest
    @EnumSource(PatchCorePreset.class)
    void knowsThePatchThatEachVectorCameFrom(PatchCorePreset preset) {
        RecipeVersion version = teach(OPTIONS.toBuilder().preset(preset).build());

        assertThat(version.summary().bank().sampling()).isEqualTo(PatchSampling.ALL);
        assertEachVectorIsItsPatch(version, Parts.good(PICTURES, 1));
    }

    @Test
    void knowsThePatchWhereOnlyASampleWasKept() {
        RecipeVersion version = teach(OPTIONS.toBuilder()
                .inputSize(512)
                .bankSize(BankSize.vectors(200))
                .patchMemory(1 << 20)
                .build());

        assertThat(version.summary().bank().sampling()).isEqualTo(PatchSampling.RESERVOIR);
        assertEachVectorIsItsPatch(version, Parts.good(PICTURES, 1));
    }

    @Test
    void knowsThePatchWhereAPictureWasLeftOutAndAnAreaIsLookedAt() {
        List<Picture> twice = new ArrayList<>(Parts.good(PICTURES, 1));
        twice.add(1, twice.get(0));
        InspectionArea right = InspectionArea.whole().with(AreaPolygon.rectangle(0.5, 0, 1, 1));

        RecipeVersion version = teach(twice, OPTIONS.toBuilder().area(right).build());

        assertEachVectorIsItsPatch(version, Parts.good(PICTURES, 1));
    }

    @ParameterizedTest
    @EnumSource(PatchCorePreset.class)
    void findsTheNearestOkPatch(PatchCorePreset preset) {
        Recipe recipe = recipe(teach(OPTIONS.toBuilder().preset(preset).build()));
        Inspection inspection = inspect(Parts.spotted(2_000, 80, 50, 16));

        Explanation why = explain(inspection);

        PatchGrid patches = patches(recipe.summary().method(), Parts.spotted(2_000, 80, 50, 16));
        float greatest = 0;
        int nearest = -1;
        for (int patch = 0; patch < patches.count(); patch++) {
            float least = Float.MAX_VALUE;
            int vector = -1;
            for (int i = 0; i < recipe.bank().count(); i++) {
                float squared = recipe.bank()
                        .squaredDistance(
                                i, patches.values(), patch * recipe.bank().dimension());
                if (squared < least) {
                    least = squared;
                    vector = i;
                }
            }
            if (least > greatest) {
                greatest = least;
                nearest = vector;
            }
        }
        assertThat(why.distance()).isEqualTo(Math.sqrt(greatest));
        double onScale = recipe.summary().method().map() == MapRule.SQUARED ? greatest : Math.sqrt(greatest);
        assertThat(why.calibratedDistance())
                .isCloseTo(onScale / recipe.summary().ngThreshold(), within(1e-12));
        int picture = recipe.bank().origin(nearest).picture();
        assertThat(why.nearest().pictureSha256())
                .isEqualTo(recipe.okPictureHashes().get(picture));
        assertThat(why.nearest().pictureName()).isEmpty();
        assertThat(why.nearest().pictureWidth()).isEqualTo(Parts.WIDTH);
        assertThat(why.nearest().pictureHeight()).isEqualTo(Parts.HEIGHT);
        assertThat(why).asString().contains(why.nearest().pictureSha256()).contains("times the NG threshold");
    }

    @Test
    void saysWhereBothPatchesLie() {
        Recipe recipe = recipe(teach(OPTIONS));
        Inspection inspection = inspect(Parts.spotted(2_000, 100, 30, 16));

        Explanation why = explain(inspection);

        // 16 × 16 patches of 10 × 7.5 pixels
        assertThat(why.region()).isEqualTo(inspection.regions().get(0));
        assertThat(why.patch().width()).isEqualTo(10);
        assertThat(why.patch().height()).isEqualTo(8);
        assertThat(why.patch().x() % 10).isZero();
        assertThat(why.patch().x()).isBetween(90, 120);
        assertThat(why.patch().y()).isBetween(22, 53);
        Box ok = why.nearest().box();
        MemoryBank bank = recipe.bank();
        assertThat(bank.count()).isGreaterThan(1);
        assertThat(ok.x() % 10).isZero();
        assertThat(ok.x() + ok.width()).isLessThanOrEqualTo(Parts.WIDTH);
        assertThat(ok.y() + ok.height()).isLessThanOrEqualTo(Parts.HEIGHT);
    }

    @Test
    void showsTheOkPictureAndBothPatches() {
        teach(OPTIONS.toBuilder().inputSize(96).build());
        Inspection inspection = inspect(Parts.spotted(2_000, 100, 30, 16));

        Explanation why = explain(inspection);

        assertThat(why.okPicture().getHeight())
                .as("as long as the backbone sees it")
                .isEqualTo(96);
        assertThat(why.okPicture().getWidth()).isEqualTo(128);
        assertThat(why.okPictureScale()).isCloseTo(96 / 120.0, within(0.01));
        assertThat(why.sideBySide().getWidth()).isEqualTo(918);
        assertThat(why.sideBySide()).isNotSameAs(why.sideBySide());
    }

    @Test
    void neverMakesAnOkPictureLarger() {
        teach(OPTIONS);

        Explanation why = explain(inspect(Parts.spotted(2_000, 100, 30, 16)));

        assertThat(why.okPicture().getWidth()).isEqualTo(Parts.WIDTH);
        assertThat(why.okPictureScale()).isOne();
    }

    @Test
    void takesAPatchOfTheAreaAlone() {
        InspectionArea right = InspectionArea.whole().with(AreaPolygon.rectangle(0.5, 0, 1, 1));
        teach(OPTIONS.toBuilder().area(right).build());

        Explanation why = explain(inspect(Parts.spotted(2_000, 50, 40, 40)));

        assertThat(why.patch().x()).isBetween(80, 90);
        assertThat(why.nearest().box().x()).isGreaterThanOrEqualTo(80);
    }

    @Test
    void explainsAPartWithoutARegionAboveTheLevel() {
        teach(OPTIONS.toBuilder().pixelThreshold(10).imageThreshold(0.1).build());
        Inspection inspection = inspect(Parts.good(77));
        assertThat(inspection.verdict()).isNotEqualTo(Verdict.OK);
        AnomalyRegion peak = inspection.regions().get(0);
        assertThat(peak.area()).isOne();

        Explanation why = sdk.inspector().explain(inspection, peak);

        Box patch = why.patch();
        assertThat(peak.peakX()).isBetween(patch.x(), patch.x() + patch.width() - 1);
        assertThat(peak.peakY()).isBetween(patch.y(), patch.y() + patch.height() - 1);
    }

    @Test
    void explainsByTheRecipeThatJudged() {
        RecipeVersion old = teach(OPTIONS);
        Inspection inspection = inspect(Parts.spotted(2_000, 100, 30, 16));
        double distance = explain(inspection).distance();
        teach(Parts.good(PICTURES, 500), OPTIONS);

        Explanation why = explain(inspection);

        assertThat(why.distance()).isEqualTo(distance);
        assertThat(recipe(old).okPictureHashes()).contains(why.nearest().pictureSha256());
    }

    @Test
    void refusesWhatIsNotItsOwn() {
        teach(OPTIONS);
        Inspection inspection = inspect(Parts.spotted(2_000, 100, 30, 16));
        Inspection other = inspect(Parts.spotted(2_000, 20, 80, 16));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        sdk.inspector().explain(inspection, other.regions().get(0)))
                .withMessageContaining(inspection.id().toString())
                .withMessageContaining("take one of regions()");
        try (DefectSdk second = start(Storage.database())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> second.inspector()
                            .explain(inspection, inspection.regions().get(0)))
                    .withMessageContaining("not made by this DefectSdk");
        }
        sdk.close();
        assertThatIllegalStateException().isThrownBy(() -> explain(inspection)).withMessageContaining("closed");
    }

    @Test
    void saysWhatToDoWhereTheOkPicturesAreGone(@TempDir Path folder) throws Exception {
        sdk.close();
        sdk = start(Storage.directory(folder));
        String views = recipeIn(folder, teach(OPTIONS)).okViewsSha256();
        Path file = folder.resolve("artifacts").resolve(views.substring(0, 2)).resolve(views);
        byte[] whole = Files.readAllBytes(file);
        Inspection before = inspect(Parts.spotted(2_000, 100, 30, 16));

        Files.delete(file);
        assertThatThrownBy(() -> explain(before))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTENT_MISSING))
                .hasMessageContaining("OK views " + views)
                .hasMessageContaining("teach the product again");
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> explain(before))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTENT_DAMAGED));
        assertThat(inspect(Parts.spotted(2_000, 100, 30, 16)).anomalyScore())
                .as("inspections go on")
                .isEqualTo(before.anomalyScore());
        teach(OPTIONS);
        assertThat(file).as("mended by teaching again").hasBinaryContent(whole);
        assertThat(explain(before).distance()).isPositive();
    }

    private static Recipe recipeIn(Path folder, RecipeVersion version) throws Exception {
        return RecipeCodec.decode(Files.readAllBytes(folder.resolve("artifacts")
                .resolve(version.sha256().substring(0, 2))
                .resolve(version.sha256())));
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        teach(OPTIONS);
        Inspection inspection = inspect(Parts.spotted(2_000, 100, 30, 16));

        stores.setAvailable(false);

        assertThatThrownBy(() -> explain(inspection)).isInstanceOf(StoreException.class);
    }
}
