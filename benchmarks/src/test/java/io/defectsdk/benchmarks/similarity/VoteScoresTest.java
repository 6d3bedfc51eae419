package io.defectsdk.benchmarks.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.similarity.TypeVote;
import io.defectsdk.similarity.TypeVote.Outcome;
import io.defectsdk.similarity.TypeVote.Share;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Figures of votes, against counts by hand. */
class VoteScoresTest {
    private static TypeVote vote(Outcome outcome, String type, double confidence) {
        return new TypeVote(
                outcome,
                outcome == Outcome.ANSWERED ? Optional.of(type) : Optional.empty(),
                confidence,
                List.of(new Share(type, 1)));
    }

    @Test
    void countsAnswersAndWhatTheyAreWorth() {
        VoteScores scores = new VoteScores();
        scores.add(vote(Outcome.ANSWERED, "a", 0.9), "a");
        scores.add(vote(Outcome.ANSWERED, "a", 0.9), "b");
        scores.add(vote(Outcome.DISAGREEMENT, "b", 0.4), "b");
        scores.add(vote(Outcome.FAR, "b", 0.95), "b");
        scores.add(new TypeVote(Outcome.NO_NEIGHBOURS, Optional.empty(), 0, List.of()), "b");

        VoteScores.Figures figures = scores.figures();

        assertThat(figures.queries()).isEqualTo(5);
        assertThat(figures.abstentionRate()).isCloseTo(0.6, within(1e-12));
        assertThat(figures.answeredAccuracy()).isEqualTo(0.5);
        assertThat(figures.largestShareAccuracy()).isCloseTo(0.6, within(1e-12));
        assertThat(figures.outcomes())
                .containsEntry("answered", 2)
                .containsEntry("disagreement", 1)
                .containsEntry("far", 1)
                .containsEntry("no_neighbours", 1)
                .containsEntry("uncalibrated", 0);
        assertThat(scores.share(Outcome.FAR, Outcome.DISAGREEMENT)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void drawsOnePointAConfidenceWithoutThoseThatAreTooFar() {
        VoteScores scores = new VoteScores();
        scores.add(vote(Outcome.DISAGREEMENT, "a", 0.4), "b");
        scores.add(vote(Outcome.ANSWERED, "a", 0.9), "a");
        scores.add(vote(Outcome.ANSWERED, "a", 0.9), "b");
        scores.add(vote(Outcome.FAR, "a", 0.99), "a");

        assertThat(scores.curve())
                .containsExactly(new VoteScores.Point(0.9, 0.5, 0.5), new VoteScores.Point(0.4, 0.75, 1 / 3.0));
    }

    @Test
    void saysNothingWhereThereIsNothing() {
        VoteScores scores = new VoteScores();

        assertThat(scores.share(Outcome.ANSWERED)).isNull();
        assertThat(scores.answeredAccuracy()).isNull();
        assertThat(scores.curve()).isEmpty();
    }
}
