package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.PageRequest;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.testing.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Several SDKs in one process, on one database. */
class SeveralSdksIT {
    @Test
    void schemasOfOneDatabaseKnowNothingOfEachOther() {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk first = DefectSdk.builder()
                        .dataSource(database.dataSource())
                        .schema("plant_a")
                        .build();
                DefectSdk second = DefectSdk.builder()
                        .dataSource(database.dataSource())
                        .schema("plant_b")
                        .build()) {
            Plant.addProduct(first);
            assertThat(second.catalog().products(PageRequest.first(100)).items())
                    .isEmpty();
            Plant.addProduct(second);
            Plant.teach(first);
            assertThat(second.deployments().activeRecipe(Plant.PRODUCT)).isEmpty();
        }
    }

    @Test
    void closingOneLeavesTheOtherAtWork() {
        try (TestDatabase database = TestDatabase.create()) {
            DefectSdk first = own(database);
            DefectSdk second = own(database);
            Plant.addProduct(first);
            Plant.teach(first);
            first.close();
            first.close();
            assertThatThrownBy(() -> first.inspector().inspect(Plant.inspect(Plant.good(1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            assertThat(second.inspector().inspect(Plant.inspect(Plant.good(1))).recorded())
                    .isTrue();
            second.close();
        }
    }

    private static DefectSdk own(TestDatabase database) {
        return DefectSdk.builder()
                .database(DatabaseOptions.builder(database.jdbcUrl(), database.username(), database.password())
                        .poolSize(3)
                        .build())
                .build();
    }

    @Test
    void aVersionThatOneActivatesIsSoonServedByTheOther() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk teacher = own(database);
                DefectSdk line = own(database)) {
            Plant.addProduct(teacher);
            RecipeVersion first = Plant.teach(teacher);
            assertThat(versionUsedBy(line)).isEqualTo(first.version());
            RecipeVersion second = Plant.teach(teacher, Plant.okPictures(20, 12));
            assertThat(versionUsedBy(teacher)).isEqualTo(second.version());
            Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
            while (versionUsedBy(line) != second.version() && Instant.now().isBefore(deadline)) {
                Thread.sleep(200);
            }
            assertThat(versionUsedBy(line)).isEqualTo(second.version());
        }
    }

    private static int versionUsedBy(DefectSdk sdk) {
        Inspection inspection = sdk.inspector().inspect(Plant.inspect(Plant.good(1)));
        return inspection.record().recipe().version();
    }
}
