package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.DefectSdk;
import io.defectsdk.DeploymentException;
import io.defectsdk.PictureException;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.InspectionScope;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.PatchCorePreset;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.AreaPolygon;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.memory.InMemoryStores;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Areas, minimum defects and scales through the face, taught and inspected. */
@Timeout(120)
class ScopedInspectionTest {
    /** Without a label of 20 × 20 pixels in the upper left corner, and as much room as a patch sees beside it. */
    private static final InspectionArea BESIDE_LABEL =
            InspectionArea.whole().without(AreaPolygon.ofPixels(160, 120, 0, 0, 75, 0, 75, 65, 0, 65));

    private final InMemoryStores stores = new InMemoryStores();
    private DefectSdk sdk = start();

    private DefectSdk start() {
        return DefectSdk.builder()
                .stores(stores)
                .models(new BlockModels())
                .threads(2)
                .build();
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    private RecipeVersion teach(String product, List<Picture> pictures, PatchCoreOptions.Builder options) {
        sdk.catalog().addProduct(NewProduct.of(product, product), EngineTest.ADMIN);
        return sdk.deployments()
                .deploy(
                        PatchCoreDeployment.of(product, pictures)
                                .with(options.rates(0.05, 0.1).inputSize(128).build()),
                        EngineTest.ADMIN)
                .join();
    }

    private Inspection inspect(String product, Picture picture) {
        return sdk.inspector().inspect(InspectionRequest.of(product, picture));
    }

    /** Every third one has the label. */
    private static List<Picture> labelled(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i % 3 == 0 ? Parts.spotted(i, 0, 0, 20) : Parts.good(i))
                .toList();
    }

    @Test
    void neitherTeachesNorJudgesWhatLiesOutsideTheArea() {
        RecipeVersion clean = teach("clean", Parts.good(24, 0), PatchCoreOptions.builder());
        RecipeVersion scoped =
                teach("scoped", labelled(24), PatchCoreOptions.builder().area(BESIDE_LABEL));

        assertThat(scoped.summary().method().scope()).isEqualTo(new InspectionScope(BESIDE_LABEL, 1, 0));
        assertThat(scoped.summary().bank().patches())
                .isLessThan(clean.summary().bank().patches())
                .isPositive();
        // a label in the calibration would have raised the threshold many times
        assertThat(scoped.summary().ngThreshold())
                .isBetween(
                        0.5 * clean.summary().ngThreshold(),
                        1.5 * clean.summary().ngThreshold());

        assertThat(inspect("clean", Parts.spotted(30, 0, 0, 20)).verdict()).isEqualTo(Verdict.NG);
        Inspection hidden = inspect("scoped", Parts.spotted(30, 0, 0, 20));
        assertThat(hidden.anomalyScore())
                .isEqualTo(inspect("scoped", Parts.good(30)).anomalyScore())
                .isLessThan(scoped.summary().ngThreshold() * 1.5);
        for (int x = 0; x < 75; x++) {
            assertThat(hidden.anomalyMap().at(x, 50)).isZero();
        }

        Inspection seen = inspect("scoped", Parts.spotted(30, 110, 90, 16));
        assertThat(seen.verdict()).isEqualTo(Verdict.NG);
        for (AnomalyRegion region : seen.regions()) {
            assertThat(hides(region.peakX(), region.peakY())).isFalse();
        }
    }

    private static boolean hides(int x, int y) {
        return x < 75 && y < 65;
    }

    @Test
    void judgesTheSameAfterARestart() {
        teach(
                "scoped",
                labelled(24),
                PatchCoreOptions.builder().area(BESIDE_LABEL).millimetresPerPixel(0.5));
        Inspection before = inspect("scoped", Parts.spotted(30, 110, 90, 16));
        sdk.close();
        sdk = start();

        Inspection after = inspect("scoped", Parts.spotted(30, 110, 90, 16));

        assertThat(after.scoring()).isEqualTo(before.scoring());
        assertThat(after.regions()).isEqualTo(before.regions());
        assertThat(sdk.inspector().find(after.id()).orElseThrow().regions()).isEqualTo(after.regions());
    }

