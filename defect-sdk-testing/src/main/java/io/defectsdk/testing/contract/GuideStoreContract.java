package io.defectsdk.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.DeploymentType;
import io.defectsdk.guide.Citation;
import io.defectsdk.guide.GuideEntry;
import io.defectsdk.guide.GuideLanguage;
import io.defectsdk.guide.GuideMethod;
import io.defectsdk.guide.GuidePart;
import io.defectsdk.guide.GuideRating;
import io.defectsdk.guide.GuideRecord;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.GuideSentence;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.guide.ManualIndexSummary;
import io.defectsdk.guide.ManualSentence;
import io.defectsdk.guide.ModelUse;
import io.defectsdk.guide.PageArea;
import io.defectsdk.spi.GuideStore;
import io.defectsdk.testing.contract.Race.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@link GuideStore} has to keep. */
public abstract class GuideStoreContract extends StoreContract {
    private static final Actor WORKER = Actor.vouched("작업자", Role.WORKER);
    private static final Instant LATER = NOW.plusSeconds(60);

    /** For subclasses. */
    protected GuideStoreContract() {}

    private GuideStore guides() {
        return stores().guides();
    }

    @BeforeEach
    final void addProducts() {
        addProduct("prod1");
        addProduct("prod2");
    }

    private static GuideRecord.Subject subject(String productCode) {
        return new GuideRecord.Subject(
                productCode,
                GuideRecord.UNKNOWN_DEFECT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static GuideRecord plain(GuideRecord.Subject subject, Instant at, Optional<Actor> actor) {
        return new GuideRecord(
                subject,
                at,
                GuideLanguage.KOREAN,
                GuideMethod.EXTRACTIVE,
                List.of(),
                "",
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                actor);
    }

    private static GuideRecord plain() {
        return plain(subject("prod1"), NOW, Optional.empty());
    }

    private static GuideRecord full(String text, Optional<Long> index) {
        ManualSentence sentence = new ManualSentence(
                Optional.of(GuideSection.ACTION), 3, 10, 25, text, List.of(new PageArea(1.5f, 2, 3.25f, 4)));
        Citation citation = new Citation("1.2.3", 1, text, 2, List.of(text, "조치"), sentence);
        Citation other = new Citation(
                "1.2.4", 1, "b.docx", 1, List.of(), new ManualSentence(Optional.empty(), 1, 0, 1, "x", List.of()));
        return new GuideRecord(
                new GuideRecord.Subject(
                        "prod1",
                        "hole",
                        Optional.of("기공이 보입니다"),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.of(0.1 + 0.2),
                        OptionalDouble.of(1e-300),
                        Optional.of("pictures/1"),
                        Optional.of("pictures/2")),
                NOW,
                GuideLanguage.ENGLISH,
                GuideMethod.REPHRASED,
                List.of(
                        new GuidePart(GuideSection.SITUATION, List.of()),
                        new GuidePart(GuideSection.ACTION, List.of(new GuideSentence(text, List.of(citation, other)))),
                        new GuidePart(GuideSection.PREVENTION, List.of(GuideSentence.verbatim(other)))),
                text,
                OptionalDouble.of(1.0 / 3),
                index,
                Optional.of(new ModelUse(
                        "mistral:7b",
                        "rephrase-1",
                        OptionalInt.of(812),
                        OptionalInt.empty(),
                        Duration.ofNanos(1_234_567_000),
                        3)),
                Optional.of(text),
                Optional.of(Duration.ofNanos(1_000)),
                Optional.of(Duration.ofSeconds(2)),
                Optional.of(WORKER));
    }

    private ManualIndex index() {
        DeploymentRecord run = stores().deployments().start(DeploymentType.RAG_INDEX, "prod1", OTHER, NOW);
        return stores().deployments()
                .complete(
                        run.id(),
                        putArtifact("manuals"),
                        new ManualIndexSummary(0, 0, Optional.empty(), 0, 0, 0, 0, List.of()),
                        "",
                        NOW);
    }

    @Test
    void keepsWhatIsLittle() {
        long id = guides().add(plain());

        assertThat(guides().find(id)).contains(new GuideEntry(id, plain(), Optional.empty(), false));
        assertThat(guides().find(987_654_321L)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.defectsdk.testing.contract.AwkwardTexts#any")
    void keepsWhatIsMuch(String text) {
        GuideRecord guide = full(text, Optional.of(index().id()));

        long id = guides().add(guide);

        assertThat(guides().find(id).map(GuideEntry::guide)).contains(guide);
    }

    @Test
    void refusesAnIndexThatIsNotThere() {
        assertThatThrownBy(() -> guides().add(full("x", Optional.of(987_654_321L))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse());
    }

    @Test
    void leavesOutAnInspectionAndASearchThatWereNotRecorded() {
        GuideRecord.Subject lost = new GuideRecord.Subject(
                "prod1",
                "hole",
                Optional.empty(),
                Optional.of(UUID.fromString("0199c0de-0000-7000-8000-000000000001")),
                Optional.of(987_654_321L),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of("p".repeat(501)),
                Optional.empty());

        long id = guides().add(plain(lost, NOW, Optional.empty()));

        GuideRecord.Subject kept = guides().find(id).orElseThrow().guide().subject();
        assertThat(kept.inspectionId()).isEmpty();
        assertThat(kept.searchId()).isEmpty();
        assertThat(kept.picturePath()).contains("p".repeat(500));
    }

    @Test
    void anActorWithoutTheAccountIsVouchedFor() {
        long id =
                guides().add(plain(subject("prod1"), NOW, Optional.of(Actor.authenticated(987, "nobody", Role.ADMIN))));

        assertThat(guides().find(id).orElseThrow().guide().actor()).contains(Actor.vouched("nobody", Role.ADMIN));
    }

    @Test
    void listsTheNewestFirst() {
        List<Long> ids = IntStream.of(3, 1, 2, 2)
                .mapToObj(second -> guides().add(plain(subject("prod1"), NOW.plusSeconds(second), Optional.empty())))
                .toList();
        guides().add(plain(subject("prod2"), NOW, Optional.empty()));

        assertThat(guides().recent("prod1", 3))
                .extracting(GuideEntry::id)
                .containsExactly(ids.get(0), ids.get(3), ids.get(2));
        assertThat(guides().recent("nothing", 3)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> guides().recent("prod1", 0));
    }

    @Test
    void itsAuthorRatesAGuideAsOftenAsHeLikes() {
        long id = guides().add(plain());

        guides().rate(id, 2, Optional.of("부족함"), WORKER, NOW);
        GuideEntry rated = guides().rate(id, 4, Optional.empty(), WORKER, LATER);

        GuideRating last = new GuideRating(4, Optional.empty(), Optional.of(WORKER), LATER);
        assertThat(rated).isEqualTo(new GuideEntry(id, plain(), Optional.of(last), false));
        assertThat(guides().find(id)).contains(rated);
        assertThat(guides().ratings(id))
                .containsExactly(last, new GuideRating(2, Optional.of("부족함"), Optional.of(WORKER), NOW));
        assertThat(inShort(lastEntry())).isEqualTo("guide.rate guide:" + id + " " + WORKER.name());
        assertThat(lastEntry().detail()).isEqualTo("4");
    }

    @Test
    void nobodyElseDoes() {
        long rated = guides().add(plain());
        guides().rate(rated, 5, Optional.empty(), WORKER, NOW);
        long asked = guides().add(plain(subject("prod1"), NOW, Optional.of(WORKER)));

        for (long id : List.of(rated, asked)) {
            assertThatThrownBy(() -> guides().rate(id, 1, Optional.empty(), ENGINEER, LATER))
                    .isInstanceOf(AccessDeniedException.class);
        }

        assertThat(guides().ratings(rated)).hasSize(1);
        assertThat(guides().ratings(asked)).isEmpty();
    }

    @Test
    void anAccountAndAVouchedNameAreNotTheSame() {
        Account account =
                stores().accounts().add(NewAccount.of("kim", Role.WORKER), "$2b$04$" + "a".repeat(53), ENGINEER, NOW);
        Actor own = Actor.authenticated(account.id(), "kim", Role.WORKER);
        long id = guides().add(plain(subject("prod1"), NOW, Optional.of(own)));

        assertThatThrownBy(() -> guides().rate(id, 1, Optional.empty(), Actor.vouched("kim", Role.WORKER), NOW))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(guides().rate(id, 3, Optional.empty(), own, NOW)
                        .rating()
                        .orElseThrow()
                        .author())
                .contains(own);
    }

    @Test
    void ofTwoAtOnceOneIsTheAuthor() throws Exception {
        for (int round = 0; round < 5; round++) {
            long id = guides().add(plain());
            Callable<GuideEntry> worker = () -> guides().rate(id, 1, Optional.empty(), WORKER, NOW);
            Callable<GuideEntry> engineer = () -> guides().rate(id, 5, Optional.empty(), ENGINEER, NOW);

            List<Outcome<GuideEntry>> outcomes = Race.run(List.of(worker, engineer));

            assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> !outcome.succeeded())
                    .extracting(Outcome::failure)
                    .hasOnlyElementsOfType(AccessDeniedException.class);
            assertThat(guides().ratings(id)).hasSize(1);
        }
    }

    @Test
    void listsLowRatedOnesByTheirLastRating() {
        long bad = guides().add(plain());
        long better = guides().add(plain());
        long worse = guides().add(plain());
        guides().add(plain());
        guides().rate(bad, 1, Optional.empty(), WORKER, NOW);
        guides().rate(better, 1, Optional.empty(), WORKER, NOW);
        guides().rate(better, 5, Optional.empty(), WORKER, LATER);
        guides().rate(worse, 2, Optional.empty(), WORKER, LATER);

        assertThat(guides().lowRated("prod1", 2, 10)).extracting(GuideEntry::id).containsExactly(worse, bad);
        assertThat(guides().lowRated("prod1", 2, 1)).hasSize(1);
        assertThat(guides().lowRated("prod1", 1, 10)).hasSize(1);
        assertThat(guides().lowRated("prod2", 5, 10)).isEmpty();
    }

    @Test
    void marksAnActionAsTakenOnce() {
        long id = guides().add(plain());

        assertThat(guides().markDone(id, WORKER, NOW).done()).isTrue();
        int entries = entries(50).size();
        assertThat(guides().markDone(id, ENGINEER, LATER).done()).isTrue();

        assertThat(entries(50)).hasSize(entries);
        assertThat(inShort(lastEntry())).isEqualTo("guide.done guide:" + id + " " + WORKER.name());
    }

    @Test
    void knowsNoOther() {
        for (Runnable call : List.<Runnable>of(
                () -> guides().rate(987_654_321L, 1, Optional.empty(), WORKER, NOW),
                () -> guides().ratings(987_654_321L),
                () -> guides().markDone(987_654_321L, WORKER, NOW))) {
            assertThatThrownBy(call::run).isInstanceOfSatisfying(UnknownEntryException.class, e -> assertThat(e.code())
                    .isEqualTo(ErrorCode.GUIDE_UNKNOWN));
        }
    }
}
