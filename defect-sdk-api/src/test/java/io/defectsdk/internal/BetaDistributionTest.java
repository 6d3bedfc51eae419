package io.defectsdk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against scipy.stats.beta 1.17.1. */
class BetaDistributionTest {
    @ParameterizedTest
    @CsvSource({
        "1, 50, 0.02, 0.635830319912883",
        "1, 50, 0.5, 0.9999999999999991",
        "2, 199, 0.01, 0.5953543153279742",
        "12, 229, 0.05, 0.5413465360236378",
        "3, 3, 0.5, 0.5",
        "500, 1501, 0.25, 0.5085832112651493",
        "1500, 2, 0.999, 0.5574069092572558",
        "1, 1, 0.3, 0.3",
        "40, 1, 0.9, 0.014780882941434597",
        "21, 1980, 0.001, 5.603066873206386e-15"
    })
    void agreesWithScipyOnShares(int a, int b, double x, double share) {
        assertThat(new BetaDistribution(a, b).cumulative(x)).isCloseTo(share, Percentage.withPercentage(1e-8));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 50, 0.025, 0.000506227983040829",
        "1, 50, 0.975, 0.07112173646419764",
        "1, 99, 0.975, 0.03657574498347893",
        "3, 48, 0.025, 0.01254858783533406",
        "3, 48, 0.975, 0.1371376256039674",
        "11, 230, 0.5, 0.04439032068635097",
        "2, 1999, 0.025, 0.00012112759055682972",
        "500, 1501, 0.975, 0.2690733685466621",
        "2000, 1, 0.025, 0.998157260206594",
        "1, 1, 0.3, 0.3"
    })
    void agreesWithScipyOnQuantiles(int a, int b, double share, double x) {
        assertThat(new BetaDistribution(a, b).quantile(share)).isCloseTo(x, Percentage.withPercentage(1e-8));
    }

    @Test
    void hasNothingBelowZeroAndAllUpToOne() {
        BetaDistribution beta = new BetaDistribution(2, 7);

        assertThat(beta.cumulative(-0.1)).isZero();
        assertThat(beta.cumulative(0)).isZero();
        assertThat(beta.cumulative(1)).isEqualTo(1);
        assertThat(beta.cumulative(Double.POSITIVE_INFINITY)).isEqualTo(1);
    }

    @Test
    void mirrorsWhenItsParametersAreExchanged() {
        for (double x = 0.05; x < 1; x += 0.05) {
            assertThat(new BetaDistribution(4, 31).cumulative(x) + new BetaDistribution(31, 4).cumulative(1 - x))
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void refusesParametersBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaDistribution(0, 5))
                .withMessageContaining("at least 1")
                .withMessageContaining("0 and 5");
    }
}
