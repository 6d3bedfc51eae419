package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.Product;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.deployment.BankSummary;
import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DefectCalibration;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchSampling;
import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.RecipeSummary;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.deployment.ScoreTail;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.similarity.Framing;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SkippedPicture;
import io.defectsdk.similarity.VoteCalibration;
import io.defectsdk.similarity.VoteCalibration.Step;
import io.defectsdk.spi.PictureStore;
import io.defectsdk.spi.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of the single stores have in common. */
public abstract class StoreContract {
    static final Actor ENGINEER = Actor.vouched("김엔지니어", Role.ADMIN);
    static final Actor OTHER = Actor.vouched("o'neill \"worker\"", Role.WORKER);
    static final Instant NOW = Instant.parse("2026-11-23T04:05:06.789012Z");

    private Stores stores;

    /** For subclasses; the stores are opened before each test. */
    protected StoreContract() {}

    /** Empty stores of the implementation under test; asked for before each test and closed after it. */
    protected abstract Stores openStores() throws Exception;

    @BeforeEach
    final void openBeforeTest() throws Exception {
        stores = openStores();
    }

    @AfterEach
    final void closeAfterTest() {
        if (stores != null) {
            stores.close();
        }
    }

    /** The stores that this test works on. */
    protected final Stores stores() {
        return stores;
    }

    final Product addProduct(String code) {
        return stores.products().add(NewProduct.of(code, "name of " + code), ENGINEER, NOW);
    }

    final DefectType addType(String productCode, String code) {
        return stores().defectTypes().add(NewDefectType.of(productCode, code, "이름 " + code), ENGINEER, NOW);
    }

    /** Hash and size of some content; another number is other content. */
    static StoredContent content(int number) {
        return new StoredContent("%064x".formatted(number), 1_000L + number);
    }

    /** Notes the upload of a file; the key. */
    final String begin(String storageKey) {
        stores().uploads().begin(storageKey);
        return storageKey;
    }

    /** A picture of a good part whose file, content and key go by the number. */
    final RegisteredPicture addPicture(String productCode, int number) {
        return stores().pictures().add(picture(productCode, number, begin(productCode + "/" + number)), ENGINEER, NOW);
    }

    static PictureStore.Row picture(String productCode, int number, String storageKey) {
        return new PictureStore.Row(
                productCode,
                PictureType.NORMAL,
                Optional.empty(),
                "part " + number + ".png",
                storageKey,
                content(number),
                640,
                480,
                List.of());
    }

    /** A picture of a defect whose file, content and key go by the number. */
    final RegisteredPicture addDefect(String productCode, int number, String defectCode, DefectRegion... regions) {
        return stores().pictures()
                .add(
                        new PictureStore.Row(
                                productCode,
                                PictureType.DEFECT,
                                Optional.of(defectCode),
                                "defect " + number + ".png",
                                begin(productCode + "/defect/" + number),
                                content(number),
                                640,
                                480,
                                List.of(regions)),
                        ENGINEER,
                        NOW);
    }

    /** Texts where a SHA-256 is wanted. */
    static List<String> noHashes() {
        return List.of("", "ab", "' OR TRUE --", "ab".repeat(31), "ab".repeat(33), "0g".repeat(32), "a".repeat(63));
    }

    /** That a call is refused for good. */
    static void assertRefused(ThrowingCallable call, Class<? extends DefectSdkException> type, ErrorCode code) {
        assertThatThrownBy(call).isInstanceOf(type).isInstanceOfSatisfying(DefectSdkException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.retryable()).isFalse();
        });
    }

    /** That a file is refused whose upload was given up: it can be stored again. */
    static void assertGivenUp(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("given up");
    }

    /** The newest entry of the audit log. */
    final AuditEntry lastEntry() {
        return entries(1).get(0);
    }

    final DeploymentRecord start(String productCode) {
        return stores.deployments().start(DeploymentType.PATCHCORE_CREATE, productCode, ENGINEER, NOW);
    }

    /** A recipe of the product, active; the content is stored first. */
    final RecipeVersion deploy(String productCode, String content) {
        String sha256 = putArtifact(content);
        return stores.deployments().complete(start(productCode).id(), sha256, summary(1.5), "done", NOW);
    }

    /** An index of the product in this space, active; the content is stored first. */
    final SimilarityIndex deployIndex(String productCode, String spaceSha256) {
        DeploymentRecord run = stores.deployments().start(DeploymentType.CLIP_REBUILD, productCode, ENGINEER, NOW);
        return stores.deployments()
                .complete(run.id(), putArtifact("index"), spaceSha256, indexSummary(0.25), "done", NOW);
    }

    static IndexSummary indexSummary(double figure) {
        return new IndexSummary(
                "efficientnet_lite0",
                "ab".repeat(32),
                Framing.LETTERBOX,
                512,
                40,
                17,
                23,
                new VoteCalibration(5, figure, 0.1 + 0.2, 40, 1.0 / 3, figure, List.of(new Step(0.5, figure))),
                new VoteCalibration(
                        1_000, 1, -1, 0, 0, 0, List.of(new Step(0, 0), new Step(1.0 / 3, 0.5), new Step(1, 1))),
                1.0 / 3,
                101,
                List.of(new SkippedPicture(7, "부서진 그림.png", "그림이 아님")));
    }

    final String putArtifact(String content) {
        return stores.artifacts().put("recipe", content.getBytes(StandardCharsets.UTF_8));
    }

    static RecipeSummary summary(double coverRadius) {
        return new RecipeSummary(
                new PatchCoreMethod(
                        "efficientnet_lite0", "ab".repeat(32), List.of("layer2", "layer3"), 256, Preprocessing.NONE),
                new BankSummary(40, 40 * 1024, 40 * 1024, PatchSampling.ALL, 4096, 152, coverRadius),
                new Calibration(
                        40,
                        4,
                        0.1 + 0.2,
                        1.25,
                        4.0 / 3,
                        0.05,
                        RateEstimate.beyond(1, 40),
                        0.01,
                        RateEstimate.beyond(0, 40),
                        new ScoreTail(40, 10, 1.0 / 3, 0.1),
                        DefectCalibration.none()),
                1.0,
                0.9);
    }

    /** The newest entries of the audit log, newest first. */
    final List<AuditEntry> entries(int limit) {
        return stores.audit().list(AuditQuery.all(), PageRequest.first(limit)).items();
    }

    /** What was done, newest first, as {@code action subject actor}. */
    final List<String> actions(int limit) {
        return entries(limit).stream().map(StoreContract::inShort).toList();
    }

    static String inShort(AuditEntry entry) {
        return entry.action() + " " + entry.subject() + " " + entry.actor().name();
    }
}
