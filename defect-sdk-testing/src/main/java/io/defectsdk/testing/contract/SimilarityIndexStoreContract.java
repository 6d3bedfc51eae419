package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.similarity.IndexSummary;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SkippedPicture;
import io.defectsdk.similarity.VoteCalibration;
import io.defectsdk.spi.EmbeddingStore.Part;
import io.defectsdk.spi.SimilarityIndexStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link SimilarityIndexStore} has to keep, and how a deployment ends with an index. */
public abstract class SimilarityIndexStoreContract extends StoreContract {
    private static final String SPACE = "5a".repeat(32);
    private static final Instant LATER = NOW.plusSeconds(90);

    /** For subclasses. */
    protected SimilarityIndexStoreContract() {}

    private SimilarityIndexStore indexes() {
        return stores().similarityIndexes();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
    }

    private DeploymentRecord startIndex(String productCode) {
        return stores().deployments().start(DeploymentType.CLIP_REBUILD, productCode, OTHER, NOW);
    }

    private SimilarityIndex complete(DeploymentRecord run, String artifact, String space) {
        return stores().deployments().complete(run.id(), artifact, space, indexSummary(0.5), "done", LATER);
    }

    @Test
    void hasNoneForAProductThatWasNotIndexedOrIsUnknown() {
        startIndex("prod1");
        deploy("prod1", "a recipe is no index");

        assertThat(indexes().active("prod1")).isEmpty();
        assertThat(indexes().list("prod1")).isEmpty();
        assertThat(indexes().active("nothing")).isEmpty();
        assertThat(indexes().list("nothing")).isEmpty();
    }

    @Test
    void endsADeploymentWithAnIndexThatIsActive() {
        RecipeVersion recipe = deploy("prod1", "bank");
        String sha256 = putArtifact("index");
        DeploymentRecord run = startIndex("prod1");

        SimilarityIndex index =
                stores().deployments().complete(run.id(), sha256, SPACE, indexSummary(0.125), "50장을 색인함", LATER);

        assertThat(index)
                .isEqualTo(new SimilarityIndex(
                        index.id(), "prod1", 1, sha256, SPACE, true, LATER, run.id(), indexSummary(0.125)));
        assertThat(indexes().active("prod1")).contains(index);
        assertThat(indexes().list("prod1")).containsExactly(index);
        assertThat(stores().recipes().active("prod1")).contains(recipe);
        assertThat(stores().deployments().find(run.id()))
                .contains(new DeploymentRecord(
                        run.id(),
                        run.type(),
                        "prod1",
                        DeploymentStatus.COMPLETED,
                        NOW,
                        Optional.of(LATER),
                        Optional.of("50장을 색인함"),
                        Optional.of(OTHER)));
        AuditEntry entry = lastEntry();
        assertThat(entry.at()).isEqualTo(LATER);
        assertThat(inShort(entry)).isEqualTo("similarity.activate product:prod1 " + OTHER.name());
        assertThat(entry.detail()).isEqualTo("version 1 by deployment " + run.id());
    }

    @Test
    void numbersIndexesByProductAndKeepsOneActive() {
        SimilarityIndex first = deployIndex("prod1", SPACE);
        SimilarityIndex other = deployIndex("prod2", SPACE);
        SimilarityIndex second = deployIndex("prod1", SPACE);
        SimilarityIndex third = deployIndex("prod1", "6b".repeat(32));

        assertThat(List.of(first.version(), other.version(), second.version(), third.version()))
                .containsExactly(1, 1, 2, 3);
        assertThat(indexes().active("prod1")).contains(third);
        assertThat(indexes().active("prod2")).contains(other);
        assertThat(indexes().list("prod1"))
                .extracting(SimilarityIndex::id)
                .containsExactly(third.id(), second.id(), first.id());
        assertThat(indexes().list("prod1")).extracting(SimilarityIndex::active).containsExactly(true, false, false);
    }

    @Test
    void givesHashesBackInLowerCase() {
        String sha256 = putArtifact("index");
        DeploymentRecord run = startIndex("prod1");

        SimilarityIndex index = complete(run, sha256.toUpperCase(Locale.ROOT), "AB".repeat(32));

        assertThat(index.sha256()).isEqualTo(sha256);
        assertThat(index.spaceSha256()).isEqualTo("ab".repeat(32));
        assertThat(indexes().active("prod1")).contains(index);
    }

    @ParameterizedTest
    @MethodSource("noHashes")
    void refusesWhatIsNoHash(String text) {
        String sha256 = putArtifact("index");
        DeploymentRecord run = startIndex("prod1");

        assertThatIllegalArgumentException().isThrownBy(() -> complete(run, text, SPACE));
        assertThatIllegalArgumentException().isThrownBy(() -> complete(run, sha256, text));

        assertThat(indexes().list("prod1")).isEmpty();
        assertThat(stores().deployments().find(run.id())).contains(run);
    }

