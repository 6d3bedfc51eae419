package io.defectsdk.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.similarity.TypeVote.Outcome;
import io.defectsdk.similarity.TypeVote.Share;
import io.defectsdk.similarity.VoteCalibration.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoteTest {
    private static VoteCalibration calibration(Step... steps) {
        return new VoteCalibration(5, 0.8, 0.25, 40, 0.75, 0.95, List.of(steps));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0.0999, 0", "0.1, 0.5", "0.2999, 0.5", "0.3, 0.75", "2, 0.75", "NaN, 0"})
    void isAsSureAsTheHighestStepThatTheMarginReaches(double margin, double confidence) {
        assertThat(calibration(new Step(0.1, 0.5), new Step(0.3, 0.75)).confidence(margin))
                .isEqualTo(confidence);
    }

    @Test
    void isNotSureWithoutSteps() {
        assertThat(calibration().confidence(1)).isZero();
    }

    @Test
    void refusesStepsThatDoNotRise() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calibration(new Step(0.1, 0.5), new Step(0.1, 0.75)))
                .withMessageStartingWith("steps must rise, but Step[margin=0.1, confidence=0.75] comes after ");
        assertThatIllegalArgumentException().isThrownBy(() -> calibration(new Step(0.1, 0.5), new Step(0.2, 0.4)));
        assertThat(calibration(new Step(0.1, 0.5), new Step(0.2, 0.5)).steps()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"2.1, 0.5", "-2.1, 0.5", "NaN, 0.5", "0, -0.1", "0, 1.1", "0, NaN"})
    void refusesStepsOutOfRange(double margin, double confidence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step(margin, confidence))
                .withMessageContaining("must be in [");
    }

    @ParameterizedTest
    @CsvSource({
        "neighbours,        0, 0.8, 0.25, 40, 0.75, 0.95",
        "neighbours,        1001, 0.8, 0.25, 40, 0.75, 0.95",
        "minimumConfidence, 5, 1.1, 0.25, 40, 0.75, 0.95",
        "minimumConfidence, 5, NaN, 0.25, 40, 0.75, 0.95",
        "farSimilarity,     5, 0.8, -1.1, 40, 0.75, 0.95",
        "pictures,          5, 0.8, 0.25, -1, 0.75, 0.95",
        "answeredShare,     5, 0.8, 0.25, 40, 1.01, 0.95",
        "answeredRight,     5, 0.8, 0.25, 40, 0.75, -0.1",
        "answeredRight,     5, 0.8, 0.25, 40, 0.75, NaN",
    })
    void refusesACalibrationOutOfRange(
            String named, int neighbours, double confidence, double far, int pictures, double share, double right) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VoteCalibration(neighbours, confidence, far, pictures, share, right, List.of()))
                .withMessageStartingWith(named + " must be in [");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void namesATypeIfAndOnlyIfItWasAnswered(Outcome outcome) {
        boolean answered = outcome == Outcome.ANSWERED;
        Optional<String> right = answered ? Optional.of("hole") : Optional.empty();
        Optional<String> wrong = answered ? Optional.empty() : Optional.of("hole");

        assertThat(new TypeVote(outcome, right, 0.5, List.of()).defectCode()).isEqualTo(right);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TypeVote(outcome, wrong, 0.5, List.of()))
                .withMessage("a vote names a type if and only if it was answered, but this one is " + outcome + " with "
                        + wrong.orElse("none"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesConfidenceAndSharesOutOfRange(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TypeVote(Outcome.FAR, Optional.empty(), value, List.of()))
                .withMessageStartingWith("confidence must be in [0.0, 1.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Share("hole", value))
                .withMessageStartingWith("share must be in [0.0, 1.0]");
    }

    @Test
    void copiesItsLists() {
        List<Share> shares = new ArrayList<>(List.of(new Share("hole", 1)));
        TypeVote vote = new TypeVote(Outcome.FAR, Optional.empty(), 0.5, shares);
        shares.clear();

        assertThat(vote.shares()).hasSize(1);
    }
}