    @Test
    void showsTheAreaInTheOverlay() {
        teach("scoped", labelled(24), PatchCoreOptions.builder().area(BESIDE_LABEL));
        Inspection inspection = inspect("scoped", Parts.spotted(30, 0, 0, 20));

        BufferedImage overlay = inspection.overlay();
        BufferedImage picture = inspection.picture().toBufferedImage();
        int dashes = 0;
        for (int x = 0; x < 75; x++) {
            dashes += overlay.getRGB(x, 65) != picture.getRGB(x, 65) ? 1 : 0;
        }
        assertThat(dashes).isGreaterThan(30);
        // no heat on what is hidden
        assertThat(overlay.getRGB(10, 10)).isEqualTo(picture.getRGB(10, 10));
    }

    @Test
    void givesAGreyMapOnTheScaleOfTheRecipe() {
        RecipeVersion recipe = teach("grey", Parts.good(24, 0), PatchCoreOptions.builder());
        Inspection inspection = inspect("grey", Parts.spotted(30, 100, 30, 16));

        int grey = inspection.greyMap().getRaster().getSample(50, 60, 0);

        assertThat(inspection.greyMap().getWidth()).isEqualTo(160);
        assertThat(grey * recipe.summary().ngThreshold() / AnomalyMap.GREY_UNIT)
                .isCloseTo(
                        inspection.anomalyMap().at(50, 60),
                        within(recipe.summary().ngThreshold() / 16_384));
        assertThat(inspection.greyMap().getRaster().getSample(108, 38, 0)).isGreaterThan(AnomalyMap.GREY_UNIT);
    }

    @Test
    void tellsRegionsInMillimetres() {
        teach("scaled", Parts.good(24, 0), PatchCoreOptions.builder().millimetresPerPixel(0.5));

        AnomalyRegion region =
                inspect("scaled", Parts.spotted(30, 100, 30, 16)).regions().get(0);

        assertThat(region.areaSquareMillimetres()).hasValue(region.area() * 0.25);
        assertThat(region.widthMillimetres()).hasValue(region.box().width() * 0.5);
        assertThat(region.heightMillimetres()).hasValue(region.box().height() * 0.5);
        assertThat(region.toString())
                .contains("mm²", "outline of " + region.outline().size() + " corners");
    }

    @Test
    void passesWhatIsSmallerThanTheMinimumDefect() {
        RecipeVersion every = teach("every", Parts.good(24, 0), PatchCoreOptions.builder());
        RecipeVersion large =
                teach("large", Parts.good(24, 0), PatchCoreOptions.builder().minimumDefect(8_000));
        Picture speck = Parts.spotted(30, 100, 30, 6);
        Picture stain = Parts.spotted(30, 30, 10, 100);

        // OK pictures are scored by the same rule
        assertThat(large.summary().ngThreshold()).isLessThan(every.summary().ngThreshold());
        assertThat(inspect("every", speck).verdict()).isEqualTo(Verdict.NG);
        assertThat(inspect("large", speck).anomalyScore())
                .isLessThan(1.5 * inspect("large", Parts.good(30)).anomalyScore());
        Inspection found = inspect("large", stain);
        assertThat(found.verdict()).isEqualTo(Verdict.NG);
        assertThat(found.regions()).isNotEmpty().allMatch(region -> region.area() >= 8_000);
    }

    @Test
    void refusesAMinimumThatNoPictureCanHold() {
        assertThatThrownBy(() -> teach(
                        "tiny", Parts.good(24, 0), PatchCoreOptions.builder().minimumDefect(160 * 120 + 1)))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("19200 pixels")
                .hasMessageContaining("minimumDefect");
    }

    /** The centres of patches' points may lie in a seam that falls between the pixels of the map: every part would be OK. */
    @Test
    void refusesAnAreaThatFallsBetweenTheMapsPixels() {
        InspectionArea seam = InspectionArea.whole().with(AreaPolygon.rectangle(0.1, 50.4 / 128, 0.9, 50.6 / 128));

        assertThatThrownBy(() -> teach(
                        "seam", Parts.good(24, 0), PatchCoreOptions.builder().area(seam)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("between the pixels of its map")
                .hasMessageContaining("make it larger");
    }

    /** One vector has no neighbours to weigh by: its weight is 0, and so is every score. */
    @Test
    void refusesABankThatGivesEachPictureTheScoreZero() {
        assertThatThrownBy(() -> teach(
                        "one",
                        Parts.good(24, 0),
                        PatchCoreOptions.builder()
                                .preset(PatchCorePreset.ANOMALIB)
                                .bankSize(BankSize.vectors(1))))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("each of the 24 OK pictures has the score 0")
                .hasMessageContaining("make the area or the bank larger");
    }
}
