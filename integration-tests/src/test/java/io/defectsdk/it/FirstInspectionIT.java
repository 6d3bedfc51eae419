package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.line.Defect;
import io.defectsdk.testing.line.SimulatedLine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstInspectionIT {
    @Test
    void judgesGoodAndBadParts() throws Exception {
        SimulatedLine line = SimulatedLine.builder().seed(7).build();
        List<Picture> ok = IntStream.range(0, 40)
                .mapToObj(i -> Picture.of(line.good(i).picture()))
                .toList();
        Actor engineer = Actor.vouched("kim", Role.ADMIN);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C.UTF-8")
                        .start();
                DefectSdk sdk = DefectSdk.builder()
                        .dataSource(postgres.getPostgresDatabase())
                        .build()) {
            sdk.catalog().addProduct(NewProduct.of("prod1", "주조 제품 A형"), engineer);
            long t = System.nanoTime();
            var recipe = sdk.deployments()
                    .deploy(PatchCoreDeployment.of("prod1", ok), engineer)
                    .join();
            System.err.println(recipe + " " + (System.nanoTime() - t) / 1e9);
            for (int i = 100; i < 110; i++) {
                Inspection inspection = sdk.inspector()
                        .inspect(InspectionRequest.of(
                                "prod1", Picture.of(line.good(i).picture())));
                System.err.println(inspection + " " + inspection.timings());
                for (Defect defect : Defect.values()) {
                    inspection = sdk.inspector()
                            .inspect(InspectionRequest.of(
                                    "prod1",
                                    Picture.of(line.defective(defect, i).picture())));
                    System.err.println(defect + " " + inspection);
                }
            }
            Inspection inspection = sdk.inspector()
                    .inspect(InspectionRequest.of(
                            "prod1", Picture.of(line.defective(Defect.HOLE, 1).picture())));
            assertThat(inspection.verdict()).isEqualTo(Verdict.NG);
            assertThat(inspection.recorded()).isTrue();
        }
    }
}
