package io.defectsdk.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateEstimateTest {
    @Test
    void statesTheLargestOfFiftyScores() {
        RateEstimate largest = RateEstimate.beyond(0, 50);

        assertThat(largest.expected()).isEqualTo(1.0 / 51);
        assertThat(largest.low()).isCloseTo(0.000506228, within(1e-9));
        assertThat(largest.high()).isCloseTo(0.0711217, within(1e-7));
    }

    @Test
    void knowsNothingOfNoScores() {
        assertThat(RateEstimate.beyond(0, 0)).isEqualTo(RateEstimate.unknown());
    }

    @Test
    void expectsAllWhereAllLieBeyond() {
        RateEstimate all = RateEstimate.beyond(40, 40);

        assertThat(all.expected()).isEqualTo(1);
        assertThat(all.low()).isCloseTo(Math.pow(0.025, 1 / 40.0), within(1e-9));
        assertThat(all.high()).isEqualTo(1);
    }

    @Test
    void refusesMoreBeyondThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateEstimate.beyond(6, 5))
                .withMessageContaining("[0, 5]")
                .withMessageContaining("6");
    }

    /** Uniform scores, whose rate beyond a threshold is known. The seed is fixed. */
    @ParameterizedTest
    @CsvSource({"0, 50", "2, 50", "1, 200", "10, 200"})
    void holdsTheTrueRateInNineteenOfTwentyDrawings(int beyond, int count) {
        SplittableRandom random = new SplittableRandom(count);
        RateEstimate estimate = RateEstimate.beyond(beyond, count);
        int drawings = 10_000;
        int held = 0;
        double mean = 0;
        for (int drawing = 0; drawing < drawings; drawing++) {
            double[] scores = random.doubles(count).sorted().toArray();
            double rate = 1 - scores[count - 1 - beyond];
            held += rate >= estimate.low() && rate <= estimate.high() ? 1 : 0;
            mean += rate / drawings;
        }
        assertThat(held / (double) drawings).isCloseTo(0.95, within(0.01));
        assertThat(mean).isCloseTo(estimate.expected(), within(0.05 * estimate.expected()));
        assertThat(Arrays.asList(estimate.low(), estimate.expected(), estimate.high()))
                .isSorted();
    }
}
