package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.deployment.Calibration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibratorTest {
    /** Scores 1 to n in some order: a threshold is then its own rank. */
    private static float[] ranks(int count) {
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = (i * 7 + 3) % count + 1;
        }
        return scores;
    }

    @ParameterizedTest
    @CsvSource({
        // pictures, review rank, expected review rate, NG rank, expected false-reject rate, too few
        "8,   8,  0.1111111111, 8,   0.1111111111, true",
        "19,  19, 0.05,         19,  0.05,         true",
        "20,  20, 0.0476190476, 20,  0.0476190476, true",
        "40,  39, 0.0487804878, 40,  0.0243902439, true",
        "99,  95, 0.05,         99,  0.01,         false",
        "100, 96, 0.0495049505, 100, 0.0099009901, false"
    })
    void choosesTheRankThatKeepsTheRate(
            int pictures, int reviewRank, double reviewRate, int ngRank, double falseRejectRate, boolean tooFew) {
        Calibration calibration = Calibrator.calibrate(ranks(pictures), 0.01, 0.05);

        assertThat(calibration.pictures()).isEqualTo(pictures);
        assertThat(calibration.reviewThreshold()).isEqualTo(reviewRank);
        assertThat(calibration.ngThreshold()).isEqualTo(ngRank);
        assertThat(calibration.expectedReviewRate()).isCloseTo(reviewRate, within(1e-9));
        assertThat(calibration.expectedFalseRejectRate()).isCloseTo(falseRejectRate, within(1e-9));
        assertThat(calibration.reviewRate()).isEqualTo(0.05);
        assertThat(calibration.falseRejectRate()).isEqualTo(0.01);
        assertThat(calibration.tooFewPictures()).isEqualTo(tooFew);
    }

    @Test
    void takesTheMiddleScoreAsMedian() {
        assertThat(Calibrator.calibrate(ranks(9), 0.1, 0.2).medianScore()).isEqualTo(5);
    }

    @Test
    void keepsThresholdsPositiveWhereAllScoresAreZero() {
        Calibration calibration = Calibrator.calibrate(new float[10], 0.01, 0.05);

        assertThat(calibration.reviewThreshold()).isPositive();
        assertThat(calibration.ngThreshold()).isGreaterThanOrEqualTo(calibration.reviewThreshold());
    }

    @Test
    void leavesTheCallersScoresInTheirOrder() {
        float[] scores = ranks(20);

        Calibrator.calibrate(scores, 0.01, 0.05);

        assertThat(scores).isEqualTo(ranks(20));
    }

    /**
     * New scores from the same distribution lie above a threshold as often as promised. Over many drawings the mean is
     * within four standard errors of the promise; the seed is fixed.
     */
    @ParameterizedTest
    @CsvSource({"8,0.2", "19,0.05", "40,0.1", "99,0.01", "100,0.05"})
    void keepsItsPromiseOnExchangeableScores(int pictures, double rate) {
        Random random = new Random(pictures);
        int drawings = 20_000;
        int above = 0;
        double promised = 0;
        for (int drawing = 0; drawing < drawings; drawing++) {
            float[] scores = new float[pictures];
            for (int i = 0; i < pictures; i++) {
                scores[i] = (float) Math.exp(random.nextGaussian());
            }
            Calibration calibration = Calibrator.calibrate(scores, rate, rate);
            promised = calibration.expectedFalseRejectRate();
            if ((float) Math.exp(random.nextGaussian()) > calibration.ngThreshold()) {
                above++;
            }
        }
        double standardError = Math.sqrt(promised * (1 - promised) / drawings);
        assertThat((double) above / drawings).isCloseTo(promised, within(4 * standardError));
        assertThat(promised).isLessThanOrEqualTo(rate);
    }
}
