package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquaredDistanceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15, 16, 17, 40, 152, 1536})
    void isThatOfTheRowsAtTheOffsets(int dimension) {
        float[] a = Patches.gaussian(5, dimension, 1);
        float[] b = Patches.gaussian(3, dimension, 2);
        double expected = 0;
        for (int d = 0; d < dimension; d++) {
            expected += Math.pow((double) a[4 * dimension + d] - b[2 * dimension + d], 2);
        }

        assertThat((double) SquaredDistance.of(a, 4 * dimension, b, 2 * dimension, dimension))
                .isCloseTo(expected, within(1e-6 * expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 33, 152})
    void doesNotDependOnALimitThatItStaysBelow(int dimension) {
        float[] rows = Patches.gaussian(40, dimension, 3);
        for (int row = 1; row < 40; row++) {
            float whole = SquaredDistance.of(rows, 0, rows, row * dimension, dimension);

            assertThat(SquaredDistance.upTo(Math.nextUp(whole), rows, 0, rows, row * dimension, dimension))
                    .isEqualTo(whole);
            assertThat(SquaredDistance.upTo(whole / 2, rows, 0, rows, row * dimension, dimension))
                    .isBetween(whole / 2, whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 152})
    void isZeroForCopies(int dimension) {
        float[] row = Patches.gaussian(1, dimension, 4);

        assertThat(SquaredDistance.of(row, 0, Arrays.copyOf(row, dimension), 0, dimension))
                .isZero();
    }
}
