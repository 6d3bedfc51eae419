package io.defectsdk.core.internal.similarity;

import static io.defectsdk.core.internal.similarity.Specimens.entry;
import static io.defectsdk.core.internal.similarity.Specimens.picture;
import static io.defectsdk.core.internal.similarity.Specimens.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.inspection.AllocatedBytes;
import io.defectsdk.core.internal.similarity.Gallery.Hit;
import io.defectsdk.spi.EmbeddingStore.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GalleryTest {
    private static final int[] DIMENSIONS = {1, 2, 3, 7, 8, 16, 17, 31, 64, 65, 129};
    private static final int[] COUNTS = {0, 1, 2, 255, 256, 257, 511, 512, 513, 1_025};
    private static final String[] TYPES = {"burr", "crack", "hole"};
    private static final List<Parallel> PARALLEL = List.of(new Parallel(1), new Parallel(2), new Parallel(5));

    @AfterAll
    static void close() {
        PARALLEL.forEach(Parallel::close);
    }

    static LongStream seeds() {
        return LongStream.range(0, 120);
    }

    /** Vectors of which many are equal, differ by one rounding, or are 0. */
    private static final class Vectors {
        private final Random random;
        private final int dimension;
        private final List<float[]> some = new ArrayList<>();

        Vectors(Random random, int dimension) {
            this.random = random;
            this.dimension = dimension;
        }

        float[] next() {
            int kind = random.nextInt(20);
            if (kind == 0) {
                return new float[dimension];
            }
            if (kind < 5 && !some.isEmpty()) {
                return some.get(random.nextInt(some.size()));
            }
            if (kind < 12 && !some.isEmpty()) {
                float[] near = some.get(random.nextInt(some.size())).clone();
                int at = random.nextInt(dimension);
                near[at] = random.nextBoolean() ? Math.nextUp(near[at]) : Math.nextDown(near[at]);
                return near;
            }
            float[] values = new float[dimension];
            for (int i = 0; i < dimension; i++) {
                values[i] = kind < 15 ? random.nextInt(3) - 1 : (float) random.nextGaussian();
            }
            some.add(unit(values));
            return some.get(some.size() - 1);
        }

        List<float[]> next(int count) {
            return IntStream.range(0, count).mapToObj(i -> next()).toList();
        }
    }

    private static Entry randomEntry(Random random, long id, int pictures) {
        return entry(id, picture(1 + random.nextInt(pictures), TYPES[random.nextInt(TYPES.length)]));
    }

    private static Predicate<Entry> filter(Random random) {
        String type = TYPES[random.nextInt(TYPES.length)];
        long bar = random.nextInt(600);
        return switch (random.nextInt(5)) {
            case 0 -> entry -> entry.defectCode().equals(type);
            case 1 -> entry -> entry.picture().id() > bar;
            case 2 -> entry -> entry.id() % 7 == 3;
            case 3 -> entry -> false;
            default -> entry -> true;
        };
    }

    private static NaiveGallery gallery(Random random, Vectors vectors, int count) {
        NaiveGallery naive = new NaiveGallery();
        int pictures = 1 + count / (1 + random.nextInt(3));
        for (long id = 1; id <= count; id++) {
            naive.put(randomEntry(random, id, pictures), vectors.next());
        }
        return naive;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsWhatASearchOfAllFinds(long seed) {
        Random random = new Random(seed);
        int dimension = DIMENSIONS[random.nextInt(DIMENSIONS.length)];
        Vectors vectors = new Vectors(random, dimension);
        NaiveGallery naive = gallery(random, vectors, COUNTS[random.nextInt(COUNTS.length)]);
        Gallery gallery = Gallery.empty(dimension).updated(naive.present(), naive::values);

        for (int search = 0; search < 6; search++) {
            List<float[]> queries = vectors.next(1 + random.nextInt(4));
            Predicate<Entry> wanted = filter(random);
            int topK = random.nextInt(4) == 0 ? 2_000 : 1 + random.nextInt(20);
            List<Hit> expected = naive.search(queries, wanted, topK);
            for (Parallel parallel : PARALLEL) {
                assertThat(gallery.search(queries, wanted, topK, parallel))
                        .as("seed %d, search %d, dimension %d, %d threads", seed, search, dimension, parallel.threads())
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isAfterAnyChangesAsIfBuiltAnew(long seed) {
        Random random = new Random(seed);
        int dimension = DIMENSIONS[random.nextInt(DIMENSIONS.length)];
        Vectors vectors = new Vectors(random, dimension);
        NaiveGallery naive = gallery(random, vectors, COUNTS[random.nextInt(COUNTS.length)]);
        Gallery gallery = Gallery.empty(dimension).updated(naive.present(), naive::values);
        long nextId = 10_000;
        for (int step = 0; step < 8; step++) {
            Set<Long> before = new HashSet<>(naive.entries.keySet());
            nextId = change(random, naive, vectors, nextId);
            Set<Long> asked = new HashSet<>();
            gallery = gallery.updated(naive.present(), ids -> {
                asked.addAll(ids);
                return naive.values(ids);
            });
            assertThat(asked)
                    .as("seed %d: what is here is not read again", seed)
                    .noneMatch(before::contains);
            assertThat(gallery.entries())
                    .as("seed %d, step %d", seed, step)
                    .containsExactlyInAnyOrderElementsOf(naive.present());
            assertThat(gallery.count()).isEqualTo(naive.entries.size());
            assertThat(gallery.pictureCount()).isEqualTo((int) naive.present().stream()
                    .map(entry -> entry.picture().id())
                    .distinct()
                    .count());
            List<float[]> queries = vectors.next(2);
            Predicate<Entry> wanted = filter(random);
            assertThat(gallery.search(queries, wanted, 15, PARALLEL.get(1)))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(naive.search(queries, wanted, 15));
        }
    }

    /** Inserts, deletes, replaces and renames some, and returns the next free id. */
    private static long change(Random random, NaiveGallery naive, Vectors vectors, long firstId) {
        long id = firstId;
        double deleted = random.nextInt(3) == 0 ? 0.7 : 0.1;
        for (Entry old : naive.present()) {
            double chance = random.nextDouble();
            if (chance < deleted) {
                naive.remove(old.id());
            } else if (chance < deleted + 0.1) {
                naive.remove(old.id());
                naive.put(entry(id++, old.picture()), vectors.next());
            } else if (chance < deleted + 0.2) {
                Entry renamed = entry(old.id(), picture(old.picture().id(), "renamed"));
                naive.put(renamed, naive.vectors.get(old.id()));
            }
        }
        int inserted = random.nextInt(300);
        for (int i = 0; i < inserted; i++) {
            naive.put(randomEntry(random, id++, 700), vectors.next());
        }
        return id;
    }

    @Test
    void findsNothingInAnEmptyGallery() {
        Gallery gallery = Gallery.empty(4);

        assertThat(gallery.search(List.of(unit(1, 0, 0, 0)), entry -> true, 5, PARALLEL.get(1)))
                .isEmpty();
        assertThat(gallery.count()).isZero();
        assertThat(gallery.pictureCount()).isZero();
        assertThat(gallery.dimension()).isEqualTo(4);
        assertThat(gallery.vectors(1)).isEmpty();
        assertThat(gallery.similarity(1, unit(1, 0, 0, 0))).isNaN();
    }

    @Test
    void isLikeNothingWhereAVectorIsZero() {
        NaiveGallery naive = new NaiveGallery();
        naive.put(entry(1, picture(1, "burr")), unit(-1, 0));
        naive.put(entry(2, picture(2, "burr")), new float[2]);
        naive.put(entry(3, picture(3, "burr")), unit(1, 0));
        Gallery gallery = Gallery.empty(2).updated(naive.present(), naive::values);

        assertThat(gallery.search(List.of(unit(1, 0)), entry -> true, 3, PARALLEL.get(0)))
                .extracting(hit -> hit.entry().id(), Hit::cosineSimilarity)
                .containsExactly(tuple(3L, 1.0), tuple(2L, 0.0), tuple(1L, -1.0));
    }

    @Test
    void knowsAPicturesVectorsAndItsBestSimilarity() {
        NaiveGallery naive = new NaiveGallery();
        naive.put(entry(1, picture(9, "burr")), unit(1, 0));
        naive.put(entry(2, picture(9, "burr")), unit(3, 4));
        Gallery gallery = Gallery.empty(2).updated(naive.present(), naive::values);

        assertThat(gallery.vectors(9)).containsExactly(unit(1, 0), unit(3, 4));
        assertThat(gallery.similarity(9, unit(0, 1))).isEqualTo((double) unit(3, 4)[1]);
    }

    /** Eight blocks of half a megabyte: one more vector copies none of those that are full. */
    @Test
    void sharesWhatStaysAsItIsWithTheGalleryBefore() {
        int dimension = 512;
        NaiveGallery naive = new NaiveGallery();
        Vectors vectors = new Vectors(new Random(1), dimension);
        for (long id = 1; id <= 8 * VectorBlock.ROWS; id++) {
            naive.put(entry(id, picture(id, "burr")), vectors.next());
        }
        Gallery gallery = Gallery.empty(dimension).updated(naive.present(), naive::values);
        naive.put(entry(5_000, picture(5_000, "burr")), vectors.next());
        naive.remove(77);

        List<Entry> present = naive.present();
        long before = AllocatedBytes.now();
        Gallery updated = gallery.updated(present, naive::values);
        long allocated = AllocatedBytes.now() - before;

        assertThat(updated.count()).isEqualTo(8 * VectorBlock.ROWS);
        assertThat(allocated).isLessThan(4L * VectorBlock.ROWS * dimension * Float.BYTES);
        assertThat(gallery.count()).as("the one before stays as it was").isEqualTo(8 * VectorBlock.ROWS);
        assertThat(gallery.entries()).extracting(Entry::id).contains(77L).doesNotContain(5_000L);
    }

    /** Rows that are kept stay in their order, whatever the order of what is given; a gallery that is cleared takes that. */
    @Test
    void clearsAwayWhatIsGoneOnceItIsAQuarterAndABlock() {
        NaiveGallery naive = new NaiveGallery();
        for (long id = 1; id <= 1_024; id++) {
            naive.put(entry(id, picture(id, "burr")), unit((float) id, 1));
        }
        Gallery gallery = Gallery.empty(2).updated(naive.present(), naive::values);
        for (long id = 1; id <= 512; id++) {
            naive.remove(id);
        }
        List<Entry> reversed = new ArrayList<>(naive.present());
        Collections.reverse(reversed);

        Gallery kept = gallery.updated(reversed, ids -> fail(ids));
        assertThat(kept.entries()).isEqualTo(naive.present());

        naive.remove(513);
        reversed.remove(reversed.size() - 1);
        Gallery cleared = kept.updated(reversed, ids -> fail(ids));
        assertThat(cleared.entries()).isEqualTo(reversed);
        assertThat(cleared.vectors(700)).containsExactly(unit(700, 1));
    }

    private static Map<Long, float[]> fail(List<Long> ids) {
        throw new AssertionError("vectors that are here are asked for: " + ids);
    }

    @Test
    void leavesOutVectorsThatAreGoneAndAsksForThemAgain() {
        NaiveGallery naive = new NaiveGallery();
        for (long id = 1; id <= 600; id++) {
            naive.put(entry(id, picture(id, "burr")), unit((float) id, 1));
        }
        List<Entry> listed = naive.present();
        for (long id = 200; id < 520; id++) { // one whole block of what is asked for at once among them
            naive.vectors.remove(id);
        }

        Gallery gallery = Gallery.empty(2).updated(listed, naive::values);

        List<Entry> there = listed.stream()
                .filter(entry -> naive.vectors.containsKey(entry.id()))
                .toList();
        assertThat(gallery.entries()).isEqualTo(there);
        there.forEach(entry ->
                assertThat(gallery.vectors(entry.picture().id())).containsExactly(naive.vectors.get(entry.id())));
        assertThat(gallery.search(List.of(unit(1, 1)), entry -> true, 600, PARALLEL.get(1)))
                .hasSize(280);

        naive.put(entry(300, picture(300, "burr")), unit(0, 1));
        Gallery again = gallery.updated(listed, naive::values);
        assertThat(again.count()).isEqualTo(281);
        assertThat(again.vectors(300)).containsExactly(unit(0, 1));
    }

    @Test
    void failsWithWhatAFilterThrows() {
        NaiveGallery naive = new NaiveGallery();
        for (long id = 1; id <= 600; id++) {
            naive.put(entry(id, picture(id, "burr")), unit((float) id, 1));
        }
        Gallery gallery = Gallery.empty(2).updated(naive.present(), naive::values);
        Predicate<Entry> broken = entry -> {
            throw new IllegalStateException("the host's own");
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> gallery.search(List.of(unit(1, 0)), broken, 3, PARALLEL.get(1)))
                .withMessage("the host's own");
    }

    /** Nearly equal similarities, which single precision cannot tell apart, in many dimensions. */
    @Test
    void ranksByDoublePrecisionWhereSinglePrecisionCannotTell() {
        int dimension = 1_023;
        Random random = new Random(5);
        float[] base = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            base[i] = (float) random.nextGaussian();
        }
        float[] query = unit(base);
        NaiveGallery naive = new NaiveGallery();
        for (long id = 1; id <= 700; id++) {
            float[] near = query.clone();
            for (int change = 0; change < 5; change++) {
                int at = random.nextInt(dimension);
                near[at] = Math.nextAfter(near[at], random.nextGaussian());
            }
            naive.put(entry(id, picture(id, "burr")), near);
        }
        Gallery gallery = Gallery.empty(dimension).updated(naive.present(), naive::values);

        float[] other = query.clone();
        Arrays.fill(other, 0, dimension / 2, 0);
        for (float[] asked : List.of(query, unit(other))) {
            assertThat(gallery.search(List.of(asked), entry -> true, 10, PARALLEL.get(2)))
                    .isEqualTo(naive.search(List.of(asked), entry -> true, 10));
        }
    }
}
