package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.spi.IntegerMatrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BankIndexTest {
    private final Parallel alone = new Parallel(1);

    @AfterEach
    void close() {
        alone.close();
    }

    private static BankIndex index(float[] vectors, int dimension) {
        int[] origins = new int[vectors.length / dimension];
        return new BankIndex(new MemoryBank(dimension, vectors, origins, origins), PlainMatrix::new);
    }

    static Stream<Arguments> sizes() {
        return Stream.of(1, 3, 63, 64, 65, 1000)
                .flatMap(count -> Stream.of(1, 3, 7, 152, 153).map(dimension -> Arguments.of(count, dimension)));
    }

    /** Whole numbers, so that the plain loop's answer is exact; with many that are equally near. */
    @ParameterizedTest
    @MethodSource("sizes")
    void findsTheFirstOfTheNearest(int count, int dimension) {
        float[] vectors = Patches.whole(count, dimension, 1);
        for (int queries : new int[] {1, 2, 17, 300}) {
            assertFindsWhatMeasuringAllFinds(vectors, Patches.whole(queries, dimension, queries), dimension);
        }
    }

    /** Vectors of any shape: far from zero, tiny, huge, on a line, with outliers, copies of each other, all equal. */
    @Test
    void findsWhatMeasuringAllFindsWhateverTheVectorsAre() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int dimension = 1 + random.nextInt(40);
            int count = 1 + random.nextInt(300);
            float centre = random.nextBoolean() ? 0 : (float) (1000 * random.nextGaussian());
            float spread = (float) Math.pow(10, random.nextInt(9) - 4);
            float[] vectors = odd(random, count * dimension, centre, spread);
            if (seed % 5 == 0) {
                System.arraycopy(vectors, 0, vectors, count / 2 * dimension, count / 2 * dimension);
            }
            if (seed % 7 == 0) {
                Arrays.fill(vectors, centre);
            }
            float[] queries = odd(random, 20 * dimension, centre, random.nextInt(3) == 0 ? 10 * spread : spread);
            System.arraycopy(vectors, 0, queries, 0, Math.min(vectors.length, 5 * dimension));

            assertFindsWhatMeasuringAllFinds(vectors, queries, dimension);
        }
    }

    private static float[] odd(Random random, int length, float centre, float spread) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            float outlier = random.nextInt(50) == 0 ? 30 : 1;
            values[i] = centre + outlier * spread * (float) random.nextGaussian();
        }
        return values;
    }

    private void assertFindsWhatMeasuringAllFinds(float[] vectors, float[] queries, int dimension) {
        BankIndex index = index(vectors, dimension);
        Neighbours found = index.nearest(Patches.of(dimension, queries), alone);
        for (int query = 0; query < queries.length / dimension; query++) {
            int best = 0;
            for (int vector = 1; vector < index.bank().count(); vector++) {
                if (index.bank().squaredDistance(vector, queries, query * dimension)
                        < index.bank().squaredDistance(best, queries, query * dimension)) {
                    best = vector;
                }
            }
            assertThat(found.vectors()[query]).as("query %d", query).isEqualTo(best);
            assertThat(found.squaredDistances()[query])
                    .isEqualTo(index.bank().squaredDistance(best, queries, query * dimension));
        }
    }

    /** One block of vectors and a bit; sums that come near the limits of whole numbers of 32 bits. */
    @Test
    void findsTheNearestOfVeryLongVectors() {
        int dimension = 30_000;
        float[] vectors = new float[130 * dimension];
        Random random = new Random(9);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = i % dimension == 0 ? 0 : 120 + random.nextInt(8); // nearly the longest on the grid
        }
        float[] queries = Arrays.copyOfRange(vectors, 3 * dimension, 5 * dimension);
        for (int i = 0; i < queries.length; i += 3) {
            queries[i] += 1;
        }
        assertFindsWhatMeasuringAllFinds(vectors, queries, dimension);
    }

    @Test
    void comesCloseToDoublePrecision() {
        float[] vectors = Patches.gaussian(700, 152, 3);
        float[] queries = Patches.gaussian(50, 152, 4);

        Neighbours found = index(vectors, 152).nearest(Patches.of(152, queries), alone);

        for (int query = 0; query < 50; query++) {
            double expected = Double.POSITIVE_INFINITY;
            for (int vector = 0; vector < 700; vector++) {
                expected = Math.min(expected, Patches.squaredDistance(queries, query, vectors, vector, 152));
            }
            assertThat((double) found.squaredDistances()[query]).isCloseTo(expected, within(expected * 1e-5));
        }
    }

    @Test
    void givesTheSameBitsForAnyNumberOfThreadsAndAnyBatch() {
        int dimension = 47;
        BankIndex index = index(Patches.gaussian(999, dimension, 6), dimension);
        float[] queries = Patches.gaussian(600, dimension, 7);
        Neighbours expected = index.nearest(Patches.of(dimension, queries), alone);

        for (int threads = 2; threads <= 7; threads++) {
            try (Parallel parallel = new Parallel(threads)) {
                Neighbours found = index.nearest(Patches.of(dimension, queries), parallel);
                assertThat(found.squaredDistances()).isEqualTo(expected.squaredDistances());
                assertThat(found.vectors()).isEqualTo(expected.vectors());
            }
        }
        for (int query = 0; query < 600; query += 31) {
            float[] one = Arrays.copyOfRange(queries, query * dimension, (query + 1) * dimension);
            assertThat(index.nearest(Patches.of(dimension, one), alone).squaredDistances())
                    .containsExactly(expected.squaredDistances()[query]);
        }
    }

    @Test
    void putsOnlyIntegersWithinTheRangeOnTheGrid() {
        IntegerGrid grid = IntegerGrid.over(new float[] {-1, 0, 3});
        byte[] integers = new byte[4];

        float offset = grid.round(new float[] {-1, 3, 1e30f, -7}, 0, 4, integers, 0);

        assertThat(integers).containsExactly(0, IntegerMatrix.MAX_VALUE, IntegerMatrix.MAX_VALUE, 0);
        assertThat(offset).isGreaterThanOrEqualTo(1e30f);
    }

    @Test
    void rejectsQueriesOfAnotherDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index(Patches.whole(10, 3, 1), 3).nearest(Patches.of(4, 1, 2, 3, 4), alone))
                .withMessageContaining("vectors of 3 dimensions")
                .withMessageContaining("have 4");
    }
}
