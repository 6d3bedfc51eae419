package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBankTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 7, 8, 152, 153})
    void measuresTheSquaredEuclideanDistance(int dimension) {
        float[] vectors = Patches.gaussian(9, dimension, 1);
        float[] queries = Patches.gaussian(4, dimension, 2);
        MemoryBank bank = new MemoryBank(dimension, vectors, new int[9], new int[9]);

        for (int vector = 0; vector < 9; vector++) {
            double expected = Patches.squaredDistance(queries, 3, vectors, vector, dimension);
            assertThat((double) bank.squaredDistance(vector, queries, 3 * dimension))
                    .isCloseTo(expected, within(expected * 1e-5));
            assertThat(bank.squaredDistance(vector, vectors, vector * dimension))
                    .isZero();
        }
    }

    @Test
    void rejectsVectorsThatDoNotFitTheirNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryBank(3, new float[10], new int[3], new int[3]))
                .withMessageContaining("3 vectors of 3")
                .withMessageContaining("10 values");
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryBank(3, new float[0], new int[0], new int[0]));
    }

    @Test
    void rejectsVectorsThatAreTooLong() {
        int dimension = MemoryBank.MAX_DIMENSION + 1;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryBank(dimension, new float[dimension], new int[1], new int[1]))
                .withMessageContaining("up to 65536 dimensions")
                .withMessageContaining("65537");
    }

    @Test
    void givesBackVectorsAndOriginsAsCopies() {
        float[] vectors = Patches.gaussian(300, 5, 1);
        int[] pictures = IntStream.range(0, 300).map(i -> i % 4).toArray();
        int[] patches = IntStream.range(0, 300).map(i -> i / 4).toArray();
        MemoryBank bank = new MemoryBank(5, vectors.clone(), pictures.clone(), patches.clone());

        Arrays.fill(bank.vectors(), 0);
        Arrays.fill(bank.pictures(), 0);
        Arrays.fill(bank.patches(), 0);

        assertThat(bank.count()).isEqualTo(300);
        assertThat(bank.dimension()).isEqualTo(5);
        assertThat(bank.vectors()).isEqualTo(vectors);
        assertThat(bank.pictures()).isEqualTo(pictures);
        assertThat(bank.patches()).isEqualTo(patches);
        assertThat(bank.origin(299)).isEqualTo(new MemoryBank.Origin(3, 74));
    }

    @Test
    void rejectsOriginsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryBank(1, new float[3], new int[3], new int[2]))
                .withMessageContaining("3 vectors")
                .withMessageContaining("2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryBank(1, new float[2], new int[2], new int[] {0, -1}))
                .withMessageContaining("patch -1");
    }
}
