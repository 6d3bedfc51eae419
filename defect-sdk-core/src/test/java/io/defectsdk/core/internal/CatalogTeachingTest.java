package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.CatalogException;
import io.defectsdk.DefectSdk;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.CameraFrame;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Teaching a product from the pictures that its catalogue has. */
@Timeout(120)
class CatalogTeachingTest {
    private static final Actor ADMIN = Actor.vouched("kim", Role.ADMIN);

    private final InMemoryStores stores = new InMemoryStores();
    private final WatchedModels models = new WatchedModels();
    private final WatchedStorage storage = new WatchedStorage(stores.objects());
    private final DefectSdk sdk = DefectSdk.builder()
            .stores(stores)
            .models(models)
            .storage(Storage.of(storage))
            .threads(2)
            .build();

    @BeforeEach
    void addProduct() {
        sdk.catalog().addProduct(NewProduct.of("prod1", "제품"), ADMIN);
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    /** Notes how many pictures the backbone had seen when a file was opened, and can fail. */
    private final class WatchedStorage implements ObjectStore {
        private final ObjectStore store;
        final List<Integer> seenAtOpening = new ArrayList<>();
        Optional<StorageException> failure = Optional.empty();

        WatchedStorage(ObjectStore store) {
            this.store = store;
        }

        @Override
        public void put(String key, InputStream content) {
            store.put(key, content);
        }

        @Override
        public Optional<InputStream> open(String key) {
            failure.ifPresent(e -> {
                throw e;
            });
            seenAtOpening.add(models.seen.size());
            return store.open(key);
        }

        @Override
        public boolean delete(String key) {
            return store.delete(key);
        }
    }

    private static Picture png(long seed) {
        CameraFrame frame = (CameraFrame) Parts.good(seed);
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_BYTE_GRAY);
        frame.pixels().get(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Picture.of(bytes.toByteArray(), "part-" + seed + ".png");
    }

    private RegisteredPicture registerPart(long seed) {
        return sdk.pictures().add(NewPicture.normal("prod1", png(seed)), ADMIN);
    }

    private List<RegisteredPicture> register(int count) {
        List<RegisteredPicture> rows = new ArrayList<>();
        for (int seed = 1; seed <= count; seed++) {
            rows.add(registerPart(seed));
        }
        return rows;
    }

    private RecipeVersion teach(PatchCoreDeployment deployment) {
        PatchCoreOptions options =
                PatchCoreOptions.builder().rates(0.05, 0.1).inputSize(128).build();
        return sdk.deployments().deploy(deployment.with(options), ADMIN).join();
    }

    private RecipeVersion teachFromCatalog() {
        return teach(PatchCoreDeployment.fromCatalog("prod1"));
    }

    private DeploymentRecord log() {
        return sdk.deployments().history("prod1", 1).get(0);
    }

    @Test
    void teachesTheSameRecipeAsFromTheSameFilesAtHand() {
        List<Picture> files = new ArrayList<>();
        for (int seed = 1; seed <= 24; seed++) {
            registerPart(seed);
            files.add(png(seed));
        }

        RecipeVersion fromCatalog = teachFromCatalog();
        RecipeVersion atHand = teach(PatchCoreDeployment.of("prod1", files));

        assertThat(fromCatalog.summary().bank().okPictures()).isEqualTo(24);
        assertThat(fromCatalog.sha256()).isEqualTo(atHand.sha256());
        assertThat(sdk.inspector()
                        .inspect(InspectionRequest.of("prod1", Parts.spotted(90, 40, 40, 20)))
                        .verdict())
                .isEqualTo(Verdict.NG);
    }

    @Test
    void readsOnePictureAfterTheOther() {
        register(9);
        storage.seenAtOpening.clear();

        teachFromCatalog();

        assertThat(storage.seenAtOpening).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void leavesOutWhatIsNoPictureOfAGoodPartAnyMore() {
        List<RegisteredPicture> rows = register(12);
        sdk.pictures().retire(rows.get(0).id(), ADMIN);
        sdk.pictures().makeTest(rows.get(1).id(), ADMIN);

        assertThat(teachFromCatalog().summary().bank().okPictures()).isEqualTo(10);
    }

    @Test
    void failsWithTheirNumberWhereThereAreTooFew() {
        register(7);

        DeploymentException failure = catchThrowableOfType(DeploymentException.class, this::teachFromCatalog);

        assertThat(failure.code()).isEqualTo(ErrorCode.DEPLOYMENT_FAILED);
        assertThat(failure).hasMessageContaining("'prod1' has 7 registered pictures of good parts");
        assertThat(log().status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(log().message()).hasValue(failure.getMessage());
    }

    @Test
    void namesEachMissingAndDamagedFileInOneMessage() {
        List<RegisteredPicture> rows = register(12);
        RecipeVersion old = teachFromCatalog();
        storage.delete(rows.get(2).storageKey());
        storage.put(rows.get(5).storageKey(), new ByteArrayInputStream(new byte[100]));
        storage.delete(rows.get(11).storageKey());

        DeploymentException failure = catchThrowableOfType(DeploymentException.class, this::teachFromCatalog);

        assertThat(failure)
                .hasMessageContaining("3 of 12 OK pictures")
                .hasMessageContaining("part-3.png")
                .hasMessageContaining(rows.get(2).storageKey())
                .hasMessageContaining("part-6.png")
                .hasMessageContaining("part-12.png");
        assertThat(sdk.deployments().activeRecipe("prod1")).hasValue(old);
    }

    @Test
    void endsAtOnceWhereStorageIsAway() {
        register(9);
        storage.failure = Optional.of(new StorageException("the bucket is away", null));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::teachFromCatalog)
                .withMessage("the bucket is away");
        assertThat(log().status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    void refusesARetiredProductBeforeAnythingIsLogged() {
        register(9);
        RecipeVersion old = teachFromCatalog();
        sdk.catalog().retireProduct("prod1", ADMIN);

        for (PatchCoreDeployment deployment :
                List.of(PatchCoreDeployment.fromCatalog("prod1"), PatchCoreDeployment.of("prod1", Parts.good(9, 1)))) {
            CatalogException refusal = catchThrowableOfType(CatalogException.class, () -> teach(deployment));
            assertThat(refusal.code()).isEqualTo(ErrorCode.PRODUCT_RETIRED);
            assertThat(refusal).hasMessageContaining("prod1").hasMessageContaining("restoreProduct");
        }

        assertThat(sdk.deployments().history("prod1", 10)).hasSize(1);
        assertThat(sdk.inspector()
                        .inspect(InspectionRequest.of("prod1", Parts.good(1)))
                        .record()
                        .recipe()
                        .sha256())
                .as("its inspections go on")
                .isEqualTo(old.sha256());
        sdk.catalog().restoreProduct("prod1", ADMIN);
        assertThat(teachFromCatalog().version()).isEqualTo(2);
    }
}
