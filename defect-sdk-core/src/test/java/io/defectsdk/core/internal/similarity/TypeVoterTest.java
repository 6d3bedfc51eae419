package io.defectsdk.core.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.core.internal.similarity.TypeVoter.Voter;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.similarity.TypeVote.Outcome;
import io.defectsdk.similarity.TypeVote.Share;
import io.defectsdk.similarity.VoteCalibration;
import io.defectsdk.similarity.VoteCalibration.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeVoterTest {
    private static final List<Voter> NEAREST =
            List.of(new Voter("burr", 0.8), new Voter("hole", 0.7), new Voter("hole", 0.6), new Voter("crack", 0.1));

    private static VoteCalibration calibration(double minimumConfidence, double far) {
        return new VoteCalibration(
                3, minimumConfidence, far, 20, 0.9, 0.9, List.of(new Step(0, 0.6), new Step(0.0625, 0.9)));
    }

    @Test
    void weighsVotesByHowMuchFurtherTheyAreThanTheFirst() {
        double sum = 1 + Math.exp(-1) + Math.exp(-2);

        List<Share> shares = TypeVoter.shares(NEAREST, 3);

        assertThat(shares).extracting(Share::defectCode).containsExactly("burr", "hole");
        assertThat(shares.get(0).share()).isCloseTo(1 / sum, within(1e-12));
        assertThat(shares.get(1).share()).isCloseTo((Math.exp(-1) + Math.exp(-2)) / sum, within(1e-12));
    }

    @Test
    void takesAsManyVotesAsThereAre() {
        assertThat(TypeVoter.shares(NEAREST, 1)).containsExactly(new Share("burr", 1));
        assertThat(TypeVoter.shares(NEAREST, 9)).hasSize(3);
        assertThat(TypeVoter.shares(List.of(), 3)).isEmpty();
    }

    @Test
    void ordersEqualSharesByCode() {
        List<Voter> equal = List.of(new Voter("hole", 0.5), new Voter("burr", 0.5), new Voter("crack", 0.5));

        assertThat(TypeVoter.shares(equal, 3)).extracting(Share::defectCode).containsExactly("burr", "crack", "hole");
    }

    @Test
    void worksWhereNobodyIsSimilarAtAll() {
        List<Voter> unlike = List.of(new Voter("hole", 0), new Voter("burr", -1));

        assertThat(TypeVoter.shares(unlike, 3)).extracting(Share::defectCode).containsExactly("hole", "burr");
    }

    @Test
    void measuresTheMarginToTheBestOfAnyOtherType() {
        assertThat(TypeVoter.margin(NEAREST, "burr")).isCloseTo(0.1, within(1e-12));
        assertThat(TypeVoter.margin(NEAREST, "hole")).isCloseTo(-0.1, within(1e-12));
    }

    @Test
    void measuresTheMarginToTheLastOneWhereThereIsNoOtherType() {
        assertThat(TypeVoter.margin(List.of(new Voter("burr", 0.75), new Voter("burr", 0.5)), "burr"))
                .isEqualTo(0.25);
        assertThat(TypeVoter.margin(List.of(new Voter("burr", 0.75)), "burr")).isZero();
    }

    @Test
    void answersWhereTheMarginIsLargeEnough() {
        TypeVote vote = TypeVoter.vote(NEAREST, calibration(0.9, -1));

        assertThat(vote.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(vote.defectCode()).hasValue("burr");
        assertThat(vote.confidence()).isEqualTo(0.9);
        assertThat(vote.shares()).isEqualTo(TypeVoter.shares(NEAREST, 3));
    }

    @Test
    void abstainsWhereNeighboursDisagree() {
        List<Voter> close = List.of(new Voter("burr", 0.8), new Voter("hole", 0.79));

        TypeVote vote = TypeVoter.vote(close, calibration(0.8, -1));

        assertThat(vote.outcome()).isEqualTo(Outcome.DISAGREEMENT);
        assertThat(vote.defectCode()).isEmpty();
        assertThat(vote.confidence()).isEqualTo(0.6);
        assertThat(vote.shares()).hasSize(2);
    }

    @Test
    void abstainsWhereTheNearestIsFar() {
        assertThat(TypeVoter.vote(NEAREST, calibration(0.5, 0.8)).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(TypeVoter.vote(NEAREST, calibration(0.5, Math.nextUp(0.8))).outcome())
                .isEqualTo(Outcome.FAR);
    }

    @Test
    void abstainsWithoutCalibration() {
        TypeVote vote = TypeVoter.vote(NEAREST, VoteCalibrator.none(0));

        assertThat(vote.outcome()).isEqualTo(Outcome.UNCALIBRATED);
        assertThat(vote.confidence()).isZero();
        assertThat(vote.shares()).isNotEmpty();
    }

    @Test
    void abstainsWhereNobodyVotes() {
        TypeVote vote = TypeVoter.vote(List.of(), calibration(0, -1));

        assertThat(vote.outcome()).isEqualTo(Outcome.NO_NEIGHBOURS);
        assertThat(vote.shares()).isEmpty();
        assertThat(vote.confidence()).isZero();
    }
}
