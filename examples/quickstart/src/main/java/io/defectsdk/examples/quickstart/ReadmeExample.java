package io.defectsdk.examples.quickstart;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.sql.DataSource;

/** The lines that README shows, compiled and run: what a host needs, and no more. */
final class ReadmeExample {
    private ReadmeExample() {}

    // readme: begin
    static Inspection inspect(DataSource database, Path okPictures, Path part, Path overlay) throws IOException {
        try (DefectSdk sdk = DefectSdk.builder().dataSource(database).build()) {
            Actor engineer = Actor.vouched("kim", Role.ADMIN);
            if (sdk.catalog().findProduct("prod1").isEmpty()) {
                sdk.catalog().addProduct(NewProduct.of("prod1", "주조 제품 A형"), engineer);
            }
            if (sdk.deployments().activeRecipe("prod1").isEmpty()) { // taught once, kept in the database
                var teaching = PatchCoreDeployment.of("prod1", Picture.folder(okPictures));
                sdk.deployments().deploy(teaching, engineer).join();
            }
            Inspection inspection = sdk.inspector().inspect(InspectionRequest.of("prod1", Picture.of(part)));
            System.out.println(inspection.verdict() + ", score " + inspection.calibratedScore());
            inspection.regions().forEach(System.out::println);
            ImageIO.write(inspection.overlay(), "png", overlay.toFile());
            return inspection;
        }
    }
    // readme: end
}
