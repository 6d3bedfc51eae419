package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.PreprocessingParams;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.testing.database.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From registered pictures and parameters to verdicts, with a database and directories that two processes share. */
@Timeout(300)
class CatalogTeachingIT {
    @TempDir
    private Path folder;

    private DefectSdk open(TestDatabase database, Storage artifacts) {
        return DefectSdk.builder()
                .dataSource(database.dataSource())
                .storage(Storage.directory(folder.resolve("files")))
                .artifacts(artifacts)
                .build();
    }

    private DefectSdk open(TestDatabase database) {
        return open(database, Storage.directory(folder.resolve("recipes")));
    }

    private static void register(DefectSdk sdk) {
        Plant.addProduct(sdk);
        for (Picture picture : Plant.okPictures(0, 16)) {
            sdk.pictures().add(NewPicture.normal(Plant.PRODUCT, picture), Plant.ENGINEER);
        }
    }

    private static RecipeVersion teach(DefectSdk sdk) {
        return sdk.deployments()
                .deploy(PatchCoreDeployment.fromCatalog(Plant.PRODUCT).with(Plant.QUICK), Plant.ENGINEER)
                .join();
    }

    private static Inspection inspect(DefectSdk sdk, Picture picture) {
        return sdk.inspector().inspect(Plant.inspect(picture));
    }

    @Test
    void judgesInEveryProcessByTheParametersThatWereInForceWhenItWasTaught() {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk office = open(database);
                DefectSdk line = open(database)) {
            register(office);
            office.settings()
                    .setParams(
                            Plant.PRODUCT,
                            PreprocessingParams.none().withGrayscale(true).withContrast(true),
                            Plant.ENGINEER);
            office.settings()
                    .setDefaultParams(
                            PatchCoreParams.none().withImageThreshold(0.8).withPixelThreshold(0.7), Plant.ENGINEER);

            RecipeVersion taught = teach(office);

            RecipeSummary summary =
                    line.deployments().activeRecipe(Plant.PRODUCT).orElseThrow().summary();
            assertThat(summary).isEqualTo(taught.summary());
            assertThat(summary.method().preprocessing()).isEqualTo(new Preprocessing(true, true, false));
            assertThat(summary.imageThreshold()).isEqualTo(0.8);
            assertThat(summary.pixelThreshold()).isEqualTo(0.7);
            assertThat(summary.bank().okPictures()).isEqualTo(16);
            Inspection here = inspect(office, Plant.bad(1));
            Inspection there = inspect(line, Plant.bad(1));
            assertThat(there.verdict()).isEqualTo(Verdict.NG);
            assertThat(there.scoring()).isEqualTo(here.scoring());
            assertThat(there.scoring().ngThreshold())
                    .isEqualTo(0.8 * taught.summary().calibration().ngThreshold());
            assertThat(there.regions()).isEqualTo(here.regions()).isNotEmpty();
        }
    }

    @Test
    void keepsRecipesOutsideTheDatabaseAndSaysWhereWhenThatIsNotGiven() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            RecipeVersion taught;
            try (DefectSdk sdk = open(database)) {
                register(sdk);
                taught = teach(sdk);
            }
            String key = "artifacts/" + taught.sha256().substring(0, 2) + "/" + taught.sha256();
            assertThat(folder.resolve("recipes").resolve(key)).isRegularFile();
            assertThat(chunks(database)).isZero();
            try (DefectSdk sdk = open(database, Storage.database())) {
                assertThatThrownBy(() -> inspect(sdk, Plant.good(100)))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining(key)
                        .hasMessageContaining("builder.artifacts(...)");
                assertThat(teach(sdk).sha256()).isEqualTo(taught.sha256());
                assertThat(chunks(database)).isPositive();
            }
            try (DefectSdk sdk = open(database)) {
                assertThat(inspect(sdk, Plant.good(100)).record().recipe().version())
                        .isEqualTo(2);
            }
        }
    }

    private static long chunks(TestDatabase database) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM defect_sdk.artifact_chunks")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
