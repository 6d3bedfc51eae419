package io.defectsdk.core.internal.similarity;

import static io.defectsdk.core.internal.similarity.Specimens.entry;
import static io.defectsdk.core.internal.similarity.Specimens.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.core.internal.similarity.Gallery.Hit;
import io.defectsdk.core.internal.similarity.TypeVoter.Voter;
import io.defectsdk.core.internal.similarity.VoteCalibrator.LeftOut;
import io.defectsdk.similarity.VoteCalibration;
import io.defectsdk.similarity.VoteCalibration.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoteCalibratorTest {
    /** The nearest is of its own type and has this similarity, the next ones of another type have half. */
    private static LeftOut right(double similarity) {
        return new LeftOut(
                "burr",
                List.of(new Voter("burr", similarity), new Voter("hole", similarity / 2), new Voter("hole", 0)),
                similarity);
    }

    private static LeftOut wrong(double similarity) {
        return new LeftOut(
                "crack", List.of(new Voter("burr", similarity), new Voter("hole", similarity - 0.01)), similarity - 1);
    }

    private static List<LeftOut> times(int count, LeftOut leftOut) {
        return Collections.nCopies(count, leftOut);
    }

    @Test
    void learnsNothingFromFewerThanTenPictures() {
        assertThat(VoteCalibrator.calibrate(times(9, right(0.8)), 0.5))
                .isEqualTo(new VoteCalibration(5, 0.5, -1, 0, 0, 0, List.of()));
        assertThat(VoteCalibrator.calibrate(times(10, right(0.8)), 0.5).pictures())
                .isEqualTo(10);
    }

    @Test
    void tellsConfidenceShareOfAnswersAndHowManyWereRight() {
        List<LeftOut> leftOut = new ArrayList<>(times(15, right(0.8)));
        leftOut.addAll(times(5, wrong(0.9)));

        VoteCalibration calibration = VoteCalibrator.calibrate(leftOut, 0.9);

        // margins: 0.4, all 15 right; about 0.01, all 5 wrong
        assertThat(calibration.pictures()).isEqualTo(20);
        assertThat(calibration.steps()).extracting(Step::confidence).containsExactly(1.0 / 7, 16.0 / 17);
        assertThat(calibration.answeredShare()).isEqualTo(0.75);
        assertThat(calibration.answeredRight()).isEqualTo(1);
        VoteCalibration bold = VoteCalibrator.calibrate(leftOut, 0);
        assertThat(bold.answeredShare()).isEqualTo(1);
        assertThat(bold.answeredRight()).isEqualTo(0.75);
        VoteCalibration timid = VoteCalibrator.calibrate(leftOut, 1);
        assertThat(timid.answeredShare()).isZero();
        assertThat(timid.answeredRight()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void risesWithTheMargin(long seed) {
        Random random = new Random(seed);
        List<LeftOut> leftOut = IntStream.range(0, 200)
                .mapToObj(i -> {
                    List<Voter> voters = new ArrayList<>();
                    for (int voter = 0; voter < 20; voter++) {
                        voters.add(new Voter("type" + random.nextInt(4), random.nextDouble()));
                    }
                    voters.sort(
                            Comparator.comparingDouble(Voter::cosineSimilarity).reversed());
                    return new LeftOut("type" + random.nextInt(4), voters, 0.5);
                })
                .toList();

        List<Step> steps = VoteCalibrator.calibrate(leftOut, 0.5).steps();

        assertThat(steps).as("seed %d", seed).isNotEmpty();
        assertThat(steps).extracting(Step::margin).isSorted().doesNotHaveDuplicates();
        assertThat(steps).extracting(Step::confidence).isSorted().allMatch(confidence -> confidence < 0.75);
    }

    /** The two nearest are of another type, the next three of its own: five neighbours are right, three or nine are not. */
    @Test
    void takesAsManyNeighboursAsAreRightMostOften() {
        List<Voter> voters = new ArrayList<>(List.of(new Voter("hole", 0.5), new Voter("hole", 0.5)));
        IntStream.range(0, 3).forEach(i -> voters.add(new Voter("burr", 0.5)));
        IntStream.range(0, 4).forEach(i -> voters.add(new Voter("hole", 0.5)));

        assertThat(VoteCalibrator.calibrate(times(10, new LeftOut("burr", voters, 0.5)), 0.5)
                        .neighbours())
                .isEqualTo(5);
        assertThat(VoteCalibrator.right(times(10, new LeftOut("burr", voters, 0.5))))
                .isEqualTo(10);
    }

    @Test
    void takesTheFewestNeighboursOfThoseThatServeEquallyWell() {
        assertThat(VoteCalibrator.calibrate(times(10, right(0.8)), 0.5).neighbours())
                .isEqualTo(3);
    }

    @Test
    void takesOneInTwentyOfTheKnownOnesForFar() {
        List<LeftOut> leftOut =
                IntStream.rangeClosed(1, 40).mapToObj(i -> right(i / 40.0)).toList();

        VoteCalibration calibration = VoteCalibrator.calibrate(leftOut, 0);

        assertThat(calibration.farSimilarity()).isEqualTo(3 / 40.0);
        assertThat(calibration.answeredShare()).isEqualTo(38 / 40.0);
    }

    @Test
    void takesNothingForFarWhereNoPictureHasOneOfItsOwnType() {
        List<LeftOut> lonely =
                times(10, new LeftOut("burr", List.of(new Voter("hole", 0.9)), Double.NEGATIVE_INFINITY));

        VoteCalibration calibration = VoteCalibrator.calibrate(lonely, 0);

        assertThat(calibration.farSimilarity()).isEqualTo(-1);
        assertThat(calibration.answeredShare()).isEqualTo(1);
        assertThat(calibration.answeredRight()).isZero();
    }

    @Test
    void countsPicturesThatNobodyVotedForAsUnanswered() {
        List<LeftOut> leftOut = new ArrayList<>(times(10, right(0.8)));
        leftOut.addAll(times(10, new LeftOut("burr", List.of(), Double.NEGATIVE_INFINITY)));

        VoteCalibration calibration = VoteCalibrator.calibrate(leftOut, 0);

        assertThat(calibration.pictures()).isEqualTo(20);
        assertThat(calibration.answeredShare()).isEqualTo(0.5);
        assertThat(calibration.answeredRight()).isEqualTo(1);
    }

    @Test
    void leavesNearDuplicatesAside() {
        String sha256 = "ab".repeat(32);
        List<Hit> hits = List.of(
                new Hit(entry(1, picture(1, "burr")), 0, 0.95),
                new Hit(entry(2, picture(2, "burr")), 0, 0.9),
                new Hit(entry(3, picture(3, "hole")), 0, 0.89),
                new Hit(entry(4, picture(4, "burr", sha256)), 0, 0.5),
                new Hit(entry(5, picture(5, "burr")), 0, 0.25));

        LeftOut leftOut = LeftOut.of("burr", sha256, hits, 0.9);

        assertThat(leftOut.voters()).containsExactly(new Voter("hole", 0.89), new Voter("burr", 0.25));
        assertThat(leftOut.sameType()).isEqualTo(0.25);
        assertThat(LeftOut.of("crack", sha256, hits, 0.9).sameType()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void looksAtTheNearestSixtyFour() {
        List<Hit> hits = IntStream.range(0, 100)
                .mapToObj(i -> new Hit(entry(i, picture(i, "burr")), 0, 0.8 - i / 1_000.0))
                .toList();

        assertThat(LeftOut.of("burr", "ab".repeat(32), hits, 0.9).voters()).hasSize(TypeVoter.LOOK);
    }
}
