package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.GreedyCoreset.Coreset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GreedyCoresetTest {
    private final Parallel alone = new Parallel(1);

    @AfterEach
    void close() {
        alone.close();
    }

    /** The same choice without any shortcut, in double precision. */
    private static int[] naive(float[] vectors, int dimension, int size, int first) {
        int count = vectors.length / dimension;
        double[] distance = new double[count];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        List<Integer> chosen = new ArrayList<>();
        int next = first;
        while (chosen.size() < size) {
            chosen.add(next);
            int farthest = 0;
            for (int i = 0; i < count; i++) {
                distance[i] = Math.min(distance[i], Patches.squaredDistance(vectors, i, vectors, next, dimension));
                if (distance[i] > distance[farthest]) {
                    farthest = i;
                }
            }
            if (distance[farthest] == 0) {
                break;
            }
            next = farthest;
        }
        return chosen.stream().mapToInt(i -> i).toArray();
    }

    private static PatchSample pictures(float[] vectors, int dimension, int pictures) {
        int each = vectors.length / pictures;
        PatchReservoir all = new PatchReservoir(Integer.MAX_VALUE, 0);
        for (int i = 0; i < pictures; i++) {
            all.add(Patches.of(dimension, Arrays.copyOfRange(vectors, i * each, (i + 1) * each)));
        }
        return all.sample();
    }

    private static float[] clustered(int count, int dimension, long seed) {
        Random random = new Random(seed);
        float[] centres = Patches.whole(6, dimension, seed + 1);
        float[] values = new float[count * dimension];
        for (int i = 0; i < count; i++) {
            int cluster = random.nextInt(6);
            for (int d = 0; d < dimension; d++) {
                values[i * dimension + d] = 16 * centres[cluster * dimension + d] + random.nextInt(3);
            }
        }
        return values;
    }

    /** Whole numbers: many equal distances, which must be broken alike, and no rounding to excuse a difference. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 16, 17, 35})
    void choosesWhatThePlainAlgorithmChooses(int dimension) {
        for (int seed = 0; seed < 12; seed++) {
            float[] spread = Patches.whole(6 * 40, dimension, seed);
            float[] clustered = clustered(6 * 40, dimension, seed);
            for (float[] vectors : List.of(spread, clustered)) {
                Coreset coreset = GreedyCoreset.choose(pictures(vectors, dimension, 6), 60, seed, alone, chosen -> {});

                assertThat(coreset.indices())
                        .as("seed %d, dimension %d", seed, dimension)
                        .isEqualTo(naive(vectors, dimension, 60, coreset.indices()[0]));
            }
        }
    }

    @Test
    void choosesWhatThePlainAlgorithmChoosesOfRealValues() {
        for (int seed = 0; seed < 5; seed++) {
            float[] vectors = Patches.gaussian(5 * 100, 24, seed);

            Coreset coreset = GreedyCoreset.choose(pictures(vectors, 24, 5), 120, seed, alone, chosen -> {});

            assertThat(coreset.indices()).isEqualTo(naive(vectors, 24, 120, coreset.indices()[0]));
        }
    }

    /** Far more patches that are almost equally far than are looked at together. */
    @Test
    void choosesWhatThePlainAlgorithmChoosesOfManyThatAreAlmostAsFar() {
        int dimension = 64;
        float[] vectors = new float[6 * 1_500 * dimension];
        Random random = new Random(3);
        for (int i = 0; i < 6 * 1_500; i++) {
            vectors[i * dimension + random.nextInt(dimension)] = 400 + random.nextInt(5);
        }

        Coreset coreset = GreedyCoreset.choose(pictures(vectors, dimension, 6), 150, 1, alone, chosen -> {});

        assertThat(coreset.indices()).isEqualTo(naive(vectors, dimension, 150, coreset.indices()[0]));
    }

    /** Enough choices that most distances are out of date most of the time. */
    @Test
    void choosesWhatThePlainAlgorithmChoosesInManyRounds() {
        float[] vectors = Patches.whole(8 * 500, 4, 11);

        Coreset coreset = GreedyCoreset.choose(pictures(vectors, 4, 8), 1_500, 2, alone, chosen -> {});

        assertThat(coreset.indices()).isEqualTo(naive(vectors, 4, 1_500, coreset.indices()[0]));
    }

    @ParameterizedTest
    @CsvSource({"2,3", "3,5", "4,5", "8,2"})
    void choosesTheSameWithAnyNumberOfThreads(int threads, int pictures) {
        float[] vectors = clustered(pictures * 80, 19, 4);
        Coreset expected = GreedyCoreset.choose(pictures(vectors, 19, pictures), 50, 9, alone, chosen -> {});
        try (Parallel parallel = new Parallel(threads)) {
            Coreset coreset = GreedyCoreset.choose(pictures(vectors, 19, pictures), 50, 9, parallel, chosen -> {});

            assertThat(coreset.indices()).isEqualTo(expected.indices());
            assertThat(coreset.coverRadius()).isEqualTo(expected.coverRadius());
            assertThat(coreset.bank().vectors()).isEqualTo(expected.bank().vectors());
        }
    }

    @Test
    void makesABankOfTheChosenVectorsAndTheirPictures() {
        float[] vectors = Patches.gaussian(4 * 25, 6, 1);

        Coreset coreset = GreedyCoreset.choose(pictures(vectors, 6, 4), 30, 3, alone, chosen -> {});

        assertThat(coreset.bank().count()).isEqualTo(30);
        for (int i = 0; i < 30; i++) {
            int index = coreset.indices()[i];
            assertThat(coreset.bank().origin(i)).isEqualTo(new MemoryBank.Origin(index / 25, index % 25));
            assertThat(Arrays.copyOfRange(coreset.bank().vectors(), 6 * i, 6 * i + 6))
                    .isEqualTo(Arrays.copyOfRange(vectors, 6 * index, 6 * index + 6));
        }
        assertThat(coreset.indices()).doesNotHaveDuplicates();
    }

    @Test
    void givesTheRadiusThatTheBankCovers() {
        float[] vectors = Patches.gaussian(3 * 60, 11, 2);

        Coreset coreset = GreedyCoreset.choose(pictures(vectors, 11, 3), 20, 0, alone, chosen -> {});

        double radius = 0;
        for (int i = 0; i < 180; i++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int index : coreset.indices()) {
                nearest = Math.min(nearest, Patches.squaredDistance(vectors, i, vectors, index, 11));
            }
            radius = Math.max(radius, Math.sqrt(nearest));
        }
        assertThat((double) coreset.coverRadius()).isCloseTo(radius, within(1e-5));
    }

    @Test
    void stopsWhenTheRestAreCopies() {
        float[] vectors = new float[2 * 30 * 3];
        for (int i = 0; i < 60; i++) {
            vectors[3 * i] = i % 4;
        }

        Coreset coreset = GreedyCoreset.choose(pictures(vectors, 3, 2), 50, 0, alone, chosen -> {});

        assertThat(coreset.bank().count()).isEqualTo(4);
        assertThat(coreset.coverRadius()).isZero();
    }

    @Test
    void takesAllWhenAllAreAskedFor() {
        float[] vectors = Patches.gaussian(2 * 20, 4, 3);

        Coreset coreset = GreedyCoreset.choose(pictures(vectors, 4, 2), 40, 0, alone, chosen -> {});

        assertThat(coreset.bank().count()).isEqualTo(40);
        assertThat(coreset.coverRadius()).isZero();
        assertThat(coreset.indices()).doesNotHaveDuplicates();
    }

    @Test
    void startsWhereTheSeedSays() {
        PatchSample pictures = pictures(Patches.gaussian(4 * 50, 5, 3), 5, 4);

        int[] zero = GreedyCoreset.choose(pictures, 1, 0, alone, chosen -> {}).indices();
        int[] again = GreedyCoreset.choose(pictures, 1, 0, alone, chosen -> {}).indices();
        int[] others = new int[20];
        for (int seed = 0; seed < others.length; seed++) {
            others[seed] =
                    GreedyCoreset.choose(pictures, 1, seed, alone, chosen -> {}).indices()[0];
        }

        assertThat(zero).isEqualTo(again);
        assertThat(Arrays.stream(others).distinct().count()).isGreaterThan(10);
    }

    @Test
    void tellsItsProgressAndStopsWhereThatThrows() {
        PatchSample pictures = pictures(Patches.gaussian(2 * 50, 5, 3), 5, 2);
        List<Integer> told = new ArrayList<>();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> GreedyCoreset.choose(pictures, 50, 0, alone, chosen -> {
                    told.add(chosen);
                    if (chosen == 4) {
                        throw new CancellationException();
                    }
                }));

        assertThat(told).isSorted().startsWith(1).endsWith(4).contains(2, 3);
    }
}
