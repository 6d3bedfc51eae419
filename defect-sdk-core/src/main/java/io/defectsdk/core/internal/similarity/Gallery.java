package io.defectsdk.core.internal.similarity;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings of registered pictures in memory, and the exact search among them. Immutable: what changes makes a new gallery, which shares
 * the blocks of vectors that stay as they are. Takes 4 bytes a dimension and vector, and some 400 bytes a vector beside.
 */
public final class Gallery {
    /** A share of rows without an entry from which on they are cleared away. */
    private static final double MAX_DEAD = 0.25;

    private static final double HALF_ULP = 1.0 / (1 << 24);

    private final int dimension;
    private final List<VectorBlock> blocks;
    private final @Nullable Entry[] entries;
    private final int[] pictures;
    private final int count;

    /** Rows of each picture, by the number that it has in {@link #pictures}. */
    private final int[][] rowsOf;

    private final Map<Long, Integer> numbers;

    private Gallery(int dimension, List<VectorBlock> blocks, @Nullable Entry[] entries) {
        this.dimension = dimension;
        this.blocks = List.copyOf(blocks);
        this.entries = entries;
        this.pictures = new int[entries.length];
        this.numbers = new HashMap<>();
        List<List<Integer>> rows = new ArrayList<>();
        int alive = 0;
        for (int row = 0; row < entries.length; row++) {
            Entry entry = entries[row];
            if (entry == null) {
                pictures[row] = -1;
                continue;
            }
            alive++;
            int number = numbers.computeIfAbsent(entry.picture().id(), id -> {
                rows.add(new ArrayList<>(1));
                return rows.size() - 1;
            });
            pictures[row] = number;
            rows.get(number).add(row);
        }
        this.count = alive;
        this.rowsOf = rows.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** A gallery of none. */
    public static Gallery empty(int dimension) {
        return new Gallery(dimension, List.of(), new Entry[0]);
    }

    /** Whether one of its entries is like this. */
    boolean holds(Predicate<Entry> wanted) {
        for (Entry entry : entries) {
            if (entry != null && wanted.test(entry)) {
                return true;
            }
        }
        return false;
    }

    /** Gets the values of embeddings, as unit vectors of the gallery's dimension, by the keys of their entries. */
    @FunctionalInterface
    public interface Vectors {
        /** Those that there still are. */
        Map<Long, float[]> of(List<Long> ids);
    }

    /** The gallery of these entries: vectors of those that it had already are kept, others are asked for. */
    public Gallery updated(List<Entry> present, Vectors vectors) {
        Map<Long, Entry> missing = new LinkedHashMap<>();
        present.forEach(entry -> missing.put(entry.id(), entry));
        List<@Nullable Entry> kept = new ArrayList<>(Math.max(entries.length, present.size()));
        int dead = 0;
        for (Entry old : entries) {
            Entry still = old == null ? null : missing.remove(old.id());
            kept.add(still);
            dead += still == null ? 1 : 0;
        }
        if (dead > MAX_DEAD * entries.length + VectorBlock.ROWS) {
            return empty(dimension).updated(present, known(vectors));
        }
        List<VectorBlock> all = new ArrayList<>(blocks);
        append(missing, vectors, all, kept);
        return new Gallery(dimension, all, kept.toArray(Entry[]::new));
    }

    /** What this gallery has needs not be got again. */
    private Vectors known(Vectors others) {
        Map<Long, Integer> rows = new HashMap<>();
        for (int row = 0; row < entries.length; row++) {
            Entry entry = entries[row];
            if (entry != null) {
                rows.put(entry.id(), row);
            }
        }
        return ids -> {
            Map<Long, float[]> found = new HashMap<>();
            List<Long> unknown = new ArrayList<>();
            for (Long id : ids) {
                Integer row = rows.get(id);
                if (row == null) {
                    unknown.add(id);
                } else {
                    found.put(id, vector(row));
                }
            }
            if (!unknown.isEmpty()) {
                found.putAll(others.of(unknown));
            }
            return found;
        };
    }

    private float[] vector(int row) {
        return blocks.get(row / VectorBlock.ROWS).vector(row % VectorBlock.ROWS);
    }

    private void append(Map<Long, Entry> missing, Vectors vectors, List<VectorBlock> all, List<@Nullable Entry> rows) {
        List<Entry> toCome = new ArrayList<>(missing.values());
        int next = 0;
        while (next < toCome.size()) {
            boolean room = !all.isEmpty() && all.get(all.size() - 1).count() < VectorBlock.ROWS;
            VectorBlock last = room ? all.remove(all.size() - 1) : VectorBlock.empty(dimension);
            int take = Math.min(VectorBlock.ROWS - last.count(), toCome.size() - next);
            List<Entry> part = toCome.subList(next, next + take);
            Map<Long, float[]> values = vectors.of(part.stream().map(Entry::id).toList());
            // gone between two reads: the next look at the gallery's state finds out
            List<Entry> there = part.stream()
                    .filter(entry -> values.containsKey(entry.id()))
                    .toList();
            VectorBlock more = last.with(
                    there.stream().map(entry -> values.get(entry.id())).toList());
            if (more.count() > 0) {
                all.add(more);
            }
            rows.addAll(there);
            next += take;
        }
    }

    /** Embeddings in it. */
    int count() {
        return count;
    }

    /** Pictures in it. */
    int pictureCount() {
        return rowsOf.length;
    }

    int dimension() {
        return dimension;
    }

    /**
     * A picture that was found.
     *
     * @param entry its embedding that came closest
     * @param query number of the query that it came closest to
     * @param cosineSimilarity of both
     */
    public record Hit(Entry entry, int query, double cosineSimilarity) {
        static final Comparator<Hit> BEST_FIRST = Comparator.comparingDouble(Hit::cosineSimilarity)
                .reversed()
                .thenComparingLong(hit -> hit.entry().picture().id());
    }

    /**
     * The pictures that come closest to any of some unit vectors, each by the closest of its embeddings, best first; pictures of equal
     * similarity in the order of their keys. Exact: single precision nominates with a bound on its error, and what could be among the
     * best is summed again in double precision.
     *
     * @param wanted embeddings that count; asked on several threads
     * @param topK how many at most, at least 1
     */
    public List<Hit> search(List<float[]> queries, Predicate<Entry> wanted, int topK, Parallel parallel) {
        float[] nominated = nominate(queries, wanted, parallel);
        float[] best = new float[rowsOf.length];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < nominated.length; row++) {
            if (pictures[row] >= 0) {
                best[pictures[row]] = Math.max(best[pictures[row]], nominated[row]);
            }
        }
        double margin = 2 * errorBound();
        double bar = bar(best, topK) - margin;
        List<Hit> hits = new ArrayList<>();
        for (int picture = 0; picture < best.length; picture++) {
            if (best[picture] != Float.NEGATIVE_INFINITY && best[picture] >= bar) {
                hits.add(closest(picture, queries, nominated, best[picture] - margin));
            }
        }
        hits.sort(Hit.BEST_FIRST);
        return List.copyOf(hits.subList(0, Math.min(topK, hits.size())));
    }

