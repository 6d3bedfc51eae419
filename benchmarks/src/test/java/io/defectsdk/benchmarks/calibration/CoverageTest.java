package io.defectsdk.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.ScoreTail;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final ScoreTail TAIL = new ScoreTail(20, 5, 1, 0.5);

    @Test
    void poolsWhatWasPromisedAndWhatCame() {
        Coverage coverage = new Coverage(0.05);
        coverage.add(new float[] {1, 2, 3, 4}, 2, new RateEstimate(0.1, 0.02, 0.4), TAIL);
        coverage.add(new float[] {1, 1, 1, 9, 1, 1}, 8, new RateEstimate(0.3, 0.04, 0.6), TAIL);

        Coverage.Figures figures = coverage.figures();

        assertThat(figures.asked()).isEqualTo(0.05);
        assertThat(figures.got()).as("3 of 10 lie above").isEqualTo(0.3);
        assertThat(figures.expected()).isEqualTo(0.2);
        assertThat(figures.low()).isCloseTo(0.03, within(1e-12));
        assertThat(figures.high()).isEqualTo(0.5);
        assertThat(figures.withinHigh()).as("2 of 4 are more than 0.4").isEqualTo(0.5);
        assertThat(figures.tailExpected())
                .isCloseTo((TAIL.rateAbove(2).expected() + TAIL.rateAbove(8).expected()) / 2, within(1e-12));
        double threshold = TAIL.scoreFor(0.05);
        assertThat(threshold).isBetween(1.5, 3.0);
        assertThat(figures.tailGot()).isEqualTo((threshold < 2 ? 4 : 3) / 10.0);
    }
}
