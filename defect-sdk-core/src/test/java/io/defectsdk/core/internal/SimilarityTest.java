package io.defectsdk.core.internal;

import static io.defectsdk.core.internal.EngineTest.ADMIN;
import static io.defectsdk.core.internal.EngineTest.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.DefectSdk;
import io.defectsdk.DefectSdkBuilder;
import io.defectsdk.DeploymentException;
import io.defectsdk.ErrorCode;
import io.defectsdk.IncompatibleModelException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.SimilarityException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.ClipParams;
import io.defectsdk.config.SettingKey;
import io.defectsdk.core.internal.storage.Interposed;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.SimilarityDeployment;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.similarity.ContactSheet;
import io.defectsdk.similarity.Framing;
import io.defectsdk.similarity.IndexUpdate;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.SearchEntry;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.similarity.SimilarPicture;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.similarity.SimilarityResult;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.spi.Stores;
import io.defectsdk.testing.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Searching for similar defects through the face, on stores in memory and a backbone of block means. */
@Timeout(120)
class SimilarityTest {
    private static final int EACH = 8;

    private final InMemoryStores stores = new InMemoryStores();
    private final PlaceModels models = new PlaceModels();
    private DefectSdk sdk = builder().build();

    private DefectSdkBuilder builder() {
        return DefectSdk.builder().stores(stores).models(models).threads(2);
    }

    private void restart(DefectSdkBuilder other) {
        sdk.close();
        sdk = other.build();
    }

