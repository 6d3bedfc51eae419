package io.defectsdk.core.internal.patchcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.deployment.Calibration;
import io.defectsdk.deployment.DefectCalibration;
import io.defectsdk.deployment.RateEstimate;
import io.defectsdk.deployment.ScoreTail;
import io.defectsdk.deployment.ThresholdGoal;
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
        Calibration calibration = new Calibrator(ranks(pictures), 4, 0.01, 0.05).calibrate();

        assertThat(calibration.pictures()).isEqualTo(pictures);
        assertThat(calibration.reviewThreshold()).isEqualTo(reviewRank);
        assertThat(calibration.ngThreshold()).isEqualTo(ngRank);
        assertThat(calibration.reviews().expected()).isCloseTo(reviewRate, within(1e-9));
        assertThat(calibration.falseRejects().expected()).isCloseTo(falseRejectRate, within(1e-9));
        assertThat(calibration.reviewRate()).isEqualTo(0.05);
        assertThat(calibration.falseRejectRate()).isEqualTo(0.01);
        assertThat(calibration.tooFewPictures()).isEqualTo(tooFew);
    }

    @Test
    void takesTheMiddleScoreAsMedian() {
        assertThat(new Calibrator(ranks(9), 4, 0.1, 0.2).calibrate().medianScore())
                .isEqualTo(5);
    }

    @Test
    void givesEachRateItsInterval() {
        Calibration calibration = new Calibrator(ranks(50), 4, 0.01, 0.05).calibrate();

        assertThat(calibration.folds()).isEqualTo(4);
        assertThat(calibration.falseRejects()).isEqualTo(RateEstimate.beyond(0, 50));
        assertThat(calibration.reviewThreshold()).isEqualTo(49);
        assertThat(calibration.reviews()).isEqualTo(RateEstimate.beyond(1, 50));
        assertThat(calibration.defects()).isEqualTo(DefectCalibration.none());
    }

    @ParameterizedTest
    @CsvSource({"8, 4, 4, 2.5", "50, 13, 37, 7", "200, 50, 150, 25.5"})
    void modelsTheTailByTheTopQuarter(int pictures, int above, double start, double meanExcess) {
        assertThat(new Calibrator(ranks(pictures), 4, 0.01, 0.05).calibrate().tail())
                .isEqualTo(new ScoreTail(pictures, above, start, meanExcess));
    }

    @Test
    void leavesThresholdsWhereDefectsLieFarAboveThem() {
        Calibration alone = new Calibrator(ranks(99), 4, 0.01, 0.05).calibrate();
        Calibration refined = new Calibrator(ranks(99), 4, 0.01, 0.05)
                .calibrate(new float[] {201, 301, 401}, ThresholdGoal.escapes(0.3));

        assertThat(refined.reviewThreshold()).isEqualTo(alone.reviewThreshold());
        assertThat(refined.ngThreshold()).as("half way to the defects").isEqualTo(150);
        assertThat(refined.falseRejects()).isEqualTo(RateEstimate.beyond(0, 99));
        assertThat(refined.defects())
                .isEqualTo(new DefectCalibration(3, ThresholdGoal.escapes(0.3), RateEstimate.beyond(0, 3)));
    }

    @Test
    void beginsReviewLowerWhereDefectsAreWeak() {
        Calibration alone = new Calibrator(ranks(99), 4, 0.01, 0.05).calibrate();
        Calibration refined = new Calibrator(ranks(99), 4, 0.01, 0.05)
                .calibrate(new float[] {60.5f, 70.5f, 200, 300}, ThresholdGoal.escapes(0.2));

        assertThat(refined.reviewThreshold()).isEqualTo(60.25);
        assertThat(refined.reviews()).isEqualTo(RateEstimate.beyond(39, 99));
        assertThat(refined.ngThreshold()).isEqualTo(alone.ngThreshold());
        assertThat(refined.falseRejects()).isEqualTo(alone.falseRejects());
        assertThat(refined.defects().escapes()).isEqualTo(RateEstimate.beyond(0, 4));
    }

    /** Exchangeable defects that lie in the middle of the good parts: the limit on escapes holds. The seed is fixed. */
    @ParameterizedTest
    @CsvSource({"19, 0.05", "40, 0.1", "60, 0.02"})
    void keepsTheLimitOnEscapes(int defects, double limit) {
        Random random = new Random(defects);
        int drawings = 20_000;
        int escaped = 0;
        for (int drawing = 0; drawing < drawings; drawing++) {
            float[] good = new float[50];
            for (int i = 0; i < good.length; i++) {
                good[i] = (float) Math.exp(random.nextGaussian());
            }
            float[] bad = new float[defects];
            for (int i = 0; i < defects; i++) {
                bad[i] = (float) Math.exp(1 + random.nextGaussian());
            }
            Calibration calibration = new Calibrator(good, 4, 0.01, 0.05).calibrate(bad, ThresholdGoal.escapes(limit));
            escaped += (float) Math.exp(1 + random.nextGaussian()) <= calibration.reviewThreshold() ? 1 : 0;
        }
        double standardError = Math.sqrt(limit * (1 - limit) / drawings);
        assertThat((double) escaped / drawings).isLessThan(limit + 3 * standardError);
    }

    @Test
    void keepsThresholdsPositiveWhereAllScoresAreZero() {
        Calibration calibration = new Calibrator(new float[10], 4, 0.01, 0.05).calibrate();

        assertThat(calibration.reviewThreshold()).isPositive();
        assertThat(calibration.ngThreshold()).isGreaterThanOrEqualTo(calibration.reviewThreshold());
    }

    @Test
    void leavesTheCallersScoresInTheirOrder() {
        float[] scores = ranks(20);

        new Calibrator(scores, 4, 0.01, 0.05).calibrate();

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
            Calibration calibration = new Calibrator(scores, 4, rate, rate).calibrate();
            promised = calibration.falseRejects().expected();
            if ((float) Math.exp(random.nextGaussian()) > calibration.ngThreshold()) {
                above++;
            }
        }
        double standardError = Math.sqrt(promised * (1 - promised) / drawings);
        assertThat((double) above / drawings).isCloseTo(promised, within(4 * standardError));
        assertThat(promised).isLessThanOrEqualTo(rate);
    }
}
