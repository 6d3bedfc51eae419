package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import io.defectsdk.account.Actor;
import io.defectsdk.inspection.Inspection;
import io.defectsdk.internal.Checks;
import io.defectsdk.similarity.SearchRecord;
import io.defectsdk.similarity.SimilarityResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a guide is asked for. Immutable. */
public final class GuideRequest {
    /** How long a guide may take unless told otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** What a language model may do for a guide, where the SDK was given one. */
    public enum Wording {
        /** No model is asked. */
        EXTRACTIVE,
        /** The model chooses among the manuals' sentences and puts them in order. */
        CHOSEN,
        /** The model writes, in the guide's language; what the manuals do not support is dropped. */
        REPHRASED
    }

    private final GuideRecord.Subject subject;
    private final GuideLanguage language;
    private final Wording wording;
    private final Duration timeout;
    private final @Nullable Actor actor;

    private GuideRequest(
            GuideRecord.Subject subject,
            GuideLanguage language,
            Wording wording,
            Duration timeout,
            @Nullable Actor actor) {
        this.subject = subject;
        this.language = language;
        this.wording = wording;
        this.timeout = timeout;
        this.actor = actor;
    }

    /** For this product; say what it is about by {@link #defect} or {@link #words}. */
    public static GuideRequest of(String productCode) {
        return of(new GuideRecord.Subject(
                requireNonNull(productCode, "productCode"),
                GuideRecord.UNKNOWN_DEFECT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /** For what an inspection found; say what it is by {@link #defect}, {@link #words} or {@link #similar}. */
    public static GuideRequest of(Inspection inspection) {
        return of(new GuideRecord.Subject(
                inspection.productCode(),
                GuideRecord.UNKNOWN_DEFECT,
                Optional.empty(),
                Optional.of(inspection.id()),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(inspection.anomalyScore()),
                inspection.record().picture().storageKey(),
                Optional.empty()));
    }

    private static GuideRequest of(GuideRecord.Subject subject) {
        return new GuideRequest(subject, GuideLanguage.KOREAN, Wording.CHOSEN, DEFAULT_TIMEOUT, null);
    }

    /**
     * The same, about this type of the product's.
     *
     * @param typeCode the type; {@value GuideRecord#UNKNOWN_DEFECT} where nobody knows
     */
    public GuideRequest defect(String typeCode) {
        return with(new GuideRecord.Subject(
                subject.productCode(),
                Checks.text(typeCode, "defect type", 50),
                subject.words(),
                subject.inspectionId(),
                subject.searchId(),
                subject.similarity(),
                subject.anomalyScore(),
                subject.picturePath(),
                subject.referencePath()));
    }

    /**
     * The same, about what somebody saw, in words, beside the type or without one.
     *
     * @param text 1 to {@value ManualQuery#MAX_WORDS} characters, Korean or English
     */
    public GuideRequest words(String text) {
        return with(new GuideRecord.Subject(
                subject.productCode(),
                subject.defectCode(),
                Optional.of(ManualQuery.checkWords(text)),
                subject.inspectionId(),
                subject.searchId(),
                subject.similarity(),
                subject.anomalyScore(),
                subject.picturePath(),
                subject.referencePath()));
    }

    /** The same, about the type that a search for similar pictures speaks for; where its vote gives no answer, the type stays as it was. */
    public GuideRequest similar(SimilarityResult search) {
        Optional<UUID> inspection =
                subject.inspectionId().or(() -> search.record().inspectionId());
        Optional<SearchRecord.Found> nearest =
                search.record().results().stream().findFirst();
        return with(new GuideRecord.Subject(
                subject.productCode(),
                search.vote().defectCode().orElse(subject.defectCode()),
                subject.words(),
                inspection,
                search.id().isPresent() ? Optional.of(search.id().getAsLong()) : Optional.empty(),
                nearest.map(found -> OptionalDouble.of(found.similarity())).orElseGet(OptionalDouble::empty),
                subject.anomalyScore(),
                subject.picturePath(),
                nearest.map(SearchRecord.Found::imagePath)));
    }

    private GuideRequest with(GuideRecord.Subject other) {
        return new GuideRequest(other, language, wording, timeout, actor);
    }

    /** The same in this language; default Korean. Only {@link Wording#REPHRASED} translates: word for word, a manual says what it says. */
    public GuideRequest language(GuideLanguage other) {
        return new GuideRequest(subject, requireNonNull(other, "language"), wording, timeout, actor);
    }

    /** The same with this use of the language model; default {@link Wording#CHOSEN}, which is extractive where the SDK has no model. */
    public GuideRequest wording(Wording other) {
        return new GuideRequest(subject, language, requireNonNull(other, "wording"), timeout, actor);
    }

    /** The same within this time, 100 ms to 10 min; default 30 s. A model that is not done by then is given up: the guide is extractive. */
    public GuideRequest timeout(Duration limit) {
        return new GuideRequest(
                subject,
                language,
                wording,
                Checks.inRange(limit, "timeout", Duration.ofMillis(100), Duration.ofMinutes(10)),
                actor);
    }

    /** The same, asked by this person; recorded, and the one who may rate it. */
    public GuideRequest by(Actor person) {
        return new GuideRequest(subject, language, wording, timeout, requireNonNull(person, "actor"));
    }

    /** What it is about. */
    public GuideRecord.Subject subject() {
        return subject;
    }

    /** In which language. */
    public GuideLanguage language() {
        return language;
    }

    /** What a language model may do. */
    public Wording wording() {
        return wording;
    }

    /** How long it may take. */
    public Duration timeout() {
        return timeout;
    }

    /** Who asks, if the host said. */
    public Optional<Actor> actor() {
        return Optional.ofNullable(actor);
    }
}
