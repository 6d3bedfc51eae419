package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.DefectSdk;
import io.defectsdk.ErrorCode;
import io.defectsdk.StorageException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recipes whose content lies outside the database. */
@Timeout(120)
class ArtifactStorageTest {
    private static final Actor ADMIN = Actor.vouched("kim", Role.ADMIN);

    private final InMemoryStores stores = new InMemoryStores();

    @TempDir
    private Path folder;

    private DefectSdk start(Storage artifacts) {
        return DefectSdk.builder()
                .stores(stores)
                .models(new BlockModels())
                .threads(2)
                .artifacts(artifacts)
                .build();
    }

    private static RecipeVersion teach(DefectSdk sdk, String product, int firstSeed) {
        if (sdk.catalog().findProduct(product).isEmpty()) {
            sdk.catalog().addProduct(NewProduct.of(product, "제품"), ADMIN);
        }
        return sdk.deployments()
                .deploy(PatchCoreDeployment.of(product, Parts.good(9, firstSeed)), ADMIN)
                .join();
    }

    private static Inspection inspect(DefectSdk sdk, String product) {
        return sdk.inspector().inspect(InspectionRequest.of(product, Parts.good(70)));
    }

    private Path file(RecipeVersion version) {
        return folder.resolve("artifacts")
                .resolve(version.sha256().substring(0, 2))
                .resolve(version.sha256());
    }

    @Test
    void judgesByARecipeInAFolderAfterARestart() {
        RecipeVersion version;
        double score;
        try (DefectSdk sdk = start(Storage.directory(folder))) {
            version = teach(sdk, "prod1", 1);
            score = inspect(sdk, "prod1").anomalyScore();
        }
        assertThat(file(version)).isRegularFile();
        assertThat(stores.artifacts().storageKey(version.sha256())).isPresent();
        try (DefectSdk sdk = start(Storage.directory(folder))) {
            assertThat(inspect(sdk, "prod1").anomalyScore()).isEqualTo(score);
        }
    }

    @Test
    void goesOnWithRecipesInTheDatabaseThereAndBack() {
        try (DefectSdk sdk = start(Storage.database())) {
            teach(sdk, "prod1", 1);
        }
        try (DefectSdk sdk = start(Storage.directory(folder))) {
            assertThat(inspect(sdk, "prod1").record().recipe().version()).isOne();
            teach(sdk, "prod2", 1);
            assertThat(inspect(sdk, "prod2").record().recipe().version()).isOne();
        }
        try (DefectSdk sdk = start(Storage.database())) {
            assertThat(inspect(sdk, "prod1").record().recipe().version()).isOne();
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> inspect(sdk, "prod2"))
                    .withMessageContaining("key artifacts/")
                    .withMessageContaining("builder.artifacts(...)");
            teach(sdk, "prod2", 1);
            assertThat(inspect(sdk, "prod2").record().recipe().version()).isEqualTo(2);
        }
    }

    @Test
    void refusesADamagedRecipeAndMendsItByTeachingAgain() throws Exception {
        try (DefectSdk sdk = start(Storage.directory(folder))) {
            Files.write(file(teach(sdk, "prod1", 1)), new byte[] {1, 2, 3});
        }
        try (DefectSdk sdk = start(Storage.directory(folder))) {
            StorageException refusal = catchThrowableOfType(StorageException.class, () -> inspect(sdk, "prod1"));
            assertThat(refusal.code()).isEqualTo(ErrorCode.CONTENT_DAMAGED);
            teach(sdk, "prod1", 1);
            assertThat(inspect(sdk, "prod1").record().recipe().version()).isEqualTo(2);
        }
        try (DefectSdk sdk = start(Storage.directory(folder))) {
            assertThat(inspect(sdk, "prod1").record().recipe().version()).isEqualTo(2);
        }
    }

    @Test
    void goesOnWithTheOldRecipeWhereTheNewOneIsDamaged() throws InterruptedException {
        DamagedOnTheWay storage = new DamagedOnTheWay(stores.objects());
        try (DefectSdk line = start(Storage.of(storage));
                DefectSdk office = start(Storage.of(stores.objects()))) {
            teach(office, "prod1", 1);
            inspect(line, "prod1");
            storage.damaging = true;
            int before = storage.reads.get();

            teach(office, "prod1", 101);

            for (int i = 0; i < 100 && storage.reads.get() < before + 2; i++) {
                Thread.sleep(100); // the line asks every two seconds
            }
            assertThat(storage.reads.get()).as("times it tried").isGreaterThan(before + 1);
            assertThat(inspect(line, "prod1").record().recipe().version()).isOne();
            assertThat(inspect(office, "prod1").record().recipe().version()).isEqualTo(2);
        }
    }

    /** Gives other bytes than were stored, while it is told to. */
    private static final class DamagedOnTheWay implements ObjectStore {
        final AtomicInteger reads = new AtomicInteger();
        volatile boolean damaging;
        private final ObjectStore store;

        DamagedOnTheWay(ObjectStore store) {
            this.store = store;
        }

        @Override
        public void put(String key, InputStream content) {
            store.put(key, content);
        }

        @Override
        public Optional<InputStream> open(String key) {
            reads.incrementAndGet();
            return damaging ? Optional.of(new ByteArrayInputStream(new byte[1_000])) : store.open(key);
        }

        @Override
        public boolean delete(String key) {
            return store.delete(key);
        }
    }

    @Test
    void failsADeploymentWhoseRecipeCannotBeStored() {
        ObjectStore full = new ObjectStore() {
            @Override
            public void put(String key, InputStream content) {
                throw new StorageException(ErrorCode.STORAGE_FULL, "no room for " + key, null);
            }

            @Override
            public Optional<InputStream> open(String key) {
                return Optional.empty();
            }

            @Override
            public boolean delete(String key) {
                return false;
            }
        };
        try (DefectSdk sdk = start(Storage.of(full))) {
            StorageException failure = catchThrowableOfType(StorageException.class, () -> teach(sdk, "prod1", 1));

            assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
            assertThat(sdk.deployments().activeRecipe("prod1")).isEmpty();
            assertThat(sdk.deployments().history("prod1", 1).get(0).status()).isEqualTo(DeploymentStatus.FAILED);
        }
    }
}
