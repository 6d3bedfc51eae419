package io.defectsdk.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.inspection.Picture;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static Calibration calibration(int pictures, double rate) {
        int beyond = (int) Math.floor(rate * (pictures + 1) + 1e-9) - 1;
        return new Calibration(
                pictures,
                4,
                0.5,
                1,
                2,
                0.05,
                RateEstimate.beyond(0, pictures),
                rate,
                RateEstimate.beyond(Math.max(0, beyond), pictures),
                new ScoreTail(pictures, 4, 1.5, 0.25),
                DefectCalibration.none());
    }

    @ParameterizedTest
    @CsvSource({"0.01, 99", "0.02, 49", "0.05, 19", "0.001, 999", "0.03, 33", "0.5, 1"})
    void saysHowManyPicturesARateTakes(double rate, int needed) {
        assertThat(calibration(500, rate).picturesNeeded()).isEqualTo(needed);
        if (needed > 8) {
            assertThat(calibration(needed - 1, rate).tooFewPictures()).isTrue();
        }
        assertThat(calibration(Math.max(8, needed), rate).tooFewPictures()).isFalse();
    }

    @Test
    void statesThatFiftyPicturesCannotPromiseOnePerCent() {
        assertThat(calibration(50, 0.01).statement())
                .isEqualTo(
                        "From 50 OK pictures 2.0 % of the good parts are to be expected above the NG threshold (95 %:"
                                + " 0.05 % to 7.1 %). They are too few to promise the 1.0 % asked for: without a model of the"
                                + " tail the highest threshold is the largest of their scores; it takes 99 pictures.");
    }

    @Test
    void statesWhatEnoughPicturesPromise() {
        assertThat(calibration(199, 0.01).statement())
                .isEqualTo("From 199 OK pictures 1.0 % of the good parts are to be expected above the NG threshold"
                        + " (95 %: 0.1 % to 2.8 %); 1.0 % were asked for.");
    }

    @Test
    void saysWhenDefectsAreTooFewForTheLimit() {
        ThresholdGoal goal = ThresholdGoal.escapes(0.02);

        assertThat(new DefectCalibration(48, goal, RateEstimate.beyond(0, 48)).tooFewPictures())
                .isTrue();
        assertThat(new DefectCalibration(49, goal, RateEstimate.beyond(0, 49)).tooFewPictures())
                .isFalse();
        assertThat(new DefectCalibration(1, ThresholdGoal.cost(1, 1), RateEstimate.beyond(0, 1)).tooFewPictures())
                .isFalse();
        assertThat(DefectCalibration.none().tooFewPictures()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1e13, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesCostsThatAreNone(double cost) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThresholdGoal.cost(cost, 1))
                .withMessageContaining("falseRejectCost");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThresholdGoal.cost(1, cost))
                .withMessageContaining("escapeCost");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 0.6, Double.NaN})
    void refusesLimitsThatAreNone(double limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThresholdGoal.escapes(limit))
                .withMessageContaining("escapeLimit must be in [1.0E-4, 0.5]");
    }

    @Test
    void takesDefectsBesideOkPicturesAndOptions() {
        List<Picture> ok = Collections.nCopies(8, Picture.of(Path.of("ok.png")));
        PatchCoreDeployment teaching = PatchCoreDeployment.of("prod1", ok);
        ThresholdGoal goal = ThresholdGoal.escapes(0.02);
        Picture defect = Picture.of(Path.of("ng.png"));

        assertThat(teaching.defects()).isEmpty();
        assertThat(teaching.withDefects(List.of(defect), goal)
                        .with(PatchCoreOptions.defaults())
                        .defects())
                .contains(new PatchCoreDeployment.Defects(List.of(defect), goal));
        assertThat(PatchCoreDeployment.fromCatalog("prod1")
                        .withDefects(List.of(defect), goal)
                        .okPictures())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> teaching.withDefects(List.of(), goal))
                .withMessageContaining("at least one");
    }
}
