package io.defectsdk.testing.memory;

import static java.util.Comparator.comparing;

import io.defectsdk.AccessDeniedException;
import io.defectsdk.ErrorCode;
import io.defectsdk.StoreException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.Actor;
import io.defectsdk.guide.GuideEntry;
import io.defectsdk.guide.GuideRating;
import io.defectsdk.guide.GuideRecord;
import io.defectsdk.spi.AuditSubjects;
import io.defectsdk.spi.GuideStore;
import io.defectsdk.spi.SearchStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Guides, and what was thought of them. */
final class InMemoryGuides implements GuideStore {
    private static final Comparator<GuideEntry> OLDEST_FIRST =
            comparing((GuideEntry entry) -> entry.guide().generatedAt()).thenComparing(GuideEntry::id);

    private final Memory memory;
    private final InMemoryAccounts accounts;
    private final Predicate<Long> searches;
    private final Map<Long, GuideEntry> guides = new TreeMap<>();
    private final Map<Long, List<GuideRating>> ratings = new HashMap<>();

    InMemoryGuides(Memory memory, InMemoryAccounts accounts, Predicate<Long> searches) {
        this.memory = memory;
        this.accounts = accounts;
        this.searches = searches;
    }

    @Override
    public long add(GuideRecord guide) {
        return memory.step(() -> {
            guide.indexId().filter(id -> !memory.manualIndexes.containsKey(id)).ifPresent(id -> {
                throw StoreException.failed("could not record the guide: there is no index of manuals " + id, null);
            });
            long id = guides.size() + 1L;
            guides.put(id, new GuideEntry(id, kept(guide), Optional.empty(), false));
            return id;
        });
    }

    private GuideRecord kept(GuideRecord guide) {
        GuideRecord.Subject subject = guide.subject();
        return new GuideRecord(
                new GuideRecord.Subject(
                        subject.productCode(),
                        subject.defectCode(),
                        subject.words(),
                        subject.inspectionId().filter(memory.inspections::containsKey),
                        subject.searchId().filter(searches),
                        subject.similarity(),
                        subject.anomalyScore(),
                        subject.picturePath().map(SearchStore::keptPath),
                        subject.referencePath().map(SearchStore::keptPath)),
                Memory.micros(guide.generatedAt()),
                guide.language(),
                guide.method(),
                guide.parts(),
                guide.text(),
                guide.confidence(),
                guide.indexId(),
                guide.model(),
                guide.fallback(),
                guide.retrievalTime().map(time -> time.truncatedTo(ChronoUnit.MICROS)),
                guide.processingTime().map(time -> time.truncatedTo(ChronoUnit.MICROS)),
                guide.actor().map(accounts::known));
    }

    @Override
    public Optional<GuideEntry> find(long id) {
        return memory.step(() -> Optional.ofNullable(guides.get(id)));
    }

    @Override
    public List<GuideEntry> recent(String productCode, int limit) {
        return memory.step(() -> guides.values().stream()
                .filter(entry -> entry.guide().subject().productCode().equals(productCode))
                .sorted(OLDEST_FIRST.reversed())
                .limit(Memory.limit(limit))
                .toList());
    }

    @Override
    public List<GuideEntry> ofInspection(UUID inspectionId) {
        return memory.step(() -> guides.values().stream()
                .filter(entry -> entry.guide().subject().inspectionId().equals(Optional.of(inspectionId)))
                .sorted(OLDEST_FIRST.reversed())
                .toList());
    }

    @Override
    public GuideEntry rate(long id, int stars, Optional<String> comment, Actor author, Instant now) {
        return memory.step(() -> {
            GuideEntry entry = require(id);
            Actor known = accounts.known(author);
            Optional<Actor> owner = entry.rating().flatMap(GuideRating::author).or(() -> entry.guide()
                    .actor());
            if (owner.filter(one -> !same(one, known)).isPresent()) {
                throw new AccessDeniedException(
                        "guide " + id + " is rated by " + owner.get().name() + " alone, not by " + author.name(), null);
            }
            GuideRating rating = new GuideRating(stars, comment, Optional.of(known), Memory.micros(now));
            ratings.computeIfAbsent(id, none -> new ArrayList<>()).add(0, rating);
            memory.audit(now, author, "guide.rate", AuditSubjects.guide(id), Integer.toString(stars));
            return put(new GuideEntry(id, entry.guide(), Optional.of(rating), entry.done()));
        });
    }

    private static boolean same(Actor one, Actor other) {
        return one.name().equals(other.name()) && one.accountId().equals(other.accountId());
    }

    private GuideEntry put(GuideEntry entry) {
        guides.put(entry.id(), entry);
        return entry;
    }

    private GuideEntry require(long id) {
        GuideEntry entry = guides.get(id);
        if (entry == null) {
            throw new UnknownEntryException(ErrorCode.GUIDE_UNKNOWN, "there is no guide " + id, null);
        }
        return entry;
    }

    @Override
    public List<GuideRating> ratings(long id) {
        return memory.step(() -> {
            require(id);
            return List.copyOf(ratings.getOrDefault(id, List.of()));
        });
    }

    @Override
    public List<GuideEntry> lowRated(String productCode, int stars, int limit) {
        return memory.step(() -> guides.values().stream()
                .filter(entry -> entry.guide().subject().productCode().equals(productCode))
                .filter(entry ->
                        entry.rating().filter(rating -> rating.stars() <= stars).isPresent())
                .sorted(comparing((GuideEntry entry) ->
                                entry.rating().orElseThrow().ratedAt())
                        .thenComparing(GuideEntry::id)
                        .reversed())
                .limit(Memory.limit(limit))
                .toList());
    }

    @Override
    public GuideEntry markDone(long id, Actor actor, Instant now) {
        return memory.step(() -> {
            GuideEntry entry = require(id);
            if (entry.done()) {
                return entry;
            }
            memory.audit(now, actor, "guide.done", AuditSubjects.guide(id), "");
            return put(new GuideEntry(id, entry.guide(), entry.rating(), true));
        });
    }
}
