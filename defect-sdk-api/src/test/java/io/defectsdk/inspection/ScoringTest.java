package io.defectsdk.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {
    @ParameterizedTest
    @CsvSource({
        "0, OK",
        "1.9999, OK",
        "2, OK",
        "2.0000000000000004, REVIEW",
        "3, REVIEW",
        "3.0000000000000004, NG",
        "1e300, NG"
    })
    void judgesAtTheBordersAsDocumented(double score, Verdict verdict) {
        assertThat(new Scoring(score, 2, 3).verdict()).isEqualTo(verdict);
    }

    @Test
    void knowsNoReviewWhereBothThresholdsAreOne() {
        assertThat(new Scoring(2, 2, 2).verdict()).isEqualTo(Verdict.OK);
        assertThat(new Scoring(Math.nextUp(2.0), 2, 2).verdict()).isEqualTo(Verdict.NG);
    }

    @Test
    void calibratesToMultiplesOfTheNgThreshold() {
        assertThat(new Scoring(0, 2, 4).calibratedScore()).isZero();
        assertThat(new Scoring(4, 2, 4).calibratedScore()).isEqualTo(1);
        assertThat(new Scoring(40, 2, 4).calibratedScore()).as("not clamped").isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 2, 3",
        "1, NaN, 3",
        "1, 2, NaN",
        "-0.1, 2, 3",
        "1, 0, 3",
        "1, -1, 3",
        "1, 3, 2",
        "Infinity, 2, 3",
        "1, 2, Infinity",
        "1, Infinity, Infinity",
        "-Infinity, 2, 3"
    })
    void refusesNumbersThatAreNoScores(double score, double review, double ng) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scoring(score, review, ng))
                .withMessageContaining(score + ", " + review + ", " + ng);
    }
}
