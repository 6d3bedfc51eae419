package io.defectsdk.testing.memory;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import io.defectsdk.StoreException;
import io.defectsdk.account.Actor;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.Product;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.catalog.StoredContent;
import io.defectsdk.deployment.DeploymentRecord;
import io.defectsdk.deployment.RecipeVersion;
import io.defectsdk.guide.ManualIndex;
import io.defectsdk.inspection.InspectionRecord;
import io.defectsdk.similarity.SimilarityIndex;
import io.defectsdk.spi.NameSearch;
import io.defectsdk.spi.ProductStore;
import io.defectsdk.spi.Stores;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What all stores share, behind one lock: a change of several things is one step to every other thread. Changes check
 * everything before they change anything, so that a refused one leaves no trace.
 */
final class Memory {
    /** By code, in the order of code points. */
    final NavigableMap<String, Product> products = new TreeMap<>(CodePoints::compare);

    /** By key, as are the next ones. */
    final Map<Long, DefectType> defectTypes = new TreeMap<>();

    final NavigableMap<Long, RegisteredPicture> pictures = new TreeMap<>();
    /** The regions of each picture, by their own keys, which are never used again. */
    final Map<Long, NavigableMap<Long, DefectRegion>> regions = new HashMap<>();

    final Map<Long, Manual> manuals = new TreeMap<>();
    final InMemoryUploads uploads = new InMemoryUploads(this);
    final Map<Long, DeploymentRecord> deployments = new TreeMap<>();
    final Map<Long, RecipeVersion> recipes = new TreeMap<>();
    final Map<String, byte[]> artifacts = new HashMap<>();
    /** Where the artifacts lie that are elsewhere. */
    final Map<String, String> artifactKeys = new HashMap<>();

    final Map<UUID, InspectionRecord> inspections = new HashMap<>();
    final Map<Long, SimilarityIndex> indexes = new TreeMap<>();
    final Map<Long, ManualIndex> manualIndexes = new TreeMap<>();
    /** By key; those of a region that is gone are gone, too. */
    final NavigableMap<Long, InMemoryEmbeddings.Row> embeddings = new TreeMap<>();
    /** Newest first. */
    final Deque<AuditEntry> audit = new ArrayDeque<>();

    /** The store's own; what others did when is told by those who did it. */
    final Clock clock;

    private boolean available = true;
    private long lastRegion;

    Memory(Clock clock) {
        this.clock = clock;
    }

    synchronized void setAvailable(boolean now) {
        available = now;
    }

    /** Runs a step that no other thread sees half of. */
    synchronized <T> T step(Supplier<T> work) {
        if (!available) {
            throw StoreException.unavailable("the in-memory stores play a database that is away", null);
        }
        return work.get();
    }

    /** Replaces a picture's regions; the new ones have new keys. */
    void setRegions(long pictureId, List<DefectRegion> marked) {
        NavigableMap<Long, DefectRegion> keyed = new TreeMap<>();
        marked.forEach(region -> keyed.put(++lastRegion, region));
        regions.put(pictureId, keyed);
        embeddings
                .values()
                .removeIf(row ->
                        row.pictureId() == pictureId && row.part().regionId().isPresent());
    }

    /** The regions of a picture, by key. */
    NavigableMap<Long, DefectRegion> regions(long pictureId) {
        return regions.getOrDefault(pictureId, Collections.emptyNavigableMap());
    }

    Product product(String code) {
        Product product = products.get(code);
        if (product == null) {
            throw ProductStore.unknown(code, similarCode(code));
        }
        return product;
    }

    Optional<String> similarCode(String code) {
        return products.keySet().stream()
                .filter(known -> known.strip().equalsIgnoreCase(code.strip()))
                .findFirst();
    }

    /** A product that can be given something. */
    Product activeProduct(String code) {
        Product product = product(code);
        if (!product.active()) {
            throw new CatalogException(
                    ErrorCode.PRODUCT_RETIRED,
                    "the product '" + code + "' is retired and is given nothing any more; restore it first",
                    null);
        }
        return product;
    }

    void audit(Instant at, Actor actor, String action, String subject, String detail) {
        audit(new AuditEntry(at, actor, action, subject, detail));
    }

    void audit(AuditEntry entry) {
        audit.addFirst(new AuditEntry(
                micros(entry.at()), entry.actor(), entry.action(), entry.subject(), entry.detail(), entry.changes()));
    }

    /** When something that was changed at {@code before} is changed again: later, even if the clock is not. */
    static Instant after(Instant before, Instant now) {
        Instant next = before.plus(1, ChronoUnit.MICROS);
        return micros(now).isAfter(next) ? micros(now) : next;
    }

    /** Content whose hash is one, in lower case. */
    static StoredContent content(StoredContent content) {
        return new StoredContent(Stores.checkSha256(content.sha256()), content.bytes());
    }

    /** A file name that fits its column. */
    static String fileName(String name) {
        int length = name.codePointCount(0, name.length());
        if (length > 255) {
            throw new LimitExceededException(
                    "a file name has at most 255 characters, but this one has " + length + "; rename the file");
        }
        return name;
    }

    /** What matches, in the order of ranks; of equal ones, in the given order. */
    static <T> List<T> best(Collection<T> things, Function<T, Stream<String>> names, NameSearch search) {
        record Ranked<T>(T thing, double rank) {}
        return things.stream()
                .map(thing -> new Ranked<>(
                        thing,
                        names.apply(thing).mapToDouble(search::rank).max().orElse(0)))
                .filter(ranked -> ranked.rank() > 0)
                .sorted(Comparator.comparingDouble(Ranked<T>::rank).reversed())
                .limit(search.limit())
                .map(Ranked::thing)
                .toList();
    }

    /** What a database keeps of a moment. */
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static int limit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
        return limit;
    }
}