    @BeforeEach
    void addProduct() {
        addProduct("prod1");
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    private void addProduct(String code) {
        sdk.catalog().addProduct(NewProduct.of(code, "제품 " + code), ADMIN);
        sdk.catalog().addDefectType(NewDefectType.of(code, "hole", "기공"), ADMIN);
        sdk.catalog().addDefectType(NewDefectType.of(code, "stain", "얼룩"), ADMIN);
    }

    private RegisteredPicture register(String type, Picture picture) {
        return sdk.pictures().add(NewPicture.defect("prod1", type, picture), ADMIN);
    }

    /** Holes: small and somewhere on the left; stains: large, on the right. */
    private static Picture hole(int seed) {
        return Parts.spotted(seed, 16 + seed % 4 * 6, 20 + seed % 5 * 10, 8);
    }

    private static Picture stain(int seed) {
        return Parts.spotted(seed, 88 + seed % 4 * 4, 20 + seed % 5 * 8, 44);
    }

    private void registerSome() {
        for (int i = 0; i < EACH; i++) {
            register("hole", hole(100 + i));
            register("stain", stain(200 + i));
        }
    }

    private SimilarityIndex index() {
        return sdk.deployments().deploy(indexOf("prod1"), ADMIN).join();
    }

    private static SimilarityDeployment indexOf(String code) {
        return SimilarityDeployment.of(code).encoder(PlaceModels.ID);
    }

    private SimilarityResult search(SimilarityQuery query) {
        return sdk.similarity().search(query);
    }

    private static SimilarityQuery like(Picture picture) {
        return SimilarityQuery.picture("prod1", picture);
    }

    private static Set<Long> ids(SimilarityResult result) {
        return result.pictures().stream().map(similar -> similar.picture().id()).collect(Collectors.toSet());
    }

    @Test
    void findsPicturesOfTheSameKindAndSaysWhich() {
        registerSome();
        SimilarityIndex index = index();

        SimilarityResult result = search(like(stain(777)).topK(4));

        assertThat(result.mode()).isEqualTo(SimilarityMode.PICTURE);
        assertThat(result.pictures())
                .hasSize(4)
                .extracting(similar -> similar.picture().defectCode())
                .containsOnly("stain");
        assertThat(result.pictures()).extracting(SimilarPicture::rank).containsExactly(1, 2, 3, 4);
        assertThat(result.pictures())
                .extracting(SimilarPicture::cosineSimilarity)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(result.vote().outcome()).isEqualTo(TypeVote.Outcome.ANSWERED);
        assertThat(result.vote().defectCode()).contains("stain");
        assertThat(result.vote().confidence()).isBetween(0.8, 1.0);
        assertThat(result.index()).isEqualTo(index);
        assertThat(index.version()).isEqualTo(1);
        assertThat(index.summary().pictures()).isEqualTo(2 * EACH);
        assertThat(index.summary().encoder()).isEqualTo(PlaceModels.ID);
        assertThat(index.summary().framing()).isEqualTo(Framing.STRETCH);
        assertThat(index.summary().byPicture().answeredRight()).isGreaterThan(0.9);
    }

    @Test
    void recordsASearchAsTheCustomersHistoryHasIt() {
        registerSome();
        SimilarityIndex index = index();

        SimilarityResult result = search(like(hole(777))
                .topK(3)
                .ofTypes("hole")
                .registeredFrom(Instant.EPOCH)
                .where(picture -> true)
                .by(WORKER));

        assertThat(result.recorded()).isTrue();
        SearchEntry entry = sdk.similarity().find(result.id().getAsLong()).orElseThrow();
        assertThat(entry.search()).isEqualTo(result.record());
        assertThat(sdk.similarity().recent("prod1", 5)).containsExactly(entry);
        SearchRecord search = entry.search();
        assertThat(search.uploadedImagePath()).matches("sha256:[0-9a-f]{64}");
        assertThat(search.results()).hasSize(3);
        assertThat(search.results().get(0).imagePath())
                .isEqualTo(result.pictures().get(0).picture().storageKey());
        assertThat(search.results().get(0).similarity())
                .isEqualTo(result.pictures().get(0).cosineSimilarity());
        assertThat(search.indexId()).contains(index.id());
        assertThat(search.encoderSha256()).contains(index.summary().encoderSha256());
        assertThat(search.actor()).contains(WORKER);
        assertThat(search.vote()).contains(result.vote());
        assertThat(search.filters().orElseThrow())
                .contains(
                        "\"defect_codes\":[\"hole\"]",
                        "\"registered_from\":\"1970-01-01T00:00:00Z\"",
                        "\"custom\":true");
        assertThat(search.processingTime().orElseThrow()).isPositive();
    }

    @Test
    void givesAsManyAsTheParametersSayUnlessTheQueryDoes() {
        registerSome();
        index();

        assertThat(search(like(hole(777))).pictures()).hasSize(5);
        sdk.settings().set(SettingKey.DEFAULT_TOP_K, 7, ADMIN);
        sdk.similarity().update("prod1", ADMIN); // so that the next search looks at once
        assertThat(search(like(hole(777))).pictures()).hasSize(7);
        sdk.settings().setParams("prod1", ClipParams.none().withTopK(2), ADMIN);
        sdk.similarity().update("prod1", ADMIN);
        assertThat(search(like(hole(777))).pictures()).hasSize(2);
        assertThat(search(like(hole(777)).topK(1_000)).pictures()).hasSize(2 * EACH);
        assertThatIllegalArgumentException().isThrownBy(() -> like(hole(1)).topK(0));
        assertThatIllegalArgumentException().isThrownBy(() -> like(hole(1)).topK(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> like(hole(1)).topK(1_001));
    }

    @Test
    void filtersBeforeItRanks() {
        registerSome();
        index();

        SimilarityResult holes = search(like(stain(777)).ofTypes("hole").topK(EACH));
        assertThat(holes.pictures())
                .hasSize(EACH)
                .extracting(similar -> similar.picture().defectCode())
                .containsOnly("hole");
        assertThat(search(like(stain(777)).ofTypes("scratch")).pictures()).isEmpty();
        assertThat(search(like(stain(777)).registeredBefore(Instant.EPOCH)).pictures())
                .isEmpty();
        long wanted = holes.pictures().get(EACH - 1).picture().id();
        assertThat(ids(search(like(stain(777)).where(picture -> picture.id() == wanted))))
                .containsExactly(wanted);
    }

    @Test
    void marksThePictureItselfAndLeavesItOutWhereAsked() {
        registerSome();
        RegisteredPicture same = register("hole", hole(777));
        index();

        SimilarityResult with = search(like(hole(777)));
        assertThat(with.pictures().get(0).picture().id()).isEqualTo(same.id());
        assertThat(with.pictures().get(0).nearDuplicate()).isTrue();
        assertThat(with.pictures().get(0).cosineSimilarity()).isCloseTo(1, within(1e-6));
        SimilarityResult without =
                search(like(hole(777)).withoutNearDuplicates().topK(100));
        assertThat(ids(without)).doesNotContain(same.id());
        assertThat(without.vote()).isEqualTo(with.vote());
    }

    @Test
    void comparesWhatIsWrongWithAPicture() {
        sdk.deployments().deploy(EngineTest.deployment("prod1"), ADMIN).join();
        for (int i = 0; i < EACH; i++) {
            RegisteredPicture picture = register("hole", hole(100 + i));
            if (i % 2 == 0) {
                sdk.pictures()
                        .markRegions(
                                picture.id(),
                                List.of(new DefectRegion(
                                        "hole",
                                        RegionShape.box(16 + (100 + i) % 4 * 6, 20 + (100 + i) % 5 * 10, 8, 8))),
                                ADMIN);
            }
            register("stain", stain(200 + i));
        }
        SimilarityIndex index = index();
        assertThat(index.summary().drawnRegions()).isEqualTo(EACH / 2);
        assertThat(index.summary().derivedRegions())
                .as("of what nobody marked, and of marked ones as the map shows them")
                .isGreaterThan(EACH + EACH / 2);

        Inspection inspection = sdk.inspector().inspect(InspectionRequest.of("prod1", stain(777)));
        SimilarityResult result = search(SimilarityQuery.of(inspection).topK(20));

        assertThat(result.mode()).isEqualTo(SimilarityMode.REGION);
        assertThat(result.regions()).isNotEmpty();
        assertThat(result.pictures()).hasSize(2 * EACH);
        SimilarPicture first = result.pictures().get(0);
        assertThat(first.defectCode()).isEqualTo("stain");
        assertThat(first.region().orElseThrow().source()).isEqualTo(RegionSource.DERIVED);
        assertThat(first.region().orElseThrow().query()).isIn(result.regions());
        assertThat(first.pictureCosineSimilarity()).isPresent();
        double share = index.summary().wholeShare();
        assertThat(first.cosineSimilarity())
                .isCloseTo(
                        share * first.pictureCosineSimilarity().getAsDouble()
                                + (1 - share) * first.region().orElseThrow().cosineSimilarity(),
                        within(1e-6));
        assertThat(result.record().inspectionId()).contains(inspection.id());
    }

    @Test
    void refusesARegionOutsideThePicture() {
        registerSome();
        index();

        assertThat(search(SimilarityQuery.regions("prod1", hole(1), List.of(new Box(150, 110, 10, 10))))
                        .mode())
                .isEqualTo(SimilarityMode.REGION);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search(SimilarityQuery.regions("prod1", hole(1), List.of(new Box(150, 110, 11, 10)))))
                .withMessageContaining("does not lie in a picture of 160x120");
    }

    @Test
    void followsTheCatalogue() {
        registerSome();
        index();
        List<SimilarPicture> before = search(like(hole(777)).topK(100)).pictures();
        long first = before.get(0).picture().id();

        sdk.pictures().retire(first, ADMIN);
        RegisteredPicture added = register("hole", hole(555));
        IndexUpdate update = sdk.similarity().update("prod1", ADMIN);

        assertThat(update.added()).isEqualTo(1);
        assertThat(update.replaced()).isZero();
        assertThat(update.unchanged()).isEqualTo(2 * EACH - 1);
        assertThat(update.removed()).isEqualTo(1);
        assertThat(update.skipped()).isEmpty();
        assertThat(ids(search(like(hole(777)).topK(100)))).contains(added.id()).doesNotContain(first);
        sdk.pictures().markRegions(added.id(), List.of(new DefectRegion("hole", RegionShape.box(1, 2, 30, 40))), ADMIN);
        assertThat(sdk.similarity().update("prod1", ADMIN).replaced()).isEqualTo(1);
        assertThat(sdk.similarity().update("prod1", ADMIN).unchanged()).isEqualTo(2 * EACH);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> sdk.similarity().update("prod1", WORKER));
    }

