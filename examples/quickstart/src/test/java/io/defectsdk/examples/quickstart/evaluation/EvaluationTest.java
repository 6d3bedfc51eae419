package io.defectsdk.examples.quickstart.evaluation;

import static io.defectsdk.examples.quickstart.evaluation.Results.HOLE;
import static io.defectsdk.examples.quickstart.evaluation.Results.SCRATCH;
import static io.defectsdk.examples.quickstart.evaluation.Results.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.inspection.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private final Evaluation evaluation = new Evaluation(
            List.of(
                    result("h1", HOLE, 30, 40),
                    result("g1", Truth.GOOD, 10, 10),
                    result("g2", Truth.GOOD, 19, 20),
                    result("g3", Truth.GOOD, 21, 30),
                    result("s1", SCRATCH, 12, 50),
                    result("h2", HOLE, 18.5, 60)),
            List.of(new Skipped("x.jpg", "not a picture")));

    @Test
    void talliesVerdictsByTruthWithReviewApart() {
        assertThat(evaluation.truths()).containsExactly(Truth.GOOD, HOLE, SCRATCH);
        assertThat(evaluation.tally(Truth.GOOD)).isEqualTo(new Tally(Truth.GOOD, 1, 1, 1));
        assertThat(evaluation.tally(HOLE)).isEqualTo(new Tally(HOLE, 0, 1, 1));
        assertThat(evaluation.tally(SCRATCH)).isEqualTo(new Tally(SCRATCH, 1, 0, 0));
    }

    @Test
    void sumsGoodAndBadParts() {
        assertThat(evaluation.good().share(Verdict.NG)).isEqualTo(1.0 / 3);
        assertThat(evaluation.bad().total()).isEqualTo(3);
        assertThat(evaluation.bad().ok()).isEqualTo(1);
        assertThat(evaluation.count(Verdict.REVIEW)).isEqualTo(2);
    }

    @Test
    void measuresAurocOfAllDefectsTogether() {
        // 30 beats 3, 12 beats 1, 18.5 beats 1 of the good scores 10, 19, 21
        assertThat(evaluation.auroc()).hasValue(5.0 / 9);
    }

    @Test
    void callsOnlyPlainErrorsWrong() {
        assertThat(evaluation.results().stream().filter(Result::falseReject).map(Result::name))
                .containsExactly("g3");
        assertThat(evaluation.results().stream().filter(Result::escape).map(Result::name))
                .containsExactly("s1");
        assertThat(evaluation.results().stream().filter(Result::wrong)).hasSize(2);
    }

    @Test
    void tellsDurationsByShare() {
        assertThat(evaluation.millis(0)).isEqualTo(10);
        assertThat(evaluation.millis(0.5)).isEqualTo(40);
        assertThat(evaluation.millis(1)).isEqualTo(60);
    }

    @Test
    void countsWhatIsNotInTheDatabase() {
        Result lost = new Result("l", Truth.GOOD, Results.inspection("l", 5), false, Duration.ofMillis(1));
        assertThat(new Evaluation(List.of(lost, result("g", Truth.GOOD, 5)), List.of()).notRecorded())
                .isEqualTo(1);
    }

    @Test
    void sharesOfNothingAreZero() {
        assertThat(new Tally(Truth.GOOD, 0, 0, 0).share(Verdict.NG)).isZero();
        assertThat(new Evaluation(List.of(), List.of()).millis(0.5)).isZero();
    }
}
