package io.defectsdk.core.internal.guide;

import io.defectsdk.ErrorCode;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.config.LlmParams;
import io.defectsdk.core.internal.concurrent.Refreshed;
import io.defectsdk.core.internal.guide.GuideExtract.Candidate;
import io.defectsdk.guide.FoundPassage;
import io.defectsdk.guide.GuideEvent;
import io.defectsdk.guide.GuideLanguage;
import io.defectsdk.guide.GuideMethod;
import io.defectsdk.guide.GuidePart;
import io.defectsdk.guide.GuideRecord;
import io.defectsdk.guide.GuideRequest;
import io.defectsdk.guide.GuideRequest.Wording;
import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.ManualQuery;
import io.defectsdk.guide.ManualSearchResult;
import io.defectsdk.guide.ModelUse;
import io.defectsdk.guide.Passage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what the manuals say about a defect, and makes a guide of it. Thread-safe. */
final class GuideMaker {
    private static final Logger LOG = LoggerFactory.getLogger(GuideMaker.class);

    /** What finding and checking take at most beside the model. */
    private static final Duration OWN_SHARE = Duration.ofMillis(100);

    private final ActiveManuals manuals;
    private final ManualSearch search;
    private final Refreshed<String, LlmParams> params;
    private final Optional<ModelGuides> model;
    private final Map<Key, GuideDraft> cache;