    @Test
    void embedsNothingTwice() {
        registerSome();
        SimilarityIndex first = index();
        int embedded = models.extractions.get();

        SimilarityIndex second = index();

        assertThat(models.extractions.get()).isEqualTo(embedded);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.sha256()).isEqualTo(first.sha256());
        assertThat(sdk.similarity().activeIndex("prod1")).contains(second);
        assertThat(sdk.similarity().indexes("prod1"))
                .extracting(SimilarityIndex::version)
                .containsExactly(2, 1);
    }

    @Test
    void givesTheSameAfterARestartAndWithAnyNumberOfThreads() {
        registerSome();
        index();
        SimilarityResult before = search(like(hole(777)).topK(100));

        restart(builder().threads(1));

        SimilarityResult after = search(like(hole(777)).topK(100));
        assertThat(after.pictures()).isEqualTo(before.pictures());
        assertThat(after.vote()).isEqualTo(before.vote());
    }

    @Test
    void saysThatThereIsNoIndex() {
        assertThatExceptionOfType(SimilarityException.class)
                .isThrownBy(() -> search(like(hole(1))))
                .withMessageContaining("SimilarityDeployment.of(\"prod1\")")
                .matches(e -> e.code() == ErrorCode.INDEX_MISSING);
        assertThatExceptionOfType(SimilarityException.class)
                .isThrownBy(() -> sdk.similarity().update("prod1", ADMIN))
                .matches(e -> e.code() == ErrorCode.INDEX_MISSING);
        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> search(SimilarityQuery.picture("nobody", hole(1))))
                .matches(e -> e.code() == ErrorCode.PRODUCT_UNKNOWN);
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::index)
                .withMessageContaining("no registered pictures of defects");
    }

    @Test
    void findsNothingInAGalleryThatWasEmptied() {
        registerSome();
        index();
        for (SimilarPicture picture : search(like(hole(1)).topK(100)).pictures()) {
            sdk.pictures().retire(picture.picture().id(), ADMIN);
        }
        sdk.similarity().update("prod1", ADMIN);

        SimilarityResult result = search(like(hole(1)));

        assertThat(result.pictures()).isEmpty();
        assertThat(result.vote().outcome()).isEqualTo(TypeVote.Outcome.NO_NEIGHBOURS);
        assertThat(sdk.similarity().contactSheet(result).html()).contains("찾은 사진이 없습니다");
    }

    @Test
    void abstainsWhereTooFewPicturesAreRegistered() {
        register("hole", hole(1));
        register("stain", stain(1));
        index();

        TypeVote vote = search(like(hole(2))).vote();

        assertThat(vote.outcome()).isEqualTo(TypeVote.Outcome.UNCALIBRATED);
        assertThat(vote.defectCode()).isEmpty();
        assertThat(vote.shares()).isNotEmpty();
    }

    @Test
    void refusesAnotherEncoderUnderALiveIndex() {
        registerSome();
        SimilarityIndex index = index();

        restart(DefectSdk.builder().stores(stores).models(new PlaceModels("dead".repeat(16))));

        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> search(like(hole(1))))
                .withMessageContaining(index.summary().encoderSha256())
                .withMessageContaining("SimilarityDeployment");
        index();
        assertThat(search(like(hole(777))).pictures()).hasSize(5);
    }

    @Test
    void searchesSeveralProductsOfOneSpace() {
        addProduct("prod2");
        registerSome();
        sdk.pictures().add(NewPicture.defect("prod2", "hole", hole(900)), ADMIN);
        index();
        sdk.deployments().deploy(indexOf("prod2"), ADMIN).join();

        assertThat(search(like(hole(777)).alsoIn("prod2").topK(100)).pictures()).hasSize(2 * EACH + 1);

        sdk.deployments()
                .deploy(indexOf("prod2").framing(Framing.CENTRE_CROP), ADMIN)
                .join();
        assertThatExceptionOfType(SimilarityException.class)
                .isThrownBy(() -> search(like(hole(777)).alsoIn("prod2")))
                .withMessageContaining("STRETCH")
                .withMessageContaining("CENTRE_CROP")
                .matches(e -> e.code() == ErrorCode.INDEX_UNLIKE);
    }

    /** A product of few pictures compares by nothing learned, so that its similarities are all high. */
    @Test
    void ranksTheMostSimilarFirstWhoeversPictureItIs() {
        registerSome();
        sdk.catalog().addProduct(NewProduct.of("few", "few"), ADMIN);
        sdk.catalog().addDefectType(NewDefectType.of("few", "stain", "stain"), ADMIN);
        for (int i = 0; i < 3; i++) {
            sdk.pictures().add(NewPicture.defect("few", "stain", stain(900 + i)), ADMIN);
        }
        index();
        sdk.deployments().deploy(indexOf("few"), ADMIN).join();

        SimilarityResult result = search(like(hole(777)).alsoIn("few").topK(EACH));

        assertThat(result.pictures())
                .extracting(similar -> similar.picture().productCode())
                .containsOnly("prod1");
        assertThat(result.pictures()).extracting(SimilarPicture::defectCode).containsOnly("hole");
        assertThat(result.vote().outcome()).isEqualTo(TypeVote.Outcome.UNCALIBRATED);
    }

    @Test
    void answersNothingWhereTheQueryNamesTheTypes() {
        registerSome();
        index();

        SimilarityResult result = search(like(hole(777)).ofTypes("stain").topK(100));

        assertThat(result.pictures()).hasSize(EACH);
        assertThat(result.vote().outcome()).isEqualTo(TypeVote.Outcome.UNCALIBRATED);
        assertThat(result.vote().defectCode()).isEmpty();
        ids(result).forEach(id -> sdk.pictures().retire(id, ADMIN));
        sdk.similarity().update("prod1", ADMIN);
        assertThat(search(like(hole(777))).vote().outcome()).isEqualTo(TypeVote.Outcome.UNCALIBRATED);
    }

    @Test
    void takesTheMapsRegionsAgainWhereMarksAreTakenAway() {
        sdk.deployments().deploy(EngineTest.deployment("prod1"), ADMIN).join();
        registerSome();
        RegisteredPicture picture = register("stain", stain(555));
        index();
        int derived =
                sdk.similarity().activeIndex("prod1").orElseThrow().summary().derivedRegions();

        sdk.pictures().markRegions(picture.id(), List.of(new DefectRegion("hole", RegionShape.box(0, 0, 4, 4))), ADMIN);
        assertThat(sdk.similarity().update("prod1", ADMIN).replaced()).isEqualTo(1);
        assertThat(index().summary().derivedRegions()).isLessThan(derived);

        sdk.pictures().markRegions(picture.id(), List.of(), ADMIN);
        assertThat(sdk.similarity().update("prod1", ADMIN).replaced()).isEqualTo(1);
        assertThat(index().summary().derivedRegions()).isEqualTo(derived);
        assertThat(sdk.similarity().update("prod1", ADMIN).replaced()).isZero();
    }

    @Test
    void refusesWhatTheEncoderCannotDo() {
        registerSome();
        assertThatExceptionOfType(IncompatibleModelException.class)
                .isThrownBy(() -> sdk.deployments()
                        .deploy(indexOf("prod1").framing(Framing.LETTERBOX), ADMIN)
                        .join())
                .withMessageContaining("STRETCH");
        index();
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> search(SimilarityQuery.words("prod1", "a hole in cast metal")))
                .withMessageContaining("knows no words");
        sdk.settings().setParams("prod1", ClipParams.none().withUseFp16(true), ADMIN);
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(this::index)
                .withMessageContaining("use_fp16");
    }

    @Test
    void logsTheDeploymentAndRefusesWorkers() {
        registerSome();
        index();

        assertThat(sdk.deployments().history("prod1", 1)).singleElement().satisfies(log -> {
            assertThat(log.type()).isEqualTo(DeploymentType.CLIP_REBUILD);
            assertThat(log.status()).isEqualTo(DeploymentStatus.COMPLETED);
            assertThat(log.message().orElseThrow()).contains(2 * EACH + " pictures");
        });
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> sdk.deployments().deploy(SimilarityDeployment.of("prod1"), WORKER));
    }

    @Test
    void seesAnUpdateThatALookUnderWayMissed() throws Exception {
        registerSome();
        index();
        AtomicBoolean hold = new AtomicBoolean();
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        restart(DefectSdk.builder()
                .models(models)
                .recordTimeout(Duration.ofSeconds(60))
                .stores(Interposed.on(Stores.class, stores, (method, call) -> {
                    Object result = call.call();
                    if (method.getName().equals("state") && hold.compareAndSet(true, false)) {
                        looked.countDown();
                        goOn.await();
                    }
                    return result;
                })));
        search(like(hole(777)));
        sdk.similarity().update("prod1", ADMIN); // so that the next search looks at once
        hold.set(true);
        CompletableFuture<SimilarityResult> looking = CompletableFuture.supplyAsync(() -> search(like(hole(777))));
        looked.await();
        RegisteredPicture added = register("hole", hole(555));
        sdk.similarity().update("prod1", ADMIN);
        goOn.countDown();
        looking.join();

        assertThat(ids(search(like(hole(777)).topK(100)))).contains(added.id());
    }

    /** A search over several products reads what others do not need, and a database may hang meanwhile. */
    @Test
    void searchesOnWhileAnotherSearchWaitsForTheDatabase() throws Exception {
        registerSome();
        addProduct("prod2");
        sdk.pictures().add(NewPicture.defect("prod2", "hole", hole(999)), ADMIN);
        index();
        sdk.deployments().deploy(indexOf("prod2"), ADMIN).join();
        AtomicBoolean hold = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        restart(DefectSdk.builder()
                .models(models)
                .threads(2)
                .stores(Interposed.on(Stores.class, stores, (method, call) -> {
                    if (method.getName().equals("values") && hold.compareAndSet(true, false)) {
                        reading.countDown();
                        goOn.await();
                    }
                    return call.call();
                })));
        search(like(hole(777)));
        search(SimilarityQuery.picture("prod2", hole(777)));
        hold.set(true);
        CompletableFuture<SimilarityResult> waiting = CompletableFuture.supplyAsync(
                () -> search(like(hole(777)).alsoIn("prod2").topK(100)));
        reading.await();
        sdk.similarity().update("prod1", ADMIN); // so that the next search looks at once

        assertThat(search(like(hole(777))).pictures()).isNotEmpty();
        assertThat(waiting).isNotDone();

        goOn.countDown();
        assertThat(waiting.join().pictures()).hasSize(2 * EACH + 1);
    }

    @Test
    void worksOutOfTheBoxByTheDefaultBackbone() {
        registerSome();

        SimilarityIndex index = sdk.deployments()
                .deploy(SimilarityDeployment.of("prod1"), ADMIN)
                .join();

        assertThat(index.summary().encoder()).isEqualTo(BlockModels.ID);
        assertThat(search(like(hole(777))).pictures()).hasSize(5);
    }

    @Test
    void drawsNoMorePicturesThanASheetHolds() {
        for (int i = 0; i < ContactSheet.MAX_PICTURES + 3; i++) {
            register("hole", hole(1_000 + i));
        }
        index();

        ContactSheet sheet =
                sdk.similarity().contactSheet(search(like(hole(777)).topK(1_000)));

        assertThat(sheet.html().split("<div class=\"card", -1)).hasSize(ContactSheet.MAX_PICTURES + 1);
        assertThat(sheet.html()).contains("and 3 more");
        assertThat(sheet.image().getHeight()).isLessThan(6_000);
    }

    @Test
    void drawsTheResult() {
        registerSome();
        index();

        ContactSheet sheet =
                sdk.similarity().contactSheet(search(like(hole(777)).topK(7)));

        assertThat(sheet.image().getWidth()).isGreaterThan(1_000);
        assertThat(sheet.html()).contains("기공 (hole)").contains("data:image/png;base64,");
    }
}
