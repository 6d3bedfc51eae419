package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.PictureRef;
import io.defectsdk.inspection.RecipeRef;
import io.defectsdk.inspection.Scoring;
import io.defectsdk.inspection.StepTimings;
import io.defectsdk.inspection.Vertex;
import io.defectsdk.spi.InspectionStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link InspectionStore} has to keep. */
public abstract class InspectionStoreContract extends StoreContract {
    private RecipeVersion recipe;
    private RecipeVersion otherRecipe;

    /** For subclasses. */
    protected InspectionStoreContract() {}

    private InspectionStore inspections() {
        return stores().inspections();
    }

    @BeforeEach
    final void deployRecipes() {
        addProduct("prod1");
        addProduct("prod2");
        recipe = deploy("prod1", "bank of prod1");
        otherRecipe = deploy("prod2", "bank of prod2");
    }

    @Test
    void givesBackAllThatWasRecorded() {
        InspectionRecord record = new InspectionRecord(
                id(1),
                NOW,
                "prod1",
                ref(recipe),
                new PictureRef(
                        Optional.of("라인1 카메라2.jpg"), "cd".repeat(32), 4096, 3000, Optional.of("2026/11/23/x.jpg")),
                new Scoring(1.0 / 3, 0.1 + 0.2, 1e17),
                List.of(
                        new AnomalyRegion(new Box(0, 0, 1, 1), 1, 0, 0, 0.1 + 0.2),
                        new AnomalyRegion(
                                new Box(17, 4_000, 90_000, 60_000),
                                5_400_000_000L,
                                45_017 + 1.0 / 3,
                                34_000.1,
                                20,
                                4_001,
                                Double.MIN_VALUE,
                                List.of(
                                        new Vertex(17, 4_000),
                                        new Vertex(90_017, 4_000),
                                        new Vertex(90_017, 64_000),
                                        new Vertex(17, 64_000)),
                                OptionalDouble.of(0.1 + 0.2))),
                new StepTimings(
                        Duration.ofNanos(1_000), Duration.ofMillis(63), Duration.ZERO, Duration.ofSeconds(90, 1_000)),
                Optional.of(OTHER),
                Optional.of("LOT-7/0001"),
                "0.1.0");

        inspections().add(record);

        assertThat(inspections().find(record.id())).contains(record);
        assertThat(inspections().recent("prod1", 10)).containsExactly(record);
    }

    @Test
    void givesBackTheLeastThatCanBeRecorded() {
        InspectionRecord record = new InspectionRecord(
                id(1),
                NOW,
                "prod1",
                ref(recipe),
                new PictureRef(Optional.empty(), "00".repeat(32), 1, 1, Optional.empty()),
                new Scoring(0, Double.MIN_VALUE, Double.MIN_VALUE),
                List.of(),
                new StepTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                "0");

        inspections().add(record);

        assertThat(inspections().find(record.id())).contains(record);
    }

    @Test
    void keepsTheMomentToTheMicrosecond() {
        inspections().add(at(id(1), "prod1", Instant.parse("2026-11-23T04:05:06.999999999Z")));

        assertThat(inspections().find(id(1)))
                .get()
                .extracting(InspectionRecord::inspectedAt)
                .isEqualTo(Instant.parse("2026-11-23T04:05:06.999999Z"));
    }

