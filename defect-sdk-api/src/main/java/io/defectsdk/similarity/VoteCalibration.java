package io.defectsdk.similarity;

import io.defectsdk.internal.Checks;
import java.util.List;

/**
 * How far votes of an index can be trusted, found by leaving each tenth of its pictures out in turn, its near-duplicates with it, and having
 * the others vote. Immutable.
 *
 * @param neighbours how many of the nearest pictures vote
 * @param minimumConfidence what a vote must reach to be an answer, 0 to 1
 * @param farSimilarity cosine similarity below which the nearest picture is too far to say anything
 * @param pictures that were left out in turn; 0: there were too few, and votes are {@link TypeVote.Outcome#UNCALIBRATED}
 * @param answeredShare share of them that got an answer
 * @param answeredRight share of the answers that were right
 * @param steps confidence by margin, rising
 */
public record VoteCalibration(
        int neighbours,
        double minimumConfidence,
        double farSimilarity,
        int pictures,
        double answeredShare,
        double answeredRight,
        List<Step> steps) {
    /**
     * From this margin on, an answer is right with this probability.
     *
     * @param margin by how much the nearest picture of the type that wins is nearer than the nearest of any other, -2 to 2
     * @param confidence 0 to 1
     */
    public record Step(double margin, double confidence) {
        /** Checks the ranges. */
        public Step {
            Checks.inRange(margin, "margin", -2, 2);
            Checks.inRange(confidence, "confidence", 0, 1);
        }
    }

    /** Copies the steps, and checks the ranges and that the steps rise. */
    public VoteCalibration {
        Checks.inRange(neighbours, "neighbours", 1, SimilarityQuery.MAX_TOP_K);
        Checks.inRange(minimumConfidence, "minimumConfidence", 0, 1);
        Checks.inRange(farSimilarity, "farSimilarity", -1, 1);
        Checks.inRange(pictures, "pictures", 0, Integer.MAX_VALUE);
        Checks.inRange(answeredShare, "answeredShare", 0, 1);
        Checks.inRange(answeredRight, "answeredRight", 0, 1);
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            Step before = steps.get(i - 1);
            Step step = steps.get(i);
            if (!(step.margin() > before.margin() && step.confidence() >= before.confidence())) {
                throw new IllegalArgumentException("steps must rise, but " + step + " comes after " + before);
            }
        }
    }

    /** The confidence that belongs to a margin. */
    public double confidence(double margin) {
        double confidence = 0;
        for (Step step : steps) {
            if (margin >= step.margin()) {
                confidence = step.confidence();
            }
        }
        return confidence;
    }
}
