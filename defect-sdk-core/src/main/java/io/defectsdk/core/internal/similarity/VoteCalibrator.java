package io.defectsdk.core.internal.similarity;

import io.defectsdk.core.internal.similarity.Gallery.Hit;
import io.defectsdk.core.internal.similarity.IsotonicRegression.Answer;
import io.defectsdk.core.internal.similarity.TypeVoter.Voter;
import io.defectsdk.similarity.TypeVote;
import io.defectsdk.similarity.TypeVote.Share;
import io.defectsdk.similarity.VoteCalibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds out how far the votes of a gallery's pictures can be trusted, from what the others said of each that was left out. Confined to one
 * thread.
 */
final class VoteCalibrator {
    /** Fewer pictures teach nothing about the trust in their votes. */
    static final int MINIMUM_PICTURES = 10;

    private static final List<Integer> NEIGHBOURS = List.of(3, 5, 7, 9);

    /** Share of pictures of known types that may be taken for a new kind of defect. */
    private static final double FAR_SHARE = 0.05;

    private VoteCalibrator() {}

    /**
     * What the others said of a picture that was left out.
     *
     * @param defectCode its type
     * @param voters the nearest of the others, best first, near-duplicates aside
     * @param sameType similarity of the nearest one of its own type; negative infinity where there is none
     */
    record LeftOut(String defectCode, List<Voter> voters, double sameType) {
        /** Of what a search found. */
        static LeftOut of(String defectCode, String sha256, List<Hit> hits, double nearDuplicate) {
            List<Voter> voters = hits.stream()
                    .filter(hit -> hit.cosineSimilarity() < nearDuplicate)
                    .filter(hit -> !hit.entry().picture().sha256().equals(sha256))
                    .map(hit -> new Voter(hit.entry().defectCode(), hit.cosineSimilarity()))
                    .limit(TypeVoter.LOOK)
                    .toList();
            double sameType = voters.stream()
                    .filter(voter -> voter.defectCode().equals(defectCode))
                    .mapToDouble(Voter::cosineSimilarity)
                    .max()
                    .orElse(Double.NEGATIVE_INFINITY);
            return new LeftOut(defectCode, voters, sameType);
        }

        /** The type with the largest share of so many votes; none where nobody votes. */
        private Optional<String> answer(int neighbours) {
            return TypeVoter.shares(voters, neighbours).stream()
                    .map(Share::defectCode)
                    .findFirst();
        }

        private boolean right(int neighbours) {
            return answer(neighbours).filter(defectCode::equals).isPresent();
        }
    }

    /** For an index that nothing can be said about. */
    static VoteCalibration none(double minimumConfidence) {
        return new VoteCalibration(NEIGHBOURS.get(1), minimumConfidence, -1, 0, 0, 0, List.of());
    }

    static VoteCalibration calibrate(List<LeftOut> leftOut, double minimumConfidence) {
        if (leftOut.size() < MINIMUM_PICTURES) {
            return none(minimumConfidence);
        }
        int neighbours = NEIGHBOURS.stream()
                .max(Comparator.<Integer>comparingLong(count -> right(leftOut, count))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        List<Answer> answers = new ArrayList<>();
        for (LeftOut picture : leftOut) {
            picture.answer(neighbours)
                    .ifPresent(code -> answers.add(
                            new Answer(TypeVoter.margin(picture.voters(), code), code.equals(picture.defectCode()))));
        }
        VoteCalibration calibration = new VoteCalibration(
                neighbours, minimumConfidence, far(leftOut), leftOut.size(), 0, 0, IsotonicRegression.fit(answers));
        return measured(calibration, leftOut);
    }

    /** How many got the right answer from so many neighbours. */
    private static long right(List<LeftOut> leftOut, int neighbours) {
        return leftOut.stream().filter(picture -> picture.right(neighbours)).count();
    }

    /** How many got the right answer from as many neighbours as serve best. */
    static long right(List<LeftOut> leftOut) {
        return NEIGHBOURS.stream()
                .mapToLong(neighbours -> right(leftOut, neighbours))
                .max()
                .orElseThrow();
    }

    /** Pictures of known types have one of their own at least so near, all but a few. */
    private static double far(List<LeftOut> leftOut) {
        List<Double> nearest = leftOut.stream()
                .map(LeftOut::sameType)
                .filter(Double::isFinite)
                .sorted()
                .toList();
        return nearest.isEmpty() ? -1 : Math.max(-1, nearest.get((int) (FAR_SHARE * nearest.size())));
    }

    private static VoteCalibration measured(VoteCalibration calibration, List<LeftOut> leftOut) {
        int answered = 0;
        int right = 0;
        for (LeftOut picture : leftOut) {
            TypeVote vote = TypeVoter.vote(picture.voters(), calibration);
            if (vote.defectCode().isPresent()) {
                answered++;
                right += vote.defectCode().get().equals(picture.defectCode()) ? 1 : 0;
            }
        }
        return new VoteCalibration(
                calibration.neighbours(),
                calibration.minimumConfidence(),
                calibration.farSimilarity(),
                calibration.pictures(),
                (double) answered / leftOut.size(),
                answered == 0 ? 0 : (double) right / answered,
                calibration.steps());
    }
}
