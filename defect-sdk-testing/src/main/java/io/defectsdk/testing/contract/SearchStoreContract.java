package io.defectsdk.testing.contract;

import static io.defectsdk.testing.contract.JsonTexts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.inspection.PictureRef;
import io.defectsdk.inspection.RecipeRef;
import io.defectsdk.inspection.Scoring;
import io.defectsdk.inspection.StepTimings;
import io.defectsdk.similarity.SearchEntry;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.similarity.SearchRecord.Found;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.similarity.SimilarityMode;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.similarity.TypeVote.Outcome;
import io.defectsdk.similarity.TypeVote.Share;
import io.defectsdk.spi.SearchStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link SearchStore} has to keep. */
public abstract class SearchStoreContract extends StoreContract {
    private static final UUID INSPECTION = UUID.fromString("0199c0de-0000-7000-8000-000000000001");

    /** For subclasses. */
    protected SearchStoreContract() {}

    private SearchStore searches() {
        return stores().searches();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
    }

    private static SearchRecord plain() {
        return new SearchRecord(
                NOW,
                "prod1",
                Optional.of(SimilarityMode.PICTURE),
                "sha256:" + "cd".repeat(32),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static SearchRecord at(Instant searchedAt, String productCode) {
        SearchRecord plain = plain();
        return new SearchRecord(
                searchedAt,
                productCode,
                plain.mode(),
                plain.uploadedImagePath(),
                plain.inspectionId(),
                plain.indexId(),
                plain.encoderSha256(),
                plain.filters(),
                plain.vote(),
                plain.defectCode(),
                plain.results(),
                plain.processingTime(),
                plain.actor());
    }

    private static SearchRecord about(String path, Optional<UUID> inspection, Optional<Actor> actor) {
        return about(path, inspection, Optional.empty(), Optional.empty(), Optional.empty(), actor);
    }

    private static SearchRecord about(
            String path,
            Optional<UUID> inspection,
            Optional<Long> index,
            Optional<String> encoder,
            Optional<String> filters,
            Optional<Actor> actor) {
        SearchRecord plain = plain();
        return new SearchRecord(
                NOW,
                "prod1",
                plain.mode(),
                path,
                inspection,
                index,
                encoder,
                filters,
                plain.vote(),
                plain.defectCode(),
                plain.results(),
                plain.processingTime(),
                actor);
    }

    private static SearchRecord found(Optional<TypeVote> vote, Optional<String> defectCode, List<Found> results) {
        SearchRecord plain = plain();
        return new SearchRecord(
                NOW,
                "prod1",
                plain.mode(),
                plain.uploadedImagePath(),
                plain.inspectionId(),
                plain.indexId(),
                plain.encoderSha256(),
                plain.filters(),
                vote,
                defectCode,
                results,
                Optional.of(Duration.ofMillis(12)),
                plain.actor());
    }

    private void addInspection() {
        RecipeVersion recipe = deploy("prod1", "bank");
        stores().inspections()
                .add(new InspectionRecord(
                        INSPECTION,
                        NOW,
                        "prod1",
                        new RecipeRef(
                                recipe.id(),
                                recipe.version(),
                                recipe.sha256(),
                                recipe.summary().method().backbone(),
                                recipe.summary().method().backboneSha256()),
                        new PictureRef(Optional.empty(), "cd".repeat(32), 384, 384, Optional.empty()),
                        new Scoring(1.5, 2, 3),
                        List.of(),
                        new StepTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        Optional.empty(),
                        Optional.empty(),
                        "0.1.0"));
    }

    @Test
    void givesBackAllThatWasRecorded() {
        addInspection();
        SimilarityIndex index = deployIndex("prod1", "5a".repeat(32));
        SearchRecord search = new SearchRecord(
                NOW,
                "prod1",
                Optional.of(SimilarityMode.REGION),
                "2026/11/23/라인1.jpg",
                Optional.of(INSPECTION),
                Optional.of(index.id()),
                Optional.of("ab".repeat(32)),
                Optional.of("{}"),
                Optional.of(new TypeVote(
                        Outcome.ANSWERED,
                        Optional.of("hole"),
                        0.1 + 0.2,
                        List.of(new Share("hole", 2.0 / 3), new Share("burr", 1.0 / 3)))),
                Optional.of("hole"),
                List.of(
                        new Found(
                                1,
                                "prod1/기공.png",
                                "기공.png",
                                1.0 / 3,
                                Optional.of(Long.MAX_VALUE),
                                Optional.of("hole"),
                                Optional.of(-0.1)),
                        new Found(2, "b", "c", -1, Optional.of(1L), Optional.of("burr"), Optional.of(Double.MIN_VALUE)),
                        new Found(3, "", "", 1, Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.of(Duration.ofSeconds(90, 123_456_000)),
                Optional.of(OTHER));

        long id = searches().add(search);

        assertThat(searches().find(id)).contains(new SearchEntry(id, search));
        assertThat(searches().recent("prod1", 10)).containsExactly(new SearchEntry(id, search));
    }

    @Test
    void givesBackTheLeastThatCanBeRecorded() {
        long id = searches().add(plain());

        assertThat(searches().find(id)).contains(new SearchEntry(id, plain()));
    }

    @Test
    void keepsFiltersByWhatTheySay() {
        String filters = "{\"defect_codes\": [\"기공\", \"burr\"], \"top_k\": 5, \"custom\": true}";
        long id = searches()
                .add(about(
                        "p",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(filters),
                        Optional.empty()));

        assertThat(json(searches().find(id).orElseThrow().search().filters().orElseThrow()))
                .isEqualTo(json(filters));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "null", "{", "{\"a\": }"})
    void refusesFiltersThatAreNoObject(String filters) {
        assertFailed(about(
                "p", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(filters), Optional.empty()));
    }

    @Test
    void refusesAnIndexThatIsNotThere() {
        assertFailed(about(
                "p",
                Optional.empty(),
                Optional.of(987_654_321L),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private void assertFailed(SearchRecord search) {
        assertThatThrownBy(() -> searches().add(search)).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED);
            assertThat(e.retryable()).isFalse();
        });
        assertThat(searches().recent("prod1", 10)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("noHashes")
    void refusesWhatIsNoHash(String text) {
        SearchRecord search =
                about("p", Optional.empty(), Optional.empty(), Optional.of(text), Optional.empty(), Optional.empty());

        assertThatIllegalArgumentException().isThrownBy(() -> searches().add(search));

        assertThat(searches().recent("prod1", 10)).isEmpty();
    }

    @Test
    void leavesOutAnInspectionThatCouldNotBeRecorded() {
        addInspection();
        UUID lost = UUID.fromString("0199c0de-0000-7000-8000-0000000000ff");

        long known = searches().add(about("p", Optional.of(INSPECTION), Optional.empty()));
        long unknown = searches().add(about("p", Optional.of(lost), Optional.empty()));

        assertThat(searches().find(known).orElseThrow().search().inspectionId()).contains(INSPECTION);
        assertThat(searches().find(unknown).orElseThrow().search().inspectionId())
                .isEmpty();
    }

    @Test
    void knowsAccountsFromActorsThatTheHostMade() {
        long lee = stores().accounts()
                .add(NewAccount.of("lee", Role.WORKER), "$2b$04$" + "a".repeat(53), ENGINEER, NOW)
                .id();

        assertThat(recordedActor(Actor.authenticated(lee, "lee", Role.WORKER)))
                .contains(Actor.authenticated(lee, "lee", Role.WORKER));
        assertThat(recordedActor(Actor.authenticated(lee + 1_000, "nobody", Role.ADMIN)))
                .contains(Actor.vouched("nobody", Role.ADMIN));
        assertThat(recordedActor(Actor.authenticated(lee, "kim", Role.WORKER)))
                .contains(Actor.vouched("kim", Role.WORKER));
        assertThat(recordedActor(OTHER)).contains(OTHER);
    }

    private Optional<Actor> recordedActor(Actor actor) {
        long id = searches().add(about("p", Optional.empty(), Optional.of(actor)));
        return searches().find(id).orElseThrow().search().actor();
    }

    @Test
    void cutsOffALongPath() {
        String path = "text:" + "🔎".repeat(600);
        long cut = searches().add(about(path, Optional.empty(), Optional.empty()));
        String longest = "기".repeat(SearchStore.MAX_PATH);
        long whole = searches().add(about(longest, Optional.empty(), Optional.empty()));

        assertThat(searches().find(cut).orElseThrow().search().uploadedImagePath())
                .isEqualTo("text:" + "🔎".repeat(495));
        assertThat(searches().find(whole).orElseThrow().search().uploadedImagePath())
                .isEqualTo(longest);
    }

    @Test
    void keepsTimesToTheMicrosecond() {
        SearchRecord plain = plain();
        long id = searches()
                .add(new SearchRecord(
                        Instant.parse("2026-11-23T04:05:06.999999999Z"),
                        "prod1",
                        plain.mode(),
                        "p",
                        plain.inspectionId(),
                        plain.indexId(),
                        plain.encoderSha256(),
                        plain.filters(),
                        plain.vote(),
                        plain.defectCode(),
                        plain.results(),
                        Optional.of(Duration.ofNanos(1_999)),
                        plain.actor()));

        SearchRecord recorded = searches().find(id).orElseThrow().search();
        assertThat(recorded.searchedAt()).isEqualTo(Instant.parse("2026-11-23T04:05:06.999999Z"));
        assertThat(recorded.processingTime()).contains(Duration.ofNanos(1_000));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void keepsEveryOutcomeOfAVote(Outcome outcome) {
        Optional<String> code = outcome == Outcome.ANSWERED ? Optional.of("hole") : Optional.empty();
        SearchRecord search = found(Optional.of(new TypeVote(outcome, code, 0, List.of())), code, List.of());

        assertThat(searches().find(searches().add(search)).orElseThrow().search())
                .isEqualTo(search);
    }

    @ParameterizedTest
    @EnumSource(SimilarityMode.class)
    void keepsEveryMode(SimilarityMode mode) {
        SearchRecord plain = plain();
        SearchRecord search = new SearchRecord(
                NOW,
                "prod1",
                Optional.of(mode),
                "p",
                plain.inspectionId(),
                plain.indexId(),
                plain.encoderSha256(),
                plain.filters(),
                plain.vote(),
                plain.defectCode(),
                plain.results(),
                plain.processingTime(),
                plain.actor());

        assertThat(searches().find(searches().add(search)).orElseThrow().search())
                .isEqualTo(search);
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#printable")
    void keepsTextsAsTheyAre(String text) {
        SearchRecord plain = plain();
        SearchRecord search = new SearchRecord(
                NOW,
                "prod1",
                plain.mode(),
                text,
                plain.inspectionId(),
                plain.indexId(),
                plain.encoderSha256(),
                plain.filters(),
                Optional.of(new TypeVote(Outcome.ANSWERED, Optional.of(text), 1, List.of(new Share(text, 1)))),
                Optional.of(text),
                List.of(new Found(1, text, text, 0.5, Optional.of(1L), Optional.of(text), Optional.empty())),
                plain.processingTime(),
                Optional.of(Actor.vouched(text, Role.WORKER)));

        assertThat(searches().find(searches().add(search)).orElseThrow().search())
                .isEqualTo(search);
    }

    @Test
    void keepsAsManyResultsAsASearchGives() {
        List<Found> results = IntStream.rangeClosed(1, 1_000)
                .mapToObj(rank -> new Found(
                        rank,
                        "k" + rank,
                        "n" + rank,
                        1.0 / rank,
                        Optional.of((long) rank),
                        Optional.of("hole"),
                        Optional.of(1.0 / (rank + 1))))
                .toList();
        SearchRecord search = found(Optional.empty(), Optional.empty(), results);

        assertThat(searches().find(searches().add(search)).orElseThrow().search())
                .isEqualTo(search);
    }

    @Test
    void listsTheNewestFirstUpToALimit() {
        long newest = searches().add(at(NOW.plusSeconds(2), "prod1"));
        long oldest = searches().add(at(NOW, "prod1"));
        long second = searches().add(at(NOW.plusSeconds(1), "prod1"));
        long sameMoment = searches().add(at(NOW.plusSeconds(1), "prod1"));
        searches().add(at(NOW, "prod2"));

        assertThat(searches().recent("prod1", 10))
                .extracting(SearchEntry::id)
                .containsExactly(newest, sameMoment, second, oldest);
        assertThat(searches().recent("prod1", 2)).extracting(SearchEntry::id).containsExactly(newest, sameMoment);
        assertThat(searches().recent("nothing", 10)).isEmpty();
        assertThat(searches().find(987_654_321L)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesALimitBelowOne(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> searches().recent("prod1", limit))
                .withMessageContaining(Integer.toString(limit));
    }
}
