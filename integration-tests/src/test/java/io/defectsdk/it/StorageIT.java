package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkException;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.Pictures;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and recipes in directories, in which somebody deletes, damages and restores files. */
@Timeout(180)
class StorageIT {
    private static final int PICTURES = 12;

    @TempDir
    private Path directory;

    private final TestDatabase database = TestDatabase.create();
    private final List<RegisteredPicture> pictures = new ArrayList<>();
    private Path storage;
    private Path artifacts;

    @BeforeEach
    void register() {
        storage = directory.resolve("storage");
        artifacts = directory.resolve("artifacts");
        try (DefectSdk sdk = open(Storage.directory(artifacts))) {
            Plant.addProduct(sdk);
            for (int i = 0; i < PICTURES; i++) {
                pictures.add(sdk.pictures().add(NewPicture.normal(Plant.PRODUCT, Plant.good(i)), Plant.ENGINEER));
            }
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private DefectSdk open(Storage place) {
        return DefectSdk.builder()
                .database(database.options())
                .storage(Storage.directory(storage))
                .artifacts(place)
                .build();
    }

    private static RecipeVersion teach(DefectSdk sdk, String product) {
        return sdk.deployments()
                .deploy(PatchCoreDeployment.fromCatalog(product).with(Plant.QUICK), Plant.ENGINEER)
                .join();
    }

    private static Inspection inspect(DefectSdk sdk) {
        return sdk.inspector().inspect(Plant.inspect(Plant.bad(1)));
    }

    @Test
    void missingAndDamagedPicturesAreNamedTogetherAndCanBeSuppliedAgain() throws IOException {
        try (DefectSdk sdk = open(Storage.directory(artifacts))) {
            int version = teach(sdk, Plant.PRODUCT).version();
            double score = inspect(sdk).anomalyScore();
            RegisteredPicture missing = pictures.get(3);
            RegisteredPicture damaged = pictures.get(7);
            RegisteredPicture truncated = pictures.get(9);
            Files.delete(file(missing));
            byte[] bytes = Files.readAllBytes(file(damaged));
            bytes[bytes.length / 2] ^= 1;
            Files.write(file(damaged), bytes);
            Files.write(file(truncated), new byte[0]);

            assertThatThrownBy(() -> teach(sdk, Plant.PRODUCT))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining("3 of 12")
                    .hasMessageContaining("'" + missing.fileName() + "' is registered, but is not in storage")
                    .hasMessageContaining("'" + damaged.fileName() + "' in storage")
                    .hasMessageContaining("'" + truncated.fileName() + "' in storage");

            assertThat(sdk.deployments().history(Plant.PRODUCT, 1).get(0).status())
                    .isEqualTo(DeploymentStatus.FAILED);
            assertThat(inspect(sdk).anomalyScore()).isEqualTo(score);
            assertThat(sdk.pictures().verify(Plant.PRODUCT))
                    .extracting(Pictures.Finding::picture)
                    .containsExactly(missing, damaged, truncated);
            assertCode(ErrorCode.CONTENT_MISSING, () -> sdk.pictures().content(missing.id()));
            assertCode(ErrorCode.CONTENT_DAMAGED, () -> sdk.pictures().content(damaged.id()));

            for (int i : List.of(3, 7, 9)) {
                sdk.pictures().supplyContent(pictures.get(i).id(), Plant.good(i), Plant.ENGINEER);
            }
            assertThat(sdk.pictures().verify(Plant.PRODUCT)).isEmpty();
            assertThat(StoredFiles.keys(storage)).hasSize(PICTURES);
            RecipeVersion again = teach(sdk, Plant.PRODUCT);
            assertThat(again.version()).isEqualTo(version + 1);
            assertThat(inspect(sdk).anomalyScore()).isEqualTo(score);
        }
    }

    private Path file(RegisteredPicture picture) {
        return storage.resolve(picture.storageKey());
    }

    private static void assertCode(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void aRecipeThatIsGoneIsNamedAndWorksOnceItIsRestored() throws IOException {
        double score;
        RecipeVersion recipe;
        try (DefectSdk sdk = open(Storage.directory(artifacts))) {
            recipe = teach(sdk, Plant.PRODUCT);
            score = inspect(sdk).anomalyScore();
        }
        Path file = artifacts.resolve(key(recipe));
        Path away = directory.resolve("away");
        byte[] whole = Files.readAllBytes(file);

        Files.move(file, away);
        try (DefectSdk sdk = open(Storage.directory(artifacts))) {
            assertRefused(sdk, ErrorCode.CONTENT_MISSING, recipe, "builder.artifacts(");
            byte[] damaged = whole.clone();
            damaged[damaged.length - 1] ^= 1;
            Files.write(file, damaged);
            assertRefused(sdk, ErrorCode.CONTENT_DAMAGED, recipe, "teach the product again");
            Files.delete(file);
            Files.move(away, file);
            assertThat(inspect(sdk).anomalyScore()).as("once it is restored").isEqualTo(score);
        }
        try (DefectSdk elsewhere = open(Storage.database())) {
            assertRefused(elsewhere, ErrorCode.CONTENT_MISSING, recipe, "builder.artifacts(");
        }
        Files.delete(file);
        try (DefectSdk sdk = open(Storage.directory(artifacts))) {
            RecipeVersion again = teach(sdk, Plant.PRODUCT);
            assertThat(again.sha256()).as("the same pictures").isEqualTo(recipe.sha256());
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    private static String key(RecipeVersion recipe) {
        return "artifacts/" + recipe.sha256().substring(0, 2) + "/" + recipe.sha256();
    }

    private void assertRefused(DefectSdk sdk, ErrorCode code, RecipeVersion recipe, String advice) {
        assertThatThrownBy(() -> inspect(sdk)).isInstanceOfSatisfying(DefectSdkException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(key(recipe)).hasMessageContaining(advice);
        });
    }

    @Test
    void recipesStayWhereTheyAreWhenTheHostChoosesAnotherPlace() throws IOException {
        String other = "prod2";
        double score;
        RecipeVersion inDirectory;
        try (DefectSdk sdk = open(Storage.directory(artifacts))) {
            inDirectory = teach(sdk, Plant.PRODUCT);
            score = inspect(sdk).anomalyScore();
        }
        RecipeVersion inDatabase;
        try (DefectSdk sdk = open(Storage.database())) {
            sdk.catalog().addProduct(NewProduct.of(other, "주조 제품 B형"), Plant.ENGINEER);
            for (int i = 20; i < 30; i++) {
                sdk.pictures().add(NewPicture.normal(other, Plant.good(i)), Plant.ENGINEER);
            }
            inDatabase = teach(sdk, other);
        }
        assertThat(StoredFiles.keys(artifacts))
                .as("recipe and OK views")
                .hasSize(2)
                .contains(key(inDirectory));
        assertThat(places())
                .containsExactlyInAnyOrder(inDirectory.sha256() + " outside", inDatabase.sha256() + " here");

        try (DefectSdk sdk = open(Storage.directory(artifacts))) {
            assertThat(inspect(sdk).anomalyScore()).isEqualTo(score);
            Picture part = Plant.good(40);
            assertThat(sdk.inspector()
                            .inspect(InspectionRequest.of(other, part))
                            .recorded())
                    .isTrue();
        }

        // the next version of the first product, from one picture less
        RecipeVersion next;
        try (DefectSdk sdk = open(Storage.database())) {
            sdk.pictures().retire(pictures.get(0).id(), Plant.ENGINEER);
            next = teach(sdk, Plant.PRODUCT);
            assertThat(next.version()).isEqualTo(inDirectory.version() + 1);
        }
        assertThat(places()).contains(inDirectory.sha256() + " outside", next.sha256() + " here");
        for (Storage place : List.of(Storage.database(), Storage.directory(artifacts))) {
            try (DefectSdk sdk = open(place)) {
                assertThat(inspect(sdk).record().recipe().version()).isEqualTo(next.version());
            }
        }

        // whoever makes the old version active again, finds it
        Sql.execute(
                database.dataSource(),
                "BEGIN; UPDATE defect_sdk.recipes SET is_active = FALSE WHERE recipe_id = " + next.id()
                        + "; UPDATE defect_sdk.recipes SET is_active = TRUE WHERE recipe_id = " + inDirectory.id()
                        + "; COMMIT");
        try (DefectSdk sdk = open(Storage.directory(artifacts))) {
            assertThat(inspect(sdk).record().recipe().version()).isEqualTo(inDirectory.version());
            assertThat(inspect(sdk).anomalyScore()).isEqualTo(score);
        }
    }

    private List<String> places() {
        return Sql.column(
                database.dataSource(),
                "SELECT encode(artifact_sha256, 'hex') || CASE WHEN storage_key IS NULL THEN ' here' ELSE ' outside' END"
                        + " FROM defect_sdk.artifacts WHERE kind = 'recipe'");
    }
}
