package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.PatchCorePreset;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.database.TestDatabase;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a part stands out, with the packaged backbone and the database. */
class ExplanationIT {
    /** Of other sides, so that a crop and an aspect show. */
    private static final int WIDTH = 320;

    private static final int HEIGHT = 240;

    private TestDatabase database;
    private DefectSdk sdk;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        sdk = start();
    }

    private DefectSdk start() {
        return DefectSdk.builder().dataSource(database.dataSource()).build();
    }

    @AfterEach
    void close() {
        sdk.close();
        database.close();
    }

    /** A plate with a ring at a known place and one hole, in each picture at another place along the lower edge. */
    private static Picture plate(int index, boolean painted) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(150 + index % 5, 150, 155));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(new Color(90, 95, 100));
        graphics.fillOval(120, 70, 80, 80);
        graphics.setColor(new Color(150, 150, 155));
        graphics.fillOval(140, 90, 40, 40);
        graphics.setColor(new Color(40, 42, 45));
        graphics.fillOval(40 + 12 * index, 190, 16, 16);
        if (painted) {
            graphics.setColor(new Color(200, 50, 30));
            graphics.fillOval(210, 100, 26, 26);
        }
        graphics.dispose();
        return Picture.of(image, "plate_" + index + (painted ? "_painted" : ""));
    }

    private RecipeVersion teach(PatchCorePreset preset) {
        sdk.catalog().addProduct(NewProduct.of(Plant.PRODUCT, "판"), Plant.ENGINEER);
        List<Picture> ok = IntStream.range(0, 16).mapToObj(i -> plate(i, false)).toList();
        return sdk.deployments()
                .deploy(
                        PatchCoreDeployment.of(Plant.PRODUCT, ok)
                                .with(PatchCoreOptions.builder().preset(preset).build()),
                        Plant.ENGINEER)
                .join();
    }

    private Inspection inspectPainted() {
        return sdk.inspector().inspect(InspectionRequest.of(Plant.PRODUCT, plate(3, true)));
    }

    @ParameterizedTest
    @EnumSource(PatchCorePreset.class)
    void showsThePaintAndAnOkPatch(PatchCorePreset preset) {
        teach(preset);
        Inspection inspection = inspectPainted();
        assertThat(inspection.verdict()).isEqualTo(Verdict.NG);
        AnomalyRegion region = inspection.regions().get(0);

        Explanation why = sdk.inspector().explain(inspection, region);

        Box patch = why.patch();
        assertThat(patch.x() + patch.width() / 2.0)
                .as("the paint's middle is at 223")
                .isBetween(195.0, 251.0);
        assertThat(patch.y() + patch.height() / 2.0).as("and 113").isBetween(85.0, 141.0);
        assertThat(why.distance()).isPositive();
        assertThat(why.calibratedDistance()).isGreaterThan(1);
        assertThat(why.nearest().pictureName().orElseThrow()).matches("plate_\\d+");
        assertThat(why.nearest().pictureWidth()).isEqualTo(WIDTH);
        assertThat(why.nearest().box().x() + why.nearest().box().width()).isLessThanOrEqualTo(WIDTH);
        assertThat(why.okPicture().getHeight()).isEqualTo(Math.min(HEIGHT, inputSize(preset)));
        assertThat(why.sideBySide().getWidth()).isEqualTo(918);
    }

    private static int inputSize(PatchCorePreset preset) {
        return Collections.max(preset.inputSizes());
    }

    @Test
    void explainsAfterARestartWithoutAnyOkPictureAtHand() {
        RecipeVersion recipe = teach(PatchCorePreset.DEFAULT);
        Inspection before = inspectPainted();
        Explanation first = sdk.inspector().explain(before, before.regions().get(0));
        sdk.close();
        sdk = start();

        Inspection again = inspectPainted();
        Explanation second = sdk.inspector().explain(again, again.regions().get(0));

        assertThat(second.nearest()).isEqualTo(first.nearest());
        assertThat(second.distance()).isEqualTo(first.distance());
        assertThat(sdk.pictures()
                        .list(PictureFilter.of(Plant.PRODUCT), PageRequest.first(1))
                        .items())
                .as("none was registered")
                .isEmpty();
        assertThat(Sql.column(database.dataSource(), "SELECT kind FROM defect_sdk.artifacts ORDER BY kind"))
                .containsExactly("ok_views", "recipe");
        assertThat(recipe.version()).isOne();
    }

    @Test
    void inspectsOnWhereTheOkPicturesAreGone() {
        teach(PatchCorePreset.DEFAULT);
        Inspection inspection = inspectPainted();
        Sql.execute(database.dataSource(), "DELETE FROM defect_sdk.artifacts WHERE kind = 'ok_views'");

        assertThatThrownBy(() ->
                        sdk.inspector().explain(inspection, inspection.regions().get(0)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not in the database")
                .hasMessageContaining("deploy again");
        assertThat(inspectPainted().recorded()).isTrue();
    }
}
