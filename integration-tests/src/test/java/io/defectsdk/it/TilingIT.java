package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.DefectSdk;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Explanation;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.database.TestDatabase;
import io.defectsdk.testing.line.SimulatedLine;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small defects in large pictures, with the packaged backbone and the database. */
class TilingIT {
    private static final int WIDTH = 768;
    private static final int HEIGHT = 512;
    private static final SimulatedLine LINE =
            SimulatedLine.builder().seed(7).size(WIDTH, HEIGHT).build();

    @Test
    void findsASpeckThatThePictureMadeSmallDoesNotShow() {
        try (TestDatabase database = TestDatabase.create()) {
            double before;
            try (DefectSdk sdk = start(database, 2)) {
                RecipeVersion tiled =
                        teach(sdk, "tiled", PatchCoreOptions.builder().tiles(3, 2));
                teach(sdk, "whole", PatchCoreOptions.builder());
                assertThat(tiled.summary().bank().patches()).isEqualTo(8 * 80 * 56);

                Inspection found = inspect(sdk, "tiled");
                before = found.anomalyScore();

                assertThat(found.verdict()).isEqualTo(Verdict.NG);
                AnomalyRegion region = found.regions().get(0);
                assertThat(region.peakX()).isCloseTo(403, within(10));
                assertThat(region.peakY()).isCloseTo(253, within(10));
                assertThat(inspect(sdk, "whole").verdict()).isNotEqualTo(Verdict.NG);
                Explanation why = sdk.inspector().explain(found, region);
                assertThat(why.patch().width()).isBetween(9, 11);
                assertThat(why.okPicture().getHeight())
                        .as("as large as the tiles show it")
                        .isEqualTo(448);
            }
            try (DefectSdk sdk = start(database, 1)) {
                assertThat(inspect(sdk, "tiled").anomalyScore()).isEqualTo(before);
            }
        }
    }

    private static DefectSdk start(TestDatabase database, int threads) {
        return DefectSdk.builder()
                .dataSource(database.dataSource())
                .threads(threads)
                .build();
    }

    private static RecipeVersion teach(DefectSdk sdk, String product, PatchCoreOptions.Builder options) {
        sdk.catalog().addProduct(NewProduct.of(product, product), Plant.ENGINEER);
        List<Picture> pictures = IntStream.range(0, 8)
                .mapToObj(i -> Picture.of(LINE.good(i).picture()))
                .toList();
        return sdk.deployments()
                .deploy(
                        PatchCoreDeployment.of(product, pictures)
                                .with(options.rates(0.05, 0.1)
                                        .bankSize(BankSize.vectors(400))
                                        .build()),
                        Plant.ENGINEER)
                .join();
    }

    private static Inspection inspect(DefectSdk sdk, String product) {
        BufferedImage picture = LINE.good(50).picture();
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillOval(400, 250, 6, 6);
        graphics.dispose();
        return sdk.inspector().inspect(InspectionRequest.of(product, Picture.of(picture)));
    }
}