    @Test
    void refusesToEndWhatIsNotRunningOrHasNoContent() {
        String sha256 = putArtifact("index");
        DeploymentRecord done = startIndex("prod1");
        SimilarityIndex index = complete(done, sha256, SPACE);
        DeploymentRecord running = startIndex("prod1");
        List<AuditEntry> audit = entries(20);

        assertFailed(() -> complete(done, sha256, SPACE));
        assertFailed(() -> complete(running, "0123456789abcdef".repeat(4), SPACE));
        assertFailed(
                () -> stores().deployments().complete(987_654_321L, sha256, SPACE, indexSummary(1), "done", LATER));

        assertThat(indexes().list("prod1")).containsExactly(index);
        assertThat(stores().deployments().find(running.id())).contains(running);
        assertThat(entries(20)).isEqualTo(audit);
    }

    private static void assertFailed(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED);
            assertThat(e.retryable()).isFalse();
        });
    }

    @Test
    void keepsWhatADeploymentUnderWayMayHaveEmbedded() {
        addType("prod1", "hole");
        RegisteredPicture picture = addDefect("prod1", 1, "hole");
        String slow = "6b".repeat(32);
        DeploymentRecord forgotten = startIndex("prod1"); // its process died
        DeploymentRecord first = startIndex("prod1");
        DeploymentRecord second = startIndex("prod1");
        putWhole(picture, slow);

        SimilarityIndex quick = complete(first, putArtifact("quick"), SPACE);
        assertThat(embedded("prod1", slow)).isEqualTo(1);
        complete(second, putArtifact("slow"), slow);
        assertThat(embedded("prod1", slow)).isEqualTo(1);
        assertThat(indexes().list("prod1"))
                .hasSize(2)
                .last()
                .extracting(SimilarityIndex::id)
                .isEqualTo(quick.id());

        deployIndex("prod1", SPACE);
        deployIndex("prod1", SPACE);
        assertThat(embedded("prod1", slow)).isZero();
        assertThat(stores().deployments().find(forgotten.id())).contains(forgotten);
    }

    private void putWhole(RegisteredPicture picture, String space) {
        Part whole = new Part(Optional.empty(), RegionSource.WHOLE, Optional.empty(), Embedding.of(new float[] {1}));
        String sha256 = picture.content().orElseThrow().sha256();
        assertThat(stores().embeddings().put(picture.id(), sha256, space, Optional.empty(), List.of(whole), NOW))
                .isTrue();
    }

    private int embedded(String productCode, String space) {
        return stores().embeddings().entries(productCode, space, 0, 10).size();
    }

    @Test
    void activatesOneAfterTheOtherWhenTwoThreadsEndAtOnce() throws Exception {
        addType("prod1", "hole");
        RegisteredPicture picture = addDefect("prod1", 1, "hole");
        List<String> spaces = List.of("01".repeat(32), "02".repeat(32));
        String sha256 = putArtifact("index");
        for (int round = 0; round < 5; round++) {
            DeploymentRecord first = startIndex("prod1");
            DeploymentRecord second = startIndex("prod1");
            spaces.forEach(space -> putWhole(picture, space));
            Callable<SimilarityIndex> completeFirst = () -> complete(first, sha256, spaces.get(0));
            Callable<SimilarityIndex> completeSecond = () -> complete(second, sha256, spaces.get(1));

            List<Outcome<SimilarityIndex>> outcomes = Race.run(List.of(completeFirst, completeSecond));

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            List<SimilarityIndex> made = indexes().list("prod1");
            assertThat(made).hasSize(2 * round + 2);
            assertThat(made).filteredOn(SimilarityIndex::active).containsExactly(made.get(0));
            assertThat(made.get(0).version()).isEqualTo(2 * round + 2);
            assertThat(embedded("prod1", made.get(0).spaceSha256())).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.MIN_VALUE, 1e-300, 1.0 / 3, 0.1 + 0.2, 1})
    void keepsFiguresBitForBit(double figure) {
        IndexSummary summary = indexSummary(figure);
        DeploymentRecord run = startIndex("prod1");
        stores().deployments().complete(run.id(), putArtifact("index"), SPACE, summary, "done", LATER);

        assertThat(indexes().active("prod1").map(SimilarityIndex::summary)).contains(summary);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsTextsOfTheSummaryAsTheyAre(String text) {
        VoteCalibration calibration = new VoteCalibration(1, 0, 0, 0, 0, 0, List.of());
        IndexSummary summary = new IndexSummary(
                text,
                "00".repeat(32),
                Framing.STRETCH,
                Embedding.MAX_DIMENSION,
                Integer.MAX_VALUE,
                0,
                0,
                calibration,
                calibration,
                0.75,
                1,
                List.of(new SkippedPicture(Long.MAX_VALUE, text, text)));
        DeploymentRecord run = startIndex("prod1");
        stores().deployments().complete(run.id(), putArtifact("index"), SPACE, summary, "done", LATER);

        assertThat(indexes().active("prod1").map(SimilarityIndex::summary)).contains(summary);
    }
}