    GuideMaker(
            ActiveManuals manuals,
            ManualSearch search,
            Refreshed<String, LlmParams> params,
            Optional<ModelGuides> model,
            int cached) {
        this.manuals = manuals;
        this.search = search;
        this.params = params;
        this.model = model;
        this.cache = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, GuideDraft> eldest) {
                return size() > cached;
            }
        };
    }

    /** All that a guide depends on; the manuals by identity, see {@link ProductManuals}. */
    private record Key(
            ProductManuals manuals,
            String defectCode,
            Optional<String> words,
            GuideLanguage language,
            Wording wording,
            Optional<LlmParams> params) {}

    GuideDraft make(GuideRequest request, Consumer<GuideEvent> events) {
        long start = System.nanoTime();
        GuideRecord.Subject subject = request.subject();
        ProductManuals product = manuals.get(subject.productCode());
        Optional<DefectType> type = type(product, subject.defectCode());
        if (type.isEmpty() && subject.words().isEmpty()) {
            throw new IllegalArgumentException(
                    "a guide is about a defect type or about what somebody saw: name one with defect(...),"
                            + " words(...) or similar(...)");
        }
        boolean asked = model.isPresent() && request.wording() != Wording.EXTRACTIVE;
        Key key = new Key(
                product,
                subject.defectCode(),
                subject.words(),
                request.language(),
                asked ? request.wording() : Wording.EXTRACTIVE,
                asked ? Optional.of(params.get(product.code())) : Optional.empty());
        synchronized (cache) {
            GuideDraft known = cache.get(key);
            if (known != null) {
                return known;
            }
        }
        Basis basis = basis(product, type, subject.words());
        Duration found = since(start);
        events.accept(new GuideEvent.Found(basis.found()));
        GuideDraft draft = draft(request, key, product, type, basis, found, start, events);
        if (draft.fallback().isEmpty()) { // the next one may have more luck with the model
            synchronized (cache) {
                cache.put(key, draft);
            }
        }
        return draft;
    }

    private static Optional<DefectType> type(ProductManuals product, String code) {
        if (code.equals(GuideRecord.UNKNOWN_DEFECT)) {
            return Optional.empty();
        }
        Optional<DefectType> type = product.type(code).filter(found -> !found.isNormal());
        if (type.isEmpty()) {
            throw new UnknownEntryException(
                    ErrorCode.DEFECT_TYPE_UNKNOWN,
                    "the product '" + product.code() + "' has no defect type '" + code + "', or it is retired; it has "
                            + product.types().stream()
                                    .filter(other -> !other.isNormal())
                                    .map(DefectType::code)
                                    .toList(),
                    null);
        }
        return type;
    }

    /**
     * What a guide is made of.
     *
     * @param found what the search gave, best first
     * @param passages those that are about the defect
     * @param sure the probability that they are
     */
    private record Basis(List<FoundPassage> found, List<Passage> passages, double sure) {}

    private Basis basis(ProductManuals product, Optional<DefectType> type, Optional<String> words) {
        String query = words.orElseGet(() -> names(type.orElseThrow()));
        ManualQuery about = ManualQuery.of(query).limit(20);
        ManualSearchResult result = search.search(
                List.of(product), type.map(DefectType::code).map(about::about).orElse(about));
        List<FoundPassage> found = result.passages();
        Optional<String> code = type.map(DefectType::code);
        if (code.isEmpty() && result.answered()) {
            code = found.get(0).passage().defectCode();
            if (code.isEmpty()) {
                return new Basis(found, List.of(found.get(0).passage()), result.confidence());
            }
        }
        Optional<String> sought = code;
        List<Passage> passages = sought.isEmpty() ? List.of() : about(product, sought.get(), found);
        if (passages.isEmpty()) {
            return new Basis(found, List.of(), 0);
        }
        return new Basis(found, passages, type.isPresent() ? 1 : result.confidence());
    }

    private static String names(DefectType type) {
        List<String> names = new ArrayList<>(List.of(type.nameKo()));
        type.nameEn().ifPresent(names::add);
        type.fullNameKo().ifPresent(names::add);
        return String.join(" ", names);
    }

    /** All passages about a type: those that the search found first, in its order, then the others in the manuals' order. */
    private static List<Passage> about(ProductManuals product, String code, List<FoundPassage> found) {
        Map<String, Passage> about = new LinkedHashMap<>();
        for (FoundPassage one : found) {
            if (one.passage().defectCode().filter(code::equals).isPresent()) {
                about.put(one.passage().id(), one.passage());
            }
        }
        for (IndexedPassage indexed : product.passages()) {
            if (indexed.passage().defectCode().filter(code::equals).isPresent()) {
                about.putIfAbsent(indexed.passage().id(), indexed.passage());
            }
        }
        return List.copyOf(about.values());
    }

    private GuideDraft draft(
            GuideRequest request,
            Key key,
            ProductManuals product,
            Optional<DefectType> type,
            Basis basis,
            Duration found,
            long start,
            Consumer<GuideEvent> events) {
        List<Candidate> candidates = GuideExtract.candidates(basis.passages());
        GuideMethod method = GuideMethod.EXTRACTIVE;
        List<GuidePart> parts = GuideExtract.parts(candidates);
        Optional<ModelUse> use = Optional.empty();
        Optional<String> fallback = Optional.empty();
        if (key.params().isPresent() && !candidates.isEmpty()) {
            ModelGuides.Outcome outcome = model.orElseThrow()
                    .ask(
                            new ModelGuides.Question(
                                    product.productName(),
                                    type.map(GuideMaker::names),
                                    request.subject().words(),
                                    Candidates.of(candidates),
                                    request.wording(),
                                    request.language(),
                                    key.params().get(),
                                    left(request.timeout(), start)),
                            piece -> events.accept(new GuideEvent.Token(piece)));
            use = outcome.use();
            fallback = outcome.failure();
            if (outcome.answer().isPresent()) {
                parts = outcome.answer().get().parts();
                method = request.wording() == Wording.REPHRASED ? GuideMethod.REPHRASED : GuideMethod.CHOSEN;
            }
            fallback.ifPresent(why -> LOG.warn("a guide for '{}' is extractive: {}", product.code(), why));
        }
        return new GuideDraft(
                method,
                parts,
                GuideTexts.of(title(product, type, request), parts, request.language()),
                basis.sure() * said(parts),
                product.version().id(),
                use,
                fallback,
                found);
    }

    private static Duration left(Duration timeout, long start) {
        Duration left = timeout.minus(since(start)).minus(OWN_SHARE);
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.MICROS);
    }

    /** Of cause and action, the share that says something: what a guide is read for. */
    private static double said(List<GuidePart> parts) {
        long said = parts.stream()
                .filter(part -> part.section() == GuideSection.CAUSE || part.section() == GuideSection.ACTION)
                .filter(part -> !part.sentences().isEmpty())
                .count();
        return said / 2.0;
    }

    private static String title(ProductManuals product, Optional<DefectType> type, GuideRequest request) {
        String what = type.map(known -> request.language() == GuideLanguage.ENGLISH
                        ? known.nameEn().orElse(known.nameKo())
                        : known.nameKo())
                .or(() -> request.subject().words())
                .orElseThrow();
        return product.productName() + " · " + what;
    }
}
