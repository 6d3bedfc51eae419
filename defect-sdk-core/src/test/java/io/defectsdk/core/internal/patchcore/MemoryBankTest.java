package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.core.internal.concurrent.Parallel;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryBankTest {
    private final Parallel alone = new Parallel(1);

    @AfterEach
    void close() {
        alone.close();
    }

    static Stream<Arguments> sizes() {
        return Stream.of(1, 3, 255, 256, 257, 1000)
                .flatMap(count -> Stream.of(1, 3, 7, 152, 153).map(dimension -> Arguments.of(count, dimension)));
    }

    /** Whole numbers, so that the plain loop's answer is exact and must be met exactly. */
    @ParameterizedTest
    @MethodSource("sizes")
    void findsExactlyWhatBruteForceFinds(int count, int dimension) {
        float[] vectors = Patches.whole(count, dimension, 1);
        int[] sources = sources(count, 5);
        MemoryBank bank = new MemoryBank(dimension, vectors, sources);
        for (int queries : new int[] {1, 2, 3, 4, 5, 13}) {
            float[] patches = Patches.whole(queries, dimension, queries);
            for (int excluded : new int[] {MemoryBank.NONE, 0, 4, 99}) {
                float[] found = bank.nearest(Patches.of(dimension, patches), excluded, alone);

                assertThat(found).hasSize(queries);
                for (int query = 0; query < queries; query++) {
                    assertThat((double) found[query])
                            .as("query %d of %d, source %d left out", query, queries, excluded)
                            .isEqualTo(bruteForce(patches, query, vectors, sources, dimension, excluded));
                }
            }
        }
    }

    private static int[] sources(int count, int pictures) {
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = i * 7 % pictures;
        }
        return sources;
    }

    private static double bruteForce(
            float[] patches, int query, float[] vectors, int[] sources, int dimension, int excluded) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] != excluded) {
                best = Math.min(best, Patches.squaredDistance(patches, query, vectors, i, dimension));
            }
        }
        return best;
    }

    @Test
    void comesCloseToDoublePrecisionOnRealValues() {
        float[] vectors = Patches.gaussian(700, 152, 3);
        float[] patches = Patches.gaussian(50, 152, 4);
        int[] sources = sources(700, 9);

        float[] found = new MemoryBank(152, vectors, sources).nearest(Patches.of(152, patches), MemoryBank.NONE, alone);

        for (int query = 0; query < 50; query++) {
            double expected = bruteForce(patches, query, vectors, sources, 152, MemoryBank.NONE);
            assertThat((double) found[query]).isCloseTo(expected, within(expected * 1e-5));
        }
    }

    @Test
    void findsItsOwnVectorsAtDistanceZero() {
        float[] vectors = Patches.gaussian(300, 33, 5);

        float[] found =
                new MemoryBank(33, vectors, new int[300]).nearest(Patches.of(33, vectors), MemoryBank.NONE, alone);

        assertThat(found).containsOnly(0f);
    }

    @Test
    void givesTheSameBitsForAnyNumberOfThreads() {
        MemoryBank bank = new MemoryBank(47, Patches.gaussian(999, 47, 6), new int[999]);
        PatchGrid patches = Patches.of(47, Patches.gaussian(101, 47, 7));
        float[] expected = bank.nearest(patches, MemoryBank.NONE, alone);

        for (int threads = 2; threads <= 7; threads++) {
            try (Parallel parallel = new Parallel(threads)) {
                assertThat(bank.nearest(patches, MemoryBank.NONE, parallel))
                        .as("%d threads", threads)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void givesAQueryTheSameBitsAloneAndAmongOthers() {
        int dimension = 153;
        MemoryBank bank = new MemoryBank(dimension, Patches.gaussian(515, dimension, 8), new int[515]);
        float[] queries = Patches.gaussian(23, dimension, 9);
        float[] together = bank.nearest(Patches.of(dimension, queries), MemoryBank.NONE, alone);

        for (int query = 0; query < 23; query++) {
            float[] one = Arrays.copyOfRange(queries, query * dimension, (query + 1) * dimension);
            assertThat(bank.nearest(Patches.of(dimension, one), MemoryBank.NONE, alone))
                    .containsExactly(together[query]);
        }
    }

    /**
     * Patches that differ by a change of light lie on a line, where the triangle inequality is tight; far from its pivots,
     * rounding is then as large as the bounds that leave blocks out.
     */
    @Test
    void staysExactWherePatchesLieOnALineFarFromThePivots() {
        int dimension = 152;
        int count = 600;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            float[] vectors = new float[count * dimension];
            double[] centre = new double[dimension];
            double[] line = new double[dimension];
            double length = 0;
            for (int d = 0; d < dimension; d++) {
                centre[d] = 3 * random.nextGaussian();
                for (int pivot = 0; pivot < 32; pivot++) {
                    vectors[pivot * dimension + d] = (float) ((pivot == 0 ? 3 : 300) * random.nextGaussian());
                }
                line[d] = centre[d] - vectors[d];
                length += line[d] * line[d];
            }
            double step = Math.pow(10, -1 - seed % 4) / Math.sqrt(length);
            for (int vector = 32; vector < count; vector++) {
                place(vectors, vector, centre, line, step * random.nextGaussian());
            }
            float[] queries = new float[40 * dimension];
            for (int query = 0; query < 40; query++) {
                place(queries, query, centre, line, step * random.nextGaussian());
            }
            MemoryBank bank = new MemoryBank(dimension, vectors, new int[count]);

            float[] together = bank.nearest(Patches.of(dimension, queries), MemoryBank.NONE, alone);

            for (int query = 0; query < 40; query++) {
                double expected = bruteForce(queries, query, vectors, new int[count], dimension, MemoryBank.NONE);
                float[] one = Arrays.copyOfRange(queries, query * dimension, (query + 1) * dimension);
                assertThat((double) together[query])
                        .as("seed %d, query %d", seed, query)
                        .isCloseTo(expected, within(expected * 1e-4));
                assertThat(bank.nearest(Patches.of(dimension, one), MemoryBank.NONE, alone))
                        .containsExactly(together[query]);
            }
        }
    }

    private static void place(float[] rows, int row, double[] centre, double[] line, double along) {
        for (int d = 0; d < centre.length; d++) {
            rows[row * centre.length + d] = (float) (centre[d] + along * line[d]);
        }
    }

    @Test
    void isInfinitelyFarWhenEveryVectorIsLeftOut() {
        MemoryBank bank = new MemoryBank(3, Patches.whole(10, 3, 1), new int[10]);

        assertThat(bank.nearest(Patches.of(3, 1, 2, 3), 0, alone)).containsExactly(Float.POSITIVE_INFINITY);
    }

    @Test
    void rejectsQueriesOfAnotherDimension() {
        MemoryBank bank = new MemoryBank(3, Patches.whole(10, 3, 1), new int[10]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bank.nearest(Patches.of(4, 1, 2, 3, 4), MemoryBank.NONE, alone))
                .withMessageContaining("vectors of 3 dimensions")
                .withMessageContaining("have 4");
    }

    @Test
    void rejectsVectorsThatDoNotFitTheirNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryBank(3, new float[10], new int[3]))
                .withMessageContaining("3 vectors of 3")
                .withMessageContaining("10 values");
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryBank(3, new float[0], new int[0]));
    }

    @Test
    void givesBackVectorsAndSourcesAsCopies() {
        float[] vectors = Patches.gaussian(300, 5, 1);
        int[] sources = sources(300, 4);
        MemoryBank bank = new MemoryBank(5, vectors.clone(), sources.clone());

        Arrays.fill(bank.vectors(), 0);
        Arrays.fill(bank.sources(), 0);

        assertThat(bank.count()).isEqualTo(300);
        assertThat(bank.dimension()).isEqualTo(5);
        assertThat(bank.vectors()).isEqualTo(vectors);
        assertThat(bank.sources()).isEqualTo(sources);
    }
}