    @Test
    void changesNothingWhenAnInspectionIsAddedAgain() {
        InspectionRecord record = at(id(1), "prod1", NOW);
        inspections().add(record);

        inspections().add(record);
        inspections().add(at(id(1), "prod1", NOW.plusSeconds(1)));
        inspections().add(at(id(1), "prod2", NOW));

        assertThat(inspections().find(id(1))).contains(record);
        assertThat(inspections().recent("prod1", 10)).containsExactly(record);
        assertThat(inspections().recent("prod2", 10)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("noHashes")
    void refusesWhatIsNoHash(String text) {
        RecipeRef known = ref(recipe);
        for (RecipeRef refused : List.of(
                new RecipeRef(known.id(), known.version(), text, known.backbone(), known.backboneSha256()),
                new RecipeRef(known.id(), known.version(), known.sha256(), known.backbone(), text))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> inspections().add(record(id(1), "prod1", refused, NOW)));
        }
        assertThat(inspections().recent("prod1", 10)).isEmpty();
    }

    @Test
    void refusesWhatIsOfNoProductOrRecipeOfTheDatabase() {
        RecipeRef unknown = new RecipeRef(987_654_321L, 1, recipe.sha256(), "b", "ab".repeat(32));

        assertRefused(record(id(1), "nothing", ref(recipe), NOW));
        assertRefused(record(id(2), "prod1", unknown, NOW));
        assertRefused(record(id(3), "prod1", ref(otherRecipe), NOW));

        assertThat(inspections().recent("prod1", 10)).isEmpty();
        assertThat(inspections().recent("nothing", 10)).isEmpty();
    }

    private void assertRefused(InspectionRecord record) {
        assertThatThrownBy(() -> inspections().add(record))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED);
                    assertThat(e.retryable()).isFalse();
                })
                .hasMessageContaining(record.productCode());
        assertThat(inspections().find(record.id())).isEmpty();
    }

    @Test
    void keepsInspectionsOfARecipeThatIsNoLongerActive() {
        InspectionRecord record = at(id(1), "prod1", NOW);
        inspections().add(record);
        deploy("prod1", "a newer bank");

        inspections().add(at(id(2), "prod1", NOW.plusSeconds(1)));

        assertThat(inspections().find(id(1))).contains(record);
        assertThat(inspections().recent("prod1", 10))
                .extracting(inspection -> inspection.recipe().version())
                .containsExactly(1, 1);
    }

    @Test
    void listsTheNewestFirstUpToALimit() {
        InspectionRecord newest = at(id(1), "prod1", NOW.plusSeconds(2));
        InspectionRecord oldest = at(id(2), "prod1", NOW);
        InspectionRecord middle = at(id(3), "prod1", NOW.plusSeconds(1));
        List.of(newest, oldest, middle, at(id(4), "prod2", NOW)).forEach(inspections()::add);

        assertThat(inspections().recent("prod1", 10)).containsExactly(newest, middle, oldest);
        assertThat(inspections().recent("prod1", 2)).containsExactly(newest, middle);
        assertThat(inspections().recent("nothing", 10)).isEmpty();
        assertThat(inspections().find(id(99))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitBelowOne(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inspections().recent("prod1", limit))
                .withMessageContaining(Integer.toString(limit));
    }

    @Test
    void ordersInspectionsOfOneMomentByIdAsItsBytesAre() {
        // UUID.compareTo would take the first byte for a signed number
        List<UUID> ascending = List.of(
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                UUID.fromString("0199c0de-0000-7000-8000-000000000000"),
                UUID.fromString("0199c0de-0000-7000-bfff-ffffffffffff"),
                UUID.fromString("7fffffff-0000-7000-8000-000000000000"),
                UUID.fromString("80000000-0000-7000-8000-000000000000"),
                UUID.fromString("ffffffff-ffff-7fff-bfff-ffffffffffff"));
        ascending.forEach(id -> inspections().add(at(id, "prod1", NOW)));

        List<UUID> listed = inspections().recent("prod1", 10).stream()
                .map(InspectionRecord::id)
                .toList();
        assertThat(listed).hasSameElementsAs(ascending);
        for (int i = 0; i < listed.size(); i++) {
            assertThat(listed.get(i)).isEqualTo(ascending.get(ascending.size() - 1 - i));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1.0 / 3, 0.1 + 0.2, 123456789.12345679, 1e17, Double.MAX_VALUE})
    void keepsScoresBitForBit(double score) {
        InspectionRecord plain = at(id(1), "prod1", NOW);
        InspectionRecord record = new InspectionRecord(
                plain.id(),
                NOW,
                "prod1",
                plain.recipe(),
                plain.picture(),
                new Scoring(score, score, score),
                List.of(new AnomalyRegion(new Box(0, 0, 1, 1), Long.MAX_VALUE, 0, 0, score)),
                plain.timings(),
                Optional.empty(),
                Optional.empty(),
                "0.1.0");
        inspections().add(record);

        assertThat(inspections().find(id(1))).contains(record);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#printable")
    void keepsTextsAsTheyAre(String text) {
        InspectionRecord plain = at(id(1), "prod1", NOW);
        InspectionRecord record = new InspectionRecord(
                plain.id(),
                NOW,
                "prod1",
                plain.recipe(),
                new PictureRef(Optional.of(text), "cd".repeat(32), 1, 1, Optional.empty()),
                plain.scoring(),
                List.of(),
                plain.timings(),
                Optional.of(Actor.vouched(text, OTHER.role())),
                Optional.of(text),
                "0.1.0");
        inspections().add(record);

        assertThat(inspections().find(id(1))).contains(record);
    }

    @Test
    void knowsAccountsFromActorsThatTheHostMade() {
        long id = stores().accounts()
                .add(NewAccount.of("lee", Role.WORKER), "$2b$04$" + "a".repeat(53), ENGINEER, NOW)
                .id();
        InspectionRecord own = by(id(1), Actor.authenticated(id, "lee", Role.WORKER));
        inspections().add(own);
        inspections().add(by(id(2), Actor.authenticated(id + 1_000, "nobody", Role.WORKER)));
        inspections().add(by(id(3), Actor.authenticated(id, "kim", Role.WORKER)));

        assertThat(inspections().find(id(1))).contains(own);
        assertThat(inspections().find(id(2)).orElseThrow().actor()).contains(Actor.vouched("nobody", Role.WORKER));
        assertThat(inspections().find(id(3)).orElseThrow().actor()).contains(Actor.vouched("kim", Role.WORKER));
    }

    private InspectionRecord by(UUID id, Actor actor) {
        InspectionRecord plain = at(id, "prod1", NOW);
        return new InspectionRecord(
                id,
                NOW,
                "prod1",
                plain.recipe(),
                plain.picture(),
                plain.scoring(),
                plain.regions(),
                plain.timings(),
                Optional.of(actor),
                plain.partId(),
                plain.libraryVersion());
    }

    @Test
    void takesTextsUpToTheirLimits() {
        InspectionRecord plain = at(id(1), "prod1", NOW);
        InspectionRecord record = new InspectionRecord(
                plain.id(),
                NOW,
                "prod1",
                plain.recipe(),
                new PictureRef(
                        Optional.of("기".repeat(5_000)), "cd".repeat(32), 1, 1, Optional.of("a/".repeat(249) + "bc")),
                plain.scoring(),
                List.of(),
                plain.timings(),
                Optional.of(Actor.vouched("👷".repeat(100), OTHER.role())),
                Optional.of("🏭".repeat(100)),
                "0.1.0");
        inspections().add(record);

        assertThat(inspections().find(id(1))).contains(record);
    }

    @Test
    void recordsOneInspectionOnceFromSeveralThreads() throws Exception {
        for (int round = 0; round < 5; round++) {
            InspectionRecord record = at(id(round), "prod1", NOW.plusSeconds(round));
            Callable<Boolean> add = () -> {
                inspections().add(record);
                return true;
            };

            List<Outcome<Boolean>> outcomes = Race.run(Collections.nCopies(3, add));

            assertThat(outcomes).extracting(Outcome::failure).containsOnlyNulls();
            assertThat(inspections().recent("prod1", 100)).hasSize(round + 1);
            assertThat(inspections().find(record.id())).contains(record);
        }
    }

    private static UUID id(int number) {
        return new UUID(0x0199_C0DE_0000_7000L, 0x8000_0000_0000_0000L + number);
    }

    private InspectionRecord at(UUID id, String productCode, Instant inspectedAt) {
        return record(id, productCode, ref(productCode.equals("prod2") ? otherRecipe : recipe), inspectedAt);
    }

    private static InspectionRecord record(UUID id, String productCode, RecipeRef recipe, Instant inspectedAt) {
        return new InspectionRecord(
                id,
                inspectedAt,
                productCode,
                recipe,
                new PictureRef(Optional.of("part.png"), "cd".repeat(32), 384, 384, Optional.empty()),
                new Scoring(1.5, 2, 3),
                List.of(),
                new StepTimings(
                        Duration.ofMillis(5), Duration.ofMillis(40), Duration.ofMillis(3), Duration.ofMillis(2)),
                Optional.empty(),
                Optional.empty(),
                "0.1.0");
    }

    private static RecipeRef ref(RecipeVersion recipe) {
        return new RecipeRef(
                recipe.id(),
                recipe.version(),
                recipe.sha256(),
                recipe.summary().method().backbone(),
                recipe.summary().method().backboneSha256());
    }
}
