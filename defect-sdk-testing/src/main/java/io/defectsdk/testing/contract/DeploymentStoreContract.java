package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentStatus;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.spi.DeploymentStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link DeploymentStore} has to keep. */
public abstract class DeploymentStoreContract extends StoreContract {
    private static final Instant LATER = NOW.plusSeconds(90);

    /** For subclasses. */
    protected DeploymentStoreContract() {}

    private DeploymentStore deployments() {
        return stores().deployments();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
    }

    @ParameterizedTest
    @EnumSource(DeploymentType.class)
    void logsADeploymentThatBegins(DeploymentType type) {
        DeploymentRecord started = deployments().start(type, "prod1", OTHER, NOW);

        assertThat(started)
                .isEqualTo(new DeploymentRecord(
                        started.id(),
                        type,
                        "prod1",
                        DeploymentStatus.RUNNING,
                        NOW,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(OTHER)));
        assertThat(deployments().find(started.id())).contains(started);
        assertThat(actions(1)).containsExactly("deployment.start product:prod1 " + OTHER.name());
    }

    @Test
    void refusesADeploymentOfAnUnknownProduct() {
        assertThatThrownBy(() -> start("PROD1"))
                .isInstanceOfSatisfying(
                        UnknownEntryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN))
                .hasMessageContaining("PROD1");
        assertThat(deployments().list("PROD1", 10)).isEmpty();
        assertThat(actions(10)).hasSize(2).allMatch(action -> action.startsWith("product.add"));
    }

    @Test
    void endsWithARecipeThatIsActive() {
        String sha256 = putArtifact("bank");
        DeploymentRecord run = deployments().start(DeploymentType.PATCHCORE_CREATE, "prod1", OTHER, NOW);

        RecipeVersion recipe = deployments().complete(run.id(), sha256, summary(0.25), "40장으로 생성", LATER);

        assertThat(recipe)
                .isEqualTo(new RecipeVersion(recipe.id(), "prod1", 1, sha256, true, LATER, run.id(), summary(0.25)));
        assertThat(deployments().find(run.id()))
                .contains(new DeploymentRecord(
                        run.id(),
                        run.type(),
                        "prod1",
                        DeploymentStatus.COMPLETED,
                        NOW,
                        Optional.of(LATER),
                        Optional.of("40장으로 생성"),
                        Optional.of(OTHER)));
        AuditEntry entry = entries(1).get(0);
        assertThat(entry.at()).isEqualTo(LATER);
        assertThat(entry.action()).isEqualTo("recipe.activate");
        assertThat(entry.subject()).isEqualTo("product:prod1");
        assertThat(entry.actor()).isEqualTo(OTHER);
    }

    @Test
    void numbersRecipesByProductAndKeepsOneActive() {
        RecipeVersion first = deploy("prod1", "first");
        RecipeVersion other = deploy("prod2", "other");
        RecipeVersion second = deploy("prod1", "second");

        assertThat(List.of(first.version(), other.version(), second.version())).containsExactly(1, 1, 2);
        assertThat(stores().recipes().active("prod1")).contains(second);
        assertThat(stores().recipes().active("prod2")).contains(other);
        assertThat(stores().recipes().list("prod1"))
                .extracting(RecipeVersion::active)
                .containsExactly(true, false);
    }

    @Test
    void makesANewVersionOfTheSameContent() {
        RecipeVersion first = deploy("prod1", "same");
        RecipeVersion second = deploy("prod1", "same");

        assertThat(second.sha256()).isEqualTo(first.sha256());
        assertThat(second.version()).isEqualTo(2);
        assertThat(stores().recipes().active("prod1")).contains(second);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithoutARecipe(boolean cancelled) {
        RecipeVersion old = deploy("prod1", "old");
        DeploymentRecord run = deployments().start(DeploymentType.PATCHCORE_CREATE, "prod1", OTHER, NOW);

        deployments().end(run.id(), cancelled, "그림 3장을 읽을 수 없음", LATER);

        DeploymentStatus status = cancelled ? DeploymentStatus.CANCELLED : DeploymentStatus.FAILED;
        assertThat(deployments().find(run.id()))
                .contains(new DeploymentRecord(
                        run.id(),
                        run.type(),
                        "prod1",
                        status,
                        NOW,
                        Optional.of(LATER),
                        Optional.of("그림 3장을 읽을 수 없음"),
                        Optional.of(OTHER)));
        assertThat(stores().recipes().list("prod1")).containsExactly(old);
        String action = cancelled ? "deployment.cancel" : "deployment.fail";
        assertThat(actions(1)).containsExactly(action + " product:prod1 " + OTHER.name());
    }

    @Test
    void refusesToEndWhatIsNotRunning() {
        String sha256 = putArtifact("bank");
        DeploymentRecord completed = start("prod1");
        deployments().complete(completed.id(), sha256, summary(1), "done", NOW);
        DeploymentRecord failed = start("prod1");
        deployments().end(failed.id(), false, "failed", NOW);
        DeploymentRecord cancelled = start("prod1");
        deployments().end(cancelled.id(), true, "cancelled", NOW);
        List<DeploymentRecord> before = deployments().list("prod1", 10);
        List<AuditEntry> audit = entries(20);

        for (long id : new long[] {completed.id(), failed.id(), cancelled.id(), 987_654_321L}) {
            assertFailed(() -> deployments().complete(id, sha256, summary(1), "again", LATER), id);
            assertFailed(() -> deployments().end(id, false, "again", LATER), id);
            assertFailed(() -> deployments().end(id, true, "again", LATER), id);
        }

        assertThat(deployments().list("prod1", 10)).isEqualTo(before);
        assertThat(stores().recipes().list("prod1")).hasSize(1);
        assertThat(entries(20)).isEqualTo(audit);
    }

    @Test
    void changesNothingWhenTheArtifactIsMissing() {
        RecipeVersion old = deploy("prod1", "old");
        DeploymentRecord run = start("prod1");
        List<AuditEntry> audit = entries(20);
        String missing = "0123456789abcdef".repeat(4);

        assertThatThrownBy(() -> deployments().complete(run.id(), missing, summary(1), "done", LATER))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse());

        assertThat(deployments().find(run.id())).contains(run);
        assertThat(stores().recipes().list("prod1")).containsExactly(old);
        assertThat(entries(20)).isEqualTo(audit);
        // and it can still end
        deployments().complete(run.id(), putArtifact("new"), summary(1), "done", LATER);
        assertThat(stores().recipes().active("prod1"))
                .get()
                .extracting(RecipeVersion::version)
                .isEqualTo(2);
    }

    private static void assertFailed(ThrowingCallable call, long id) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED);
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining(Long.toString(id));
    }

    @Test
    void listsTheNewestFirstUpToALimit() {
        List<DeploymentRecord> runs = List.of(start("prod1"), start("prod1"), start("prod1"));
        start("prod2");

        assertThat(deployments().list("prod1", 10)).containsExactly(runs.get(2), runs.get(1), runs.get(0));
        assertThat(deployments().list("prod1", 2)).containsExactly(runs.get(2), runs.get(1));
        assertThat(deployments().list("nothing", 10)).isEmpty();
        assertThat(deployments().find(987_654_321L)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitBelowOne(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deployments().list("prod1", limit))
                .withMessageContaining(Integer.toString(limit));
    }

    @Test
    void letsTwoDeploymentsOfAProductRunSideBySide() {
        DeploymentRecord first = start("prod1");
        DeploymentRecord second = start("prod1");
        String sha256 = putArtifact("bank");

        RecipeVersion bySecond = deployments().complete(second.id(), sha256, summary(1), "done", NOW);
        RecipeVersion byFirst = deployments().complete(first.id(), sha256, summary(1), "done", LATER);

        assertThat(bySecond.version()).isEqualTo(1);
        assertThat(byFirst.version()).isEqualTo(2);
        assertThat(stores().recipes().active("prod1")).contains(byFirst);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsMessagesAsTheyAre(String text) {
        DeploymentRecord run = start("prod1");
        deployments().end(run.id(), false, text, NOW);

        assertThat(deployments().find(run.id()))
                .get()
                .extracting(DeploymentRecord::message)
                .isEqualTo(Optional.of(text));
    }

    @Test
    void keepsALongMessage() {
        String message = "단계별 원인: ".repeat(2_000);
        DeploymentRecord run = start("prod1");
        deployments().end(run.id(), false, message, NOW);

        assertThat(deployments().find(run.id()).orElseThrow().message()).contains(message);
    }

    @Test
    void activatesOneAfterTheOtherWhenTwoThreadsEndAtOnce() throws Exception {
        String sha256 = putArtifact("bank");
        for (int round = 0; round < 5; round++) {
            DeploymentRecord first = start("prod1");
            DeploymentRecord second = start("prod1");

            List<Outcome<RecipeVersion>> outcomes =
                    Race.run(List.of(completing(first, sha256), completing(second, sha256)));

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            List<RecipeVersion> recipes = stores().recipes().list("prod1");
            assertThat(recipes).hasSize(2 * round + 2);
            assertThat(recipes).extracting(RecipeVersion::version).doesNotHaveDuplicates();
            assertThat(recipes).filteredOn(RecipeVersion::active).containsExactly(recipes.get(0));
            assertThat(recipes.get(0).version()).isEqualTo(2 * round + 2);
        }
    }

    private Callable<RecipeVersion> completing(DeploymentRecord run, String sha256) {
        return () -> deployments().complete(run.id(), sha256, summary(1), "done", LATER);
    }

    @Test
    void letsOneOfTwoThreadsEndADeployment() throws Exception {
        String sha256 = putArtifact("bank");
        int made = 0;
        for (int round = 0; round < 5; round++) {
            DeploymentRecord run = start("prod1");
            Callable<RecipeVersion> complete = completing(run, sha256);
            Callable<RecipeVersion> fail = () -> {
                deployments().end(run.id(), true, "cancelled", LATER);
                return null;
            };

            List<Outcome<RecipeVersion>> outcomes = Race.run(List.of(complete, fail));

            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(outcomes)
                    .extracting(Outcome::failure)
                    .filteredOn(Objects::nonNull)
                    .singleElement()
                    .isInstanceOf(StoreException.class);
            boolean completed = outcomes.get(0).succeeded();
            made += completed ? 1 : 0;
            assertThat(deployments().find(run.id()).orElseThrow().status())
                    .isEqualTo(completed ? DeploymentStatus.COMPLETED : DeploymentStatus.CANCELLED);
            assertThat(stores().recipes().list("prod1")).hasSize(made);
        }
    }

    @Test
    void namesTheStarterWhoeverElseActed() {
        Actor starter = OTHER;
        DeploymentRecord run = deployments().start(DeploymentType.PATCHCORE_CREATE, "prod1", starter, NOW);
        start("prod1");

        deployments().end(run.id(), false, "failed", LATER);

        assertThat(entries(1)).first().extracting(AuditEntry::actor).isEqualTo(starter);
    }
}
