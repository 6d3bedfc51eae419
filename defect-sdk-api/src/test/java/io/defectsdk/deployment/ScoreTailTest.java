package io.defectsdk.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTailTest {
    private static final ScoreTail TAIL = new ScoreTail(50, 12, 4, 0.5);

    /** Integrated with scipy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "50, 12, 2, 0.0400877517812773, 0.008563702968061125, 0.09919903071405342",
        "200, 50, 3, 0.013774658968414061, 0.005011038027012507, 0.028209306964012373",
        "20, 5, 1, 0.11482216343327456, 0.027519323206470606, 0.260563405868901",
        "50, 12, 6, 0.0019646177682424745, 0.00001282432700636243, 0.011661649944057722"
    })
    void agreesWithNumericalIntegration(
            int pictures, int above, double reach, double expected, double low, double high) {
        RateEstimate rate = new ScoreTail(pictures, above, 10, 0.25).rateAbove(10 + 0.25 * reach);

        assertThat(rate.expected()).isCloseTo(expected, Percentage.withPercentage(1e-9));
        assertThat(rate.low()).isCloseTo(low, Percentage.withPercentage(0.1));
        assertThat(rate.high()).isCloseTo(high, Percentage.withPercentage(0.1));
    }

    @Test
    void beginsWithTheRateAtItsStart() {
        assertThat(TAIL.rateAbove(4)).isEqualTo(RateEstimate.beyond(12, 50));
        RateEstimate justAbove = TAIL.rateAbove(4 + 1e-9);
        assertThat(justAbove.expected()).isCloseTo(13.0 / 51, within(1e-6));
        assertThat(justAbove.low()).isCloseTo(RateEstimate.beyond(12, 50).low(), within(1e-6));
        assertThat(justAbove.high()).isCloseTo(RateEstimate.beyond(12, 50).high(), within(1e-6));
    }

    @Test
    void saysNoMoreThanAtLeastBelowItsStart() {
        RateEstimate below = TAIL.rateAbove(3);

        assertThat(below.low()).isEqualTo(RateEstimate.beyond(12, 50).low());
        assertThat(below.expected()).isEqualTo(1);
        assertThat(below.high()).isEqualTo(1);
    }

    @Test
    void fallsWithTheScoreAndTurnsRound() {
        double last = 1;
        for (double score = 4; score < 12; score += 0.5) {
            RateEstimate rate = TAIL.rateAbove(score);
            assertThat(rate.expected()).isLessThan(last).isBetween(rate.low(), rate.high());
            assertThat(TAIL.scoreFor(rate.expected())).isCloseTo(score, within(1e-9));
            last = rate.expected();
        }
        assertThat(TAIL.scoreFor(0.5)).isEqualTo(4);
    }

    @Test
    void promisesNoMoreThanTheCountWhereScoresAreAlike() {
        assertThat(new ScoreTail(20, 5, 3, 0).rateAbove(3.1)).isEqualTo(RateEstimate.beyond(0, 20));
    }

    /** Exponential scores, for which the model is true: mean and interval hold. The seed is fixed. */
    @Test
    void holdsWhereTheModelIsTrue() {
        SplittableRandom random = new SplittableRandom(3);
        int drawings = 2_000;
        int held = 0;
        double mean = 0;
        for (int drawing = 0; drawing < drawings; drawing++) {
            double[] scores = new double[50];
            Arrays.setAll(scores, i -> -Math.log(1 - random.nextDouble()));
            Arrays.sort(scores);
            double start = scores[50 - 13];
            double excess = Arrays.stream(scores, 38, 50).sum() / 12 - start;
            ScoreTail tail = new ScoreTail(50, 12, start, excess);
            mean += Math.exp(-tail.scoreFor(0.01)) / drawings;
            RateEstimate rate = tail.rateAbove(4);
            held += Math.exp(-4) >= rate.low() && Math.exp(-4) <= rate.high() ? 1 : 0;
        }
        assertThat(mean).as("rate above the score for 1 %").isCloseTo(0.01, within(0.001));
        assertThat(held / (double) drawings).isCloseTo(0.95, within(0.02));
    }
}