    /** Each row's best product in single precision; negative infinity for those that do not count. */
    private float[] nominate(List<float[]> queries, Predicate<Entry> wanted, Parallel parallel) {
        float[] nominated = new float[entries.length];
        Arrays.fill(nominated, Float.NEGATIVE_INFINITY);
        parallel.forRange(blocks.size(), (from, to) -> {
            float[] sums = new float[VectorBlock.ROWS];
            for (int block = from; block < to; block++) {
                int start = block * VectorBlock.ROWS;
                boolean[] counts = counting(start, blocks.get(block).count(), wanted);
                if (counts.length == 0) {
                    continue;
                }
                for (float[] query : queries) {
                    blocks.get(block).products(query, sums);
                    for (int row = 0; row < counts.length; row++) {
                        if (counts[row]) {
                            nominated[start + row] = Math.max(nominated[start + row], sums[row]);
                        }
                    }
                }
            }
        });
        return nominated;
    }

    /** Which rows of a block count; empty: none does. */
    private boolean[] counting(int start, int rows, Predicate<Entry> wanted) {
        boolean[] counts = new boolean[rows];
        boolean any = false;
        for (int row = 0; row < rows; row++) {
            Entry entry = entries[start + row];
            counts[row] = entry != null && wanted.test(entry);
            any |= counts[row];
        }
        return any ? counts : new boolean[0];
    }

    /** By how much a sum of single precision may be off: n roundings of products of two vectors of length 1. */
    private double errorBound() {
        double roundings = (dimension + 2) * HALF_ULP;
        return 1.001 * roundings / (1 - roundings);
    }

    /** The similarity that the last of the best has; anything where there are fewer. */
    private static double bar(float[] best, int topK) {
        if (topK >= best.length) {
            return Double.NEGATIVE_INFINITY;
        }
        float[] sorted = best.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - topK];
    }

    private Hit closest(int picture, List<float[]> queries, float[] nominated, double bar) {
        Hit closest = null;
        for (int row : rowsOf[picture]) {
            Entry entry = entries[row];
            if (entry == null || nominated[row] == Float.NEGATIVE_INFINITY || nominated[row] < bar) {
                continue;
            }
            for (int query = 0; query < queries.size(); query++) {
                Hit hit = new Hit(entry, query, similarity(row, queries.get(query)));
                // of equal ones the first: rows change their order when a gallery is cleared, keys do not
                if (closest == null
                        || hit.cosineSimilarity() > closest.cosineSimilarity()
                        || (hit.cosineSimilarity() == closest.cosineSimilarity()
                                && entry.id() < closest.entry().id())) {
                    closest = hit;
                }
            }
        }
        if (closest == null) {
            throw new IllegalStateException("a picture was nominated by none of its embeddings");
        }
        return closest;
    }

    private double similarity(int row, float[] query) {
        return Math.max(-1, Math.min(1, blocks.get(row / VectorBlock.ROWS).product(row % VectorBlock.ROWS, query)));
    }

    /** The best similarity of a picture's embeddings to a unit vector; NaN if the picture is not here. */
    double similarity(long pictureId, float[] query) {
        Integer number = numbers.get(pictureId);
        if (number == null) {
            return Double.NaN;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int row : rowsOf[number]) {
            best = Math.max(best, similarity(row, query));
        }
        return best;
    }

    /** The inner product of a vector with the first dimensions of an embedding's; NaN if it is not here. */
    double productWithFirst(Entry entry, float[] vector) {
        Integer number = numbers.get(entry.picture().id());
        for (int row : number == null ? new int[0] : rowsOf[number]) {
            Entry there = entries[row];
            if (there != null && there.id() == entry.id()) {
                return blocks.get(row / VectorBlock.ROWS).product(row % VectorBlock.ROWS, vector);
            }
        }
        return Double.NaN;
    }

    /** A picture's unit vectors; none if it is not here. */
    List<float[]> vectors(long pictureId) {
        Integer number = numbers.get(pictureId);
        return number == null
                ? Collections.emptyList()
                : Arrays.stream(rowsOf[number]).mapToObj(this::vector).toList();
    }

    /** Its entries, in the order of rows. */
    List<Entry> entries() {
        List<Entry> alive = new ArrayList<>(count);
        for (Entry entry : entries) {
            if (entry != null) {
                alive.add(entry);
            }
        }
        return alive;
    }
}
