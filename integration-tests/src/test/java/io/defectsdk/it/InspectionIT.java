package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.DefectSdk;
import io.defectsdk.DeploymentException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.NoActiveRecipeException;
import io.defectsdk.PictureException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentRun;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.BufferedPicture;
import io.defectsdk.inspection.CameraFrame;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelFormat;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.spi.Event;
import io.defectsdk.testing.database.TestDatabase;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One inspection and one deployment, from the host's call to the database row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectionIT {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private TestDatabase database;
    private DefectSdk sdk;
    private RecipeVersion recipe;
    private Path images;

    @BeforeAll
    void openAndTeach(@TempDir Path folder) {
        images = folder;
        database = TestDatabase.create();
        sdk = DefectSdk.builder()
                .dataSource(database.dataSource())
                .storage(Storage.directory(images))
                .retention(PictureRetention.of(PictureRetention.Rule.ngAndReview()))
                .listener(events::add)
                .build();
        Plant.addProduct(sdk);
        recipe = Plant.teach(sdk);
    }

    @AfterAll
    void close() {
        sdk.close();
        database.close();
    }

    @Test
    void tellsBadPartsFromGoodOnes() {
        for (int i = 100; i < 110; i++) {
            Inspection bad = sdk.inspector().inspect(Plant.inspect(Plant.bad(i)));
            Inspection good = sdk.inspector().inspect(Plant.inspect(Plant.good(i)));
            assertThat(bad.anomalyScore()).isGreaterThan(good.anomalyScore());
            assertThat(good.regions())
                    .hasSize(good.verdict() == Verdict.OK ? 0 : good.regions().size());
        }
    }

    @Test
    void recordsWhatItReturns() {
        Inspection inspection = sdk.inspector()
                .inspect(Plant.inspect(Plant.bad(1)).by(Plant.WORKER).withPartId("LOT-7/0001"));
        assertThat(inspection.verdict()).isEqualTo(Verdict.NG);
        assertThat(inspection.recorded()).isTrue();
        InspectionRecord stored = sdk.inspector().find(inspection.id()).orElseThrow();
        assertThat(stored).isEqualTo(inspection.record());
        assertThat(stored.recipe().sha256()).isEqualTo(recipe.sha256());
        assertThat(stored.actor()).contains(Plant.WORKER);
        assertThat(stored.partId()).contains("LOT-7/0001");
        assertThat(stored.libraryVersion()).isEqualTo("0.1.0");
        assertThat(sdk.inspector().recent(Plant.PRODUCT, 1)).hasSize(1);
    }

    @Test
    void marksTheDefectInThePicturesOwnPixels() {
        Inspection inspection = sdk.inspector().inspect(Plant.inspect(Plant.bad(1)));
        assertThat(inspection.anomalyMap().width()).isEqualTo(192);
        var worst = inspection.regions().get(0);
        assertThat((double) inspection.anomalyMap().at(worst.peakX(), worst.peakY()))
                .isEqualTo(worst.peakScore())
                .isCloseTo(inspection.anomalyScore(), withPercentage(1));
        assertThat(inspection.overlay().getWidth()).isEqualTo(192);
        assertThat(inspection.heatMap().getHeight()).isGreaterThan(192);
    }

    @Test
    void keepsPicturesAsTheRetentionSays() throws Exception {
        Inspection bad = sdk.inspector().inspect(Plant.inspect(Plant.bad(2)));
        String key = bad.record().picture().storageKey().orElseThrow();
        assertThat(bad.notKeptReason()).isEmpty();
        assertThat(Files.size(images.resolve(key))).isPositive();
        // what was kept is the very picture: inspected again, it scores the same
        Inspection again = sdk.inspector().inspect(Plant.inspect(Picture.of(images.resolve(key))));
        assertThat(again.anomalyScore()).isEqualTo(bad.anomalyScore());
        Inspection good = goodOne();
        assertThat(good.record().picture().storageKey()).isEmpty();
    }

    private Inspection goodOne() {
        return Stream.iterate(200, i -> i + 1)
                .limit(20)
                .map(i -> sdk.inspector().inspect(Plant.inspect(Plant.good(i))))
                .filter(inspection -> inspection.verdict() == Verdict.OK)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void takesARawFrameWithoutARoundTrip() {
        BufferedImage image = new BufferedImage(192, 192, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().drawImage(imageOf(Plant.bad(3)), 0, 0, null);
        byte[] bgr = new byte[192 * 200 * 3];
        for (int y = 0; y < 192; y++) {
            for (int x = 0; x < 192; x++) {
                int rgb = image.getRGB(x, y);
                bgr[y * 600 + 3 * x] = (byte) rgb;
                bgr[y * 600 + 3 * x + 1] = (byte) (rgb >> 8);
                bgr[y * 600 + 3 * x + 2] = (byte) (rgb >> 16);
            }
        }
        CameraFrame frame = CameraFrame.builder(PixelFormat.BGR8, 192, 192, ByteBuffer.wrap(bgr))
                .stride(600)
                .build();
        double fromFrame = sdk.inspector().inspect(Plant.inspect(frame)).anomalyScore();
        double fromImage =
                sdk.inspector().inspect(Plant.inspect(Picture.of(image))).anomalyScore();
        assertThat(fromFrame).isEqualTo(fromImage);
    }

    private static BufferedImage imageOf(Picture picture) {
        return ((BufferedPicture) picture).image();
    }

    @Test
    void refusesUnknownAndUntaughtProducts() {
        assertThatThrownBy(() -> sdk.inspector().inspect(InspectionRequest.of("nosuch'; --", Plant.good(1))))
                .isInstanceOf(UnknownEntryException.class)
                .hasMessageContaining("nosuch'; --")
                .hasMessageContaining("addProduct");
        sdk.catalog().addProduct(NewProduct.of("untaught", "새 제품"), Plant.ENGINEER);
        assertThatThrownBy(() -> sdk.inspector().inspect(InspectionRequest.of("untaught", Plant.good(1))))
                .isInstanceOf(NoActiveRecipeException.class)
                .hasMessageContaining("deploy");
    }

    @Test
    void refusesBadPicturesAndGoesOn(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("text.jpg"), "this is no picture at all");
        assertThatThrownBy(() -> sdk.inspector().inspect(Plant.inspect(Picture.of(text))))
                .isInstanceOfSatisfying(PictureException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.PICTURE_FORMAT_UNSUPPORTED))
                .hasMessageContaining("text.jpg");
        assertThat(events.get(events.size() - 1)).isInstanceOf(Event.InspectionFailed.class);
        assertThat(sdk.inspector().inspect(Plant.inspect(Plant.good(5))).recorded())
                .isTrue();
    }

    @Test
    void refusesAWorkerAndRecordsTheRefusal() throws Exception {
        assertThatThrownBy(() -> sdk.catalog().addProduct(NewProduct.of("sneaky", "몰래"), Plant.WORKER))
                .isInstanceOf(AccessDeniedException.class);
        PatchCoreDeployment deployment = PatchCoreDeployment.of(Plant.PRODUCT, Plant.okPictures(0, 8));
        assertThatThrownBy(() -> sdk.deployments().deploy(deployment, Plant.WORKER))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("lee");
        assertThat(sdk.catalog().findProduct("sneaky")).isEmpty();
        try (var connection = database.dataSource().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM defect_sdk.audit_log WHERE action = 'access.denied'"
                                + " AND actor_name = 'lee'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void refusesAProductTwice() {
        assertThatThrownBy(() -> Plant.addProduct(sdk))
                .isInstanceOf(DuplicateEntryException.class)
                .hasMessageContaining(Plant.PRODUCT);
    }

    @Test
    void aFailedRunLeavesTheOldVersionActive(@TempDir Path folder) throws Exception {
        List<Picture> pictures = new ArrayList<>(Plant.okPictures(0, 10));
        pictures.add(Picture.of(Files.writeString(folder.resolve("one.png"), "no picture")));
        pictures.add(Picture.of(folder.resolve("two.png")));
        assertThatThrownBy(() -> Plant.teach(sdk, pictures))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("2 of 12")
                .hasMessageContaining("one.png")
                .hasMessageContaining("two.png");
        assertThat(sdk.deployments().activeRecipe(Plant.PRODUCT)).contains(recipe);
        DeploymentRecord last = sdk.deployments().history(Plant.PRODUCT, 1).get(0);
        assertThat(last.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(last.message().orElseThrow()).contains("one.png");
    }

    @Test
    void aCancelledRunLeavesTheOldVersionActive() {
        DeploymentRun<RecipeVersion> run = sdk.deployments()
                .deploy(
                        PatchCoreDeployment.of(Plant.PRODUCT, Plant.okPictures(0, 40))
                                .with(Plant.QUICK),
                        Plant.ENGINEER);
        assertThatThrownBy(() -> sdk.deployments()
                        .deploy(PatchCoreDeployment.of(Plant.PRODUCT, Plant.okPictures(0, 8)), Plant.ENGINEER))
                .isInstanceOfSatisfying(
                        DeploymentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPLOYMENT_RUNNING));
        assertThat(run.cancel()).isTrue();
        assertThatThrownBy(run::join).isInstanceOfSatisfying(DeploymentException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.DEPLOYMENT_CANCELLED));
        assertThat(sdk.deployments().activeRecipe(Plant.PRODUCT)).contains(recipe);
        assertThat(sdk.deployments().history(Plant.PRODUCT, 1).get(0).status()).isEqualTo(DeploymentStatus.CANCELLED);
    }

    @Test
    void countsItsVectors() {
        assertThat(recipe.summary().bank().vectors()).isEqualTo(400);
        assertThat(recipe.summary().bank().patches()).isEqualTo(16 * 24 * 24);
        assertThat(recipe.summary().bank().dimension()).isEqualTo(152);
        assertThat(recipe.summary().calibration().tooFewPictures()).isTrue();
        assertThat(recipe.summary().calibration().falseRejects().expected()).isEqualTo(1.0 / 17);
    }
}
