package io.defectsdk.it;

import io.defectsdk.DefectSdk;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.inspection.Picture;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.testing.line.SimulatedLine;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Pictures of rust and cuts of the {@link Plant}'s product, and the calls that most tests of similarity make. */
final class KnownDefects {
    static final int EACH = 8;

    private static final SimulatedLine LINE =
            SimulatedLine.builder().seed(11).size(192, 192).build();

    private KnownDefects() {}

    /** Rust: a spot; a cut: a line. */
    static Picture picture(String type, int index) {
        BufferedImage image = LINE.good(index).picture();
        Graphics2D graphics = image.createGraphics();
        if (type.equals("rust")) {
            graphics.setColor(new Color(150, 70, 30));
            graphics.fillOval(50 + index % 7 * 9, 60 + index % 5 * 8, 34, 26);
        } else {
            graphics.setColor(new Color(235, 235, 240));
            graphics.fillRect(30 + index % 6 * 7, 50 + index % 9 * 9, 90, 5);
        }
        graphics.dispose();
        return Picture.of(image, type + "_" + index);
    }

    /** The product with {@value #EACH} pictures of each type, whose keys are 1 to 2 {@value #EACH}. */
    static void addProduct(DefectSdk sdk) {
        Plant.addProduct(sdk);
        sdk.catalog().addDefectType(NewDefectType.of(Plant.PRODUCT, "rust", "녹"), Plant.ENGINEER);
        sdk.catalog().addDefectType(NewDefectType.of(Plant.PRODUCT, "cut", "베임"), Plant.ENGINEER);
        for (int i = 0; i < EACH; i++) {
            register(sdk, "rust", 100 + i);
            register(sdk, "cut", 200 + i);
        }
    }

    static RegisteredPicture register(DefectSdk sdk, String type, int index) {
        return sdk.pictures().add(NewPicture.defect(Plant.PRODUCT, type, picture(type, index)), Plant.ENGINEER);
    }

    static DeploymentRun<SimilarityIndex> deploy(DefectSdk sdk) {
        return sdk.deployments().deploy(SimilarityDeployment.of(Plant.PRODUCT), Plant.ENGINEER);
    }

    static SimilarityResult search(DefectSdk sdk) {
        return sdk.similarity()
                .search(SimilarityQuery.picture(Plant.PRODUCT, picture("rust", 900))
                        .topK(100));
    }
}
