package io.defectsdk.it;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.line.SimulatedLine;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** A small simulated plant: one line, its engineer, and parts of the product {@value #PRODUCT}. */
final class Plant {
    static final String PRODUCT = "prod1";
    static final Actor ENGINEER = Actor.vouched("kim", Role.ADMIN);
    static final Actor WORKER = Actor.vouched("lee", Role.WORKER);

    /** Small enough to teach in a second, good enough to tell a large pore. */
    static final PatchCoreOptions QUICK = PatchCoreOptions.builder()
            .bankSize(BankSize.vectors(400))
            .inputSize(192)
            .build();

    private static final SimulatedLine LINE =
            SimulatedLine.builder().seed(7).size(192, 192).build();

    private Plant() {}

    static List<Picture> okPictures(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Plant::good).toList();
    }

    static Picture good(int index) {
        return Picture.of(LINE.good(index).picture(), "good_" + index);
    }

    /** A good part with a patch of paint on it, plain enough for a bank of {@link #QUICK}'s size. */
    static Picture bad(int index) {
        BufferedImage image = LINE.good(index).picture();
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(190, 60, 30));
        graphics.fillOval(60 + index % 40, 70, 30, 22);
        graphics.dispose();
        return Picture.of(image, "paint_" + index);
    }

    static InspectionRequest inspect(Picture picture) {
        return InspectionRequest.of(PRODUCT, picture);
    }

    static void addProduct(DefectSdk sdk) {
        sdk.catalog().addProduct(NewProduct.of(PRODUCT, "주조 제품 A형"), ENGINEER);
    }

    static RecipeVersion teach(DefectSdk sdk) {
        return teach(sdk, okPictures(0, 16));
    }

    static RecipeVersion teach(DefectSdk sdk, List<Picture> okPictures) {
        return sdk.deployments()
                .deploy(PatchCoreDeployment.of(PRODUCT, okPictures).with(QUICK), ENGINEER)
                .join();
    }
}
