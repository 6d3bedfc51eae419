package io.defectsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkBuilder;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.IncompatibleModelException;
import io.defectsdk.NoActiveRecipeException;
import io.defectsdk.PageRequest;
import io.defectsdk.PictureException;
import io.defectsdk.RecipeException;
import io.defectsdk.StorageException;
import io.defectsdk.StoreException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.Verdict;
import io.defectsdk.spi.Event;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine through its face, on stores in memory and a backbone of block means. */
@Timeout(120)
class EngineTest {
    static final Actor ADMIN = Actor.vouched("kim", Role.ADMIN);
    static final Actor WORKER = Actor.vouched("lee", Role.WORKER);
    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.123456Z");

    private final InMemoryStores stores = new InMemoryStores();
    private final BlockModels models = new BlockModels();
    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    private DefectSdk sdk = start(builder());

    private DefectSdkBuilder builder() {
        return DefectSdk.builder()
                .stores(stores)
                .models(models)
                .threads(2)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .listener(events::add);
    }

    private static DefectSdk start(DefectSdkBuilder builder) {
        return builder.build();
    }

    private void restart(DefectSdkBuilder builder) {
        // the stores go on: closing those in memory keeps their content
        sdk.close();
        sdk = start(builder);
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    private void addProduct(String code) {
        sdk.catalog().addProduct(NewProduct.of(code, "제품 " + code), ADMIN);
    }

    private RecipeVersion teach(String code) {
        return sdk.deployments().deploy(deployment(code), ADMIN).join();
    }

    static PatchCoreDeployment deployment(String code) {
        PatchCoreOptions options =
                PatchCoreOptions.builder().rates(0.05, 0.1).inputSize(128).build();
        return PatchCoreDeployment.of(code, Parts.good(24, 1)).with(options);
    }

    private Inspection inspect(String code, Picture picture) {
        return sdk.inspector().inspect(InspectionRequest.of(code, picture));
    }

    @Test
    void tellsGoodPartsFromBadAndSaysWhere() {
        addProduct("prod1");
        teach("prod1");

        int falseRejects = 0;
        for (int i = 0; i < 50; i++) {
            falseRejects += inspect("prod1", Parts.good(1_000 + i)).verdict() == Verdict.NG ? 1 : 0;
        }
        Inspection bad = inspect("prod1", Parts.spotted(2_000, 100, 30, 16));

        assertThat(falseRejects).isLessThanOrEqualTo(8);
        assertThat(bad.verdict()).isEqualTo(Verdict.NG);
        assertThat(bad.calibratedScore()).isGreaterThan(2);
        AnomalyRegion region = bad.regions().get(0);
        assertThat(region.peakX()).isBetween(98, 118);
        assertThat(region.peakY()).isBetween(28, 48);
        assertThat(bad.anomalyMap().width()).isEqualTo(160);
        assertThat(bad.overlay().getWidth()).isEqualTo(160);
        assertThat(bad.overlay().getHeight()).isEqualTo(120);
        assertThat(bad.heatMap().getWidth()).isEqualTo(160);
    }

    @Test
    void recordsEachInspection() {
        addProduct("prod1");
        RecipeVersion version = teach("prod1");

        Inspection inspection = sdk.inspector()
                .inspect(InspectionRequest.of("prod1", Parts.spotted(5, 20, 20, 16))
                        .by(WORKER)
                        .withPartId("SN-7"));

        assertThat(inspection.recorded()).isTrue();
        assertThat(inspection.notRecordedReason()).isEmpty();
        InspectionRecord found = sdk.inspector().find(inspection.id()).orElseThrow();
        assertThat(found).isEqualTo(inspection.record());
        assertThat(found.inspectedAt()).isEqualTo(NOW);
        assertThat(found.actor()).hasValue(WORKER);
        assertThat(found.partId()).hasValue("SN-7");
        assertThat(found.libraryVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(found.recipe().sha256()).isEqualTo(version.sha256());
        assertThat(found.recipe().version()).isEqualTo(1);
        assertThat(found.picture().width()).isEqualTo(160);
        assertThat(sdk.inspector().recent("prod1", 10)).containsExactly(found);
        assertThat(sdk.inspector().find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void tellsItsListener() {
        addProduct("prod1");
        teach("prod1");
        Inspection inspection = inspect("prod1", Parts.good(3));
        assertThatExceptionOfType(UnknownEntryException.class).isThrownBy(() -> inspect("prod2", Parts.good(3)));

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "DeploymentChanged", "RecipeLoaded", "DeploymentChanged", "Inspected", "InspectionFailed");
        assertThat(events).filteredOn(Event.Inspected.class::isInstance).allSatisfy(event -> assertThat(
                        ((Event.Inspected) event).inspection())
                .isSameAs(inspection));
    }

    @Test
    void goesOnWhateverItsListenerThrows() {
        restart(builder().listener(event -> {
            throw new AssertionError("a broken dashboard");
        }));
        addProduct("prod1");
        teach("prod1");

        assertThat(inspect("prod1", Parts.good(3)).recorded()).isTrue();
    }

    @Test
    void refusesAnUnknownProductAndOneThatWasNeverTaught() {
        addProduct("prod1");

        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> inspect("prod9", Parts.good(1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN))
                .withMessageContaining("prod9")
                .withMessageContaining("addProduct");
        assertThatExceptionOfType(NoActiveRecipeException.class)
                .isThrownBy(() -> inspect("prod1", Parts.good(1)))
                .withMessageContaining("prod1")
                .withMessageContaining("deploy");
        assertThat(models.extractions).hasValue(0);
    }

    @Test
    void refusesABrokenPictureWithoutARecord() {
        addProduct("prod1");
        teach("prod1");

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> inspect("prod1", Picture.of(new byte[] {1, 2, 3}, "broken.jpg")))
                .withMessageContaining("broken.jpg");
        assertThat(sdk.inspector().recent("prod1", 10)).isEmpty();
    }

    @Test
    void givesTheSameBitsToAnyNumberOfCallersAndThreads() {
        addProduct("prod1");
        teach("prod1");
        List<Picture> pictures = new ArrayList<>(Parts.good(6, 50));
        pictures.add(Parts.spotted(60, 40, 40, 20));
        List<float[]> expected = new ArrayList<>();
        for (Picture picture : pictures) {
            expected.add(inspect("prod1", picture).anomalyMap().toArray());
        }
        for (int threads : new int[] {1, 3, 4}) {
            restart(builder().threads(threads));
            ExecutorService lines = Executors.newFixedThreadPool(6);
            try {
                List<CompletableFuture<Void>> calls = new ArrayList<>();
                for (int round = 0; round < 5; round++) {
                    for (int i = 0; i < pictures.size(); i++) {
                        int index = i;
                        calls.add(CompletableFuture.runAsync(
                                () -> assertThat(inspect("prod1", pictures.get(index))
                                                .anomalyMap()
                                                .toArray())
                                        .isEqualTo(expected.get(index)),
                                lines));
                    }
                }
                calls.forEach(CompletableFuture::join);
            } finally {
                lines.shutdown();
            }
        }
    }

    @Test
    void makesTheSameRecipeOfTheSamePictures() {
        addProduct("prod1");
        RecipeVersion first = teach("prod1");
        RecipeVersion second = teach("prod1");
        restart(builder().threads(1));
        RecipeVersion third = teach("prod1");

        assertThat(second.sha256()).isEqualTo(first.sha256());
        assertThat(third.sha256()).isEqualTo(first.sha256());
        assertThat(List.of(first.version(), second.version(), third.version())).containsExactly(1, 2, 3);
        assertThat(sdk.deployments().recipes("prod1"))
                .extracting(RecipeVersion::active)
                .containsExactly(true, false, false);
    }

    @Test
    void sumsUpWhatARecipeIsMadeOf() {
        addProduct("prod1");

        var summary = teach("prod1").summary();

        assertThat(summary.method().backbone()).isEqualTo(BlockModels.ID);
        assertThat(summary.method().layers()).containsExactly("fine", "coarse");
        assertThat(summary.bank().okPictures()).isEqualTo(24);
        assertThat(summary.bank().patches()).isEqualTo(24 * 16 * 16);
        assertThat(summary.bank().vectors()).isEqualTo(2_000);
        assertThat(summary.bank().dimension()).isEqualTo(6);
        assertThat(summary.bank().coverRadius()).isPositive();
        assertThat(summary.calibration().pictures()).isEqualTo(24);
    }

    @Test
    void keepsTheOldVersionWhenADeploymentFailsAndNamesEveryBadPicture() {
        addProduct("prod1");
        RecipeVersion old = teach("prod1");
        List<Picture> pictures = new ArrayList<>(Parts.good(10, 1));
        pictures.add(3, Picture.of(new byte[] {1, 2, 3}, "first.png"));
        pictures.add(8, Picture.of(Path.of("no-such-folder", "second.png")));

        var run = sdk.deployments().deploy(PatchCoreDeployment.of("prod1", pictures), ADMIN);

        var failure = catchThrowableOfType(io.defectsdk.DeploymentException.class, run::join);
        assertThat(failure.code()).isEqualTo(ErrorCode.DEPLOYMENT_FAILED);
        assertThat(failure)
                .hasMessageContaining("2 of 12 OK pictures")
                .hasMessageContaining("first.png")
                .hasMessageContaining("second.png");
        assertThat(sdk.deployments().activeRecipe("prod1")).hasValue(old);
        assertThat(inspect("prod1", Parts.good(70)).record().recipe().version()).isOne();
        assertThat(sdk.deployments().history("prod1", 10))
                .extracting(log -> log.status().name())
                .containsExactly("FAILED", "COMPLETED");
        assertThat(sdk.deployments().history("prod1", 1).get(0).message())
                .hasValueSatisfying(message -> assertThat(message).contains("second.png"));
    }

    @Test
    void embedsNothingMoreOnceAPictureIsUnusable() {
        addProduct("prod1");
        List<Picture> pictures = new ArrayList<>(Parts.good(10, 1));
        pictures.add(0, Picture.of(new byte[] {1, 2, 3}, "first.png"));

        var run = sdk.deployments().deploy(PatchCoreDeployment.of("prod1", pictures), ADMIN);

        assertThatExceptionOfType(io.defectsdk.DeploymentException.class).isThrownBy(run::join);
        assertThat(models.extractions).hasValue(0);
    }

    @Test
    void calibratesABankOfOneVector() {
        addProduct("prod1");
        PatchCoreOptions tiny = PatchCoreOptions.builder()
                .bankSize(io.defectsdk.deployment.BankSize.vectors(1))
                .build();

        RecipeSummary summary = sdk.deployments()
                .deploy(deployment("prod1").with(tiny), ADMIN)
                .join()
                .summary();

        assertThat(summary.bank().vectors()).isEqualTo(1);
        assertThat(summary.calibration().pictures()).isEqualTo(24);
        assertThat(summary.ngThreshold()).isPositive().isFinite();
    }

    @Test
    void refusesABackboneThatIsNotThere() {
        addProduct("prod1");

        var run = sdk.deployments()
                .deploy(
                        deployment("prod1")
                                .with(PatchCoreOptions.builder()
                                        .backbone("resnet")
                                        .build()),
                        ADMIN);

        assertThatExceptionOfType(io.defectsdk.ModelLoadException.class)
                .isThrownBy(run::join)
                .withMessageContaining("resnet");
        assertThat(sdk.deployments().history("prod1", 1).get(0).status().name()).isEqualTo("FAILED");
    }

    @Test
    void refusesAWorkerAndAnUnknownProduct() {
        addProduct("prod1");

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> sdk.deployments().deploy(deployment("prod1"), WORKER));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> sdk.catalog().addProduct(NewProduct.of("prod2", "x"), WORKER));
        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> sdk.deployments().deploy(deployment("prod9"), ADMIN))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN));
        assertThat(stores.audit().list(AuditQuery.all(), PageRequest.first(2)).items())
                .extracting(AuditEntry::action)
                .containsOnly("access.denied");
        assertThat(sdk.deployments().history("prod1", 10)).isEmpty();
    }

    @Test
    void keepsACatalogue() {
        addProduct("b");
        addProduct("a");

        assertThat(sdk.catalog().products(PageRequest.first(1_000)).items())
                .extracting(product -> product.code())
                .containsExactly("a", "b");
        assertThat(sdk.catalog().findProduct("a"))
                .hasValueSatisfying(product -> assertThat(product.createdAt()).isEqualTo(NOW));
        assertThat(sdk.catalog().findProduct("c")).isEmpty();
        assertThatExceptionOfType(DuplicateEntryException.class).isThrownBy(() -> addProduct("a"));
    }

    @Test
    void judgesWithoutTheDatabaseAndSaysSo() throws InterruptedException {
        addProduct("prod1");
        teach("prod1");
        inspect("prod1", Parts.good(80));

        stores.setAvailable(false);
        Inspection unrecorded = inspect("prod1", Parts.good(81));
        stores.setAvailable(true);

        assertThat(unrecorded.recorded()).isFalse();
        assertThat(unrecorded.notRecordedReason()).isPresent();
        assertThat(unrecorded.verdict()).isNotNull();
        // the poller sees the database answer again within seconds
        Inspection later = unrecorded;
        for (int i = 0; i < 100 && !later.recorded(); i++) {
            Thread.sleep(100);
            later = inspect("prod1", Parts.good(82));
        }
        assertThat(later.recorded()).isTrue();
    }

    @Test
    void needsTheDatabaseForAProductsFirstInspection() {
        addProduct("prod1");
        teach("prod1");
        restart(builder());
        stores.setAvailable(false);

        StoreException failure = catchThrowableOfType(StoreException.class, () -> inspect("prod1", Parts.good(80)));
        stores.setAvailable(true);

        assertThat(failure.retryable()).isTrue();
        assertThat(inspect("prod1", Parts.good(80)).recorded()).isTrue();
    }

    @Test
    void refusesARecipeOfAnotherProduct() {
        addProduct("prod1");
        addProduct("prod2");
        RecipeVersion version = teach("prod1");
        long run = stores.deployments()
                .start(DeploymentType.PATCHCORE_CREATE, "prod2", ADMIN, NOW)
                .id();
        stores.deployments().complete(run, version.sha256(), version.summary(), "by hand", NOW);

        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> inspect("prod2", Parts.good(1)))
                .withMessageContaining("'prod2' holds a recipe of 'prod1'");
    }

    @Test
    void refusesAnotherBackboneOfTheSameName() {
        addProduct("prod1");
        teach("prod1");
        restart(builder().models(new BlockModels("0123".repeat(16))));

        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> inspect("prod1", Parts.good(1)))
                .withMessageContaining("b10c".repeat(16))
                .withMessageContaining("0123".repeat(16))
                .withMessageContaining("teach the product again");
    }

    @Test
    void seesWhatAnotherProcessActivates() throws InterruptedException {
        addProduct("prod1");
        teach("prod1");
        inspect("prod1", Parts.good(80));
        try (DefectSdk other = start(builder())) {
            other.deployments().deploy(deployment("prod1"), ADMIN).join();

            int version = 1;
            for (int i = 0; i < 100 && version == 1; i++) {
                Thread.sleep(100);
                version = inspect("prod1", Parts.good(81)).record().recipe().version();
            }
            assertThat(version).isEqualTo(2);
        }
    }

    @Test
    void keepsPicturesAsTheRuleSays(@TempDir Path folder) throws Exception {
        restart(builder()
                .storage(Storage.directory(folder))
                .retention(PictureRetention.of(PictureRetention.Rule.ngAndReview())));
        addProduct("prod1");
        teach("prod1");

        Inspection bad = inspect("prod1", Parts.spotted(5, 20, 20, 16));
        Inspection good = inspect("prod1", Parts.good(1));

        String key = bad.record().picture().storageKey().orElseThrow();
        assertThat(key).isEqualTo("inspections/2026/11/23/" + bad.id() + ".png");
        assertThat(folder.resolve(key)).exists();
        Inspection again = inspect("prod1", Picture.of(Files.readAllBytes(folder.resolve(key))));
        assertThat(again.anomalyScore()).isEqualTo(bad.anomalyScore());
        assertThat(good.verdict()).isEqualTo(Verdict.OK);
        assertThat(good.record().picture().storageKey()).isEmpty();
        assertThat(good.notKeptReason()).isEmpty();
    }

    @Test
    void judgesWithoutThePictureStorageAndSaysSo() {
        addProduct("prod1");
        teach("prod1");
        for (RuntimeException failure :
                List.of(new StorageException("the disk is full", null), new IllegalStateException("bucket gone"))) {
            restart(builder()
                    .storage(Storage.of(new FailingPictures(failure)))
                    .retention(PictureRetention.of(PictureRetention.Rule.all())));

            Inspection inspection = inspect("prod1", Parts.good(1));

            assertThat(inspection.recorded()).isTrue();
            assertThat(inspection.record().picture().storageKey()).isEmpty();
            assertThat(inspection.notKeptReason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains(failure.getMessage()));
        }
    }

    private record FailingPictures(RuntimeException failure) implements ObjectStore {
        @Override
        public void put(String key, InputStream content) {
            throw failure;
        }

        @Override
        public boolean delete(String key) {
            throw new AssertionError("nothing is deleted");
        }

        @Override
        public Optional<InputStream> open(String key) {
            throw failure;
        }
    }

    @Test
    void namesAPlaceForEveryPartThatIsNotOk() {
        addProduct("prod1");
        teach("prod1");
        int notOk = 0;
        for (int size = 1; size <= 12; size++) {
            for (int at = 20; at < 60; at += 3) {
                Inspection inspection = inspect("prod1", Parts.spotted(90, at, at, size));
                if (inspection.verdict() == Verdict.OK) {
                    assertThat(inspection.regions()).isEmpty();
                } else {
                    notOk++;
                    assertThat(inspection.regions()).isNotEmpty();
                }
            }
        }
        assertThat(notOk).isPositive();
    }

    @Test
    void refusesMisuse() {
        assertThatNullPointerException().isThrownBy(() -> sdk.inspector().inspect(null));
        assertThatNullPointerException().isThrownBy(() -> sdk.inspector().find(null));
        assertThatNullPointerException().isThrownBy(() -> sdk.inspector().recent(null, 1));
        assertThatNullPointerException().isThrownBy(() -> sdk.deployments().history(null, 1));
        assertThatNullPointerException().isThrownBy(() -> sdk.deployments().activeRecipe(null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sdk.inspector().recent("prod1", 0))
                .withMessage("limit must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> sdk.deployments().history("prod1", 0));
    }

    @Test
    void refusesCallsOnceClosedAndClosesItsPartsOnce() {
        sdk.close();
        sdk.close();

        assertThat(models.closed).hasValue(1);
        assertThatIllegalStateException().isThrownBy(() -> inspect("prod1", Parts.good(1)));
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> sdk.catalog().products(PageRequest.first(1_000)).items());
        assertThatIllegalStateException().isThrownBy(() -> sdk.deployments().deploy(deployment("prod1"), ADMIN));
    }
}
