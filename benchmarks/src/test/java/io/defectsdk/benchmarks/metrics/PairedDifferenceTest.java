package io.defectsdk.benchmarks.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Differences of two ways on the same splits. */
class PairedDifferenceTest {
    @ParameterizedTest
    @CsvSource({"4, 2.776445", "9, 2.262157", "19, 2.093024", "99, 1.984217", "100000, 1.959988"})
    void knowsStudentsT(int freedom, double expected) { // the tables' values
        assertThat(PairedDifference.studentT(freedom)).isCloseTo(expected, within(0.003));
    }

    @Test
    void widensTheIntervalBecauseSplitsSharePictures() {
        double[] one = {0.9, 0.8, 0.7, 0.9, 0.8};
        double[] other = {0.8, 0.8, 0.8, 0.7, 0.7};
        // differences 0.1, 0, -0.1, 0.2, 0.1: mean 0.06, standard deviation 0.11402
        PairedDifference difference = PairedDifference.of(one, other, 1);

        assertThat(difference.mean()).isCloseTo(0.06, within(1e-12));
        assertThat(difference.better()).isEqualTo(3);
        assertThat(difference.worse()).isEqualTo(1);
        double half = 2.776445 * 0.1140175 * Math.sqrt(1 / 5.0 + 1);
        assertThat(difference.low()).isCloseTo(0.06 - half, within(1e-3));
        assertThat(difference.high()).isCloseTo(0.06 + half, within(1e-3));
    }

    @Test
    void refusesTooFewSplits() {
        assertThatThrownBy(() -> PairedDifference.of(new double[4], new double[4], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 5 splits");
    }
}
