package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is searched for in the manuals, and in which. Immutable. */
public final class ManualQuery {
    /** The longest query, in characters. */
    public static final int MAX_WORDS = 500;

    /** The most passages that a search gives. */
    public static final int MAX_LIMIT = 100;

    /** So many passages, unless told otherwise. */
    public static final int DEFAULT_LIMIT = 5;

    private final String words;
    private final List<String> productCodes;
    private final @Nullable String defectCode;
    private final List<Long> manualIds;
    private final int limit;

    private ManualQuery(
            String words, List<String> productCodes, @Nullable String defectCode, List<Long> manualIds, int limit) {
        this.words = words;
        this.productCodes = productCodes;
        this.defectCode = defectCode;
        this.manualIds = manualIds;
        this.limit = limit;
    }

    /**
     * These words, Korean or English, in the manuals of all products that have an index.
     *
     * @param words 1 to {@value #MAX_WORDS} characters
     * @throws IllegalArgumentException if they are blank or too long
     */
    public static ManualQuery of(String words) {
        return new ManualQuery(checkWords(words), List.of(), null, List.of(), DEFAULT_LIMIT);
    }

    /** Words that say something, and not too much. */
    static String checkWords(String words) {
        if (words.isBlank()) {
            throw new IllegalArgumentException("a query says something, but this one is blank");
        }
        return Checks.longText(words, "query", MAX_WORDS);
    }

    /** The same in the manuals of these products alone; none: of all. */
    public ManualQuery inProducts(String... codes) {
        return inProducts(List.of(codes));
    }

    /** The same in the manuals of these products alone; none: of all. */
    public ManualQuery inProducts(Collection<String> codes) {
        return new ManualQuery(words, List.copyOf(new TreeSet<>(codes)), defectCode, manualIds, limit);
    }

    /** The same, knowing that it is about this defect type: passages about it come first. */
    public ManualQuery about(String typeCode) {
        return new ManualQuery(words, productCodes, requireNonNull(typeCode, "defectCode"), manualIds, limit);
    }

    /** The same in these manuals alone; none: in all. */
    public ManualQuery inManuals(Collection<Long> ids) {
        return new ManualQuery(words, productCodes, defectCode, List.copyOf(new TreeSet<>(ids)), limit);
    }

    /** The same with so many passages at most, 1 to {@value #MAX_LIMIT}; default {@value #DEFAULT_LIMIT}. */
    public ManualQuery limit(int passages) {
        return new ManualQuery(
                words, productCodes, defectCode, manualIds, Checks.inRange(passages, "limit", 1, MAX_LIMIT));
    }

    /** What is asked. */
    public String words() {
        return words;
    }

    /** The products, sorted; empty: all. */
    public List<String> productCodes() {
        return productCodes;
    }

    /** The defect type, if it is known. */
    public Optional<String> defectCode() {
        return Optional.ofNullable(defectCode);
    }

    /** The manuals, sorted; empty: all. */
    public List<Long> manualIds() {
        return manualIds;
    }

    /** Passages at most. */
    public int limit() {
        return limit;
    }
}
