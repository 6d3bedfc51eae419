package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import io.defectsdk.guide.ManualIndexSummary.ManualOutcome;
import io.defectsdk.guide.ManualIndexSummary.UnreadablePage;
import io.defectsdk.guide.PageQuality;
import io.defectsdk.spi.ManualIndexStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@link ManualIndexStore} has to keep, and how a deployment ends with an index of manuals. */
public abstract class ManualIndexStoreContract extends StoreContract {
    private static final Instant LATER = NOW.plusSeconds(90);

    /** For subclasses. */
    protected ManualIndexStoreContract() {}

    private ManualIndexStore indexes() {
        return stores().manualIndexes();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
    }

    private static ManualIndexSummary summary(String text) {
        return new ManualIndexSummary(
                7,
                40,
                Optional.of(new EncoderName(text, "0a".repeat(32))),
                384,
                5,
                3,
                1,
                List.of(
                        new ManualOutcome(
                                1,
                                text,
                                2,
                                9,
                                7,
                                List.of(new UnreadablePage(3, PageQuality.SCANNED, text)),
                                120,
                                Optional.empty()),
                        new ManualOutcome(Long.MAX_VALUE, "b", 1, 0, 0, List.of(), 0, Optional.of(text))));
    }

    private static ManualIndexSummary empty() {
        return new ManualIndexSummary(0, 0, Optional.empty(), 0, 0, 0, 0, List.of());
    }

    private DeploymentRecord startIndex(String productCode) {
        return stores().deployments().start(DeploymentType.RAG_INDEX, productCode, OTHER, NOW);
    }

    private ManualIndex complete(DeploymentRecord run, String artifact, ManualIndexSummary summary) {
        return stores().deployments().complete(run.id(), artifact, summary, "done", LATER);
    }

    @Test
    void hasNoneForAProductThatWasNotIndexedOrIsUnknown() {
        startIndex("prod1");

        assertThat(indexes().active("prod1")).isEmpty();
        assertThat(indexes().list("prod1")).isEmpty();
        assertThat(indexes().active("nothing")).isEmpty();
        assertThat(indexes().list("nothing")).isEmpty();
        assertThat(indexes().allActive()).isEmpty();
    }

    @Test
    void endsADeploymentWithAnIndexThatIsActive() {
        String sha256 = putArtifact("index");
        DeploymentRecord run = startIndex("prod1");

        ManualIndex index = complete(run, sha256, summary("기공.pdf"));

        assertThat(index)
                .isEqualTo(new ManualIndex(index.id(), "prod1", 1, sha256, true, LATER, run.id(), summary("기공.pdf")));
        assertThat(indexes().active("prod1")).contains(index);
        assertThat(indexes().list("prod1")).containsExactly(index);
        assertThat(indexes().allActive()).containsExactly(index);
        assertThat(stores().deployments().find(run.id()).orElseThrow().status()).isEqualTo(DeploymentStatus.COMPLETED);
        AuditEntry entry = lastEntry();
        assertThat(inShort(entry)).isEqualTo("manuals.activate product:prod1 " + OTHER.name());
        assertThat(entry.detail()).isEqualTo("version 1 by deployment " + run.id());
    }

    @Test
    void numbersIndexesByProductAndKeepsOneActive() {
        ManualIndex first = complete(startIndex("prod1"), putArtifact("a"), empty());
        ManualIndex other = complete(startIndex("prod2"), putArtifact("a"), empty());
        ManualIndex second = complete(startIndex("prod1"), putArtifact("b"), summary("x"));

        assertThat(List.of(first.version(), other.version(), second.version())).containsExactly(1, 1, 2);
        assertThat(indexes().active("prod1")).contains(second);
        assertThat(indexes().list("prod1")).extracting(ManualIndex::active).containsExactly(true, false);
        assertThat(indexes().allActive()).containsExactly(second, other);
    }

    @Test
    void retiredProductsAreNotAmongAll() {
        complete(startIndex("prod1"), putArtifact("a"), empty());
        ManualIndex other = complete(startIndex("prod2"), putArtifact("a"), empty());
        stores().products().setActive("prod1", false, ENGINEER, NOW);

        assertThat(indexes().allActive()).containsExactly(other);
        assertThat(indexes().active("prod1")).isPresent();
    }

    @Test
    void refusesToEndWhatIsNotRunningOrHasNoContent() {
        String sha256 = putArtifact("index");
        DeploymentRecord done = startIndex("prod1");
        ManualIndex index = complete(done, sha256, empty());
        DeploymentRecord running = startIndex("prod1");
        List<AuditEntry> audit = entries(20);

        assertFailed(() -> complete(done, sha256, empty()));
        assertFailed(() -> complete(running, "0123456789abcdef".repeat(4), empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> complete(running, "no hash", empty()));

        assertThat(indexes().list("prod1")).containsExactly(index);
        assertThat(stores().deployments().find(running.id())).contains(running);
        assertThat(entries(20)).isEqualTo(audit);
    }

    private static void assertFailed(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.STORE_FAILED));
    }

    @Test
    void activatesOneAfterTheOtherWhenTwoThreadsEndAtOnce() throws Exception {
        String sha256 = putArtifact("index");
        DeploymentRecord first = startIndex("prod1");
        DeploymentRecord second = startIndex("prod1");
        Callable<ManualIndex> completeFirst = () -> complete(first, sha256, empty());
        Callable<ManualIndex> completeSecond = () -> complete(second, sha256, summary("x"));

        List<Outcome<ManualIndex>> outcomes = Race.run(List.of(completeFirst, completeSecond));

        assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
        assertThat(indexes().list("prod1")).extracting(ManualIndex::version).containsExactly(2, 1);
        assertThat(indexes().list("prod1")).extracting(ManualIndex::active).containsExactly(true, false);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsTextsOfTheSummaryAsTheyAre(String text) {
        complete(startIndex("prod1"), putArtifact("index"), summary(text));

        assertThat(indexes().active("prod1").map(ManualIndex::summary)).contains(summary(text));
    }
}
