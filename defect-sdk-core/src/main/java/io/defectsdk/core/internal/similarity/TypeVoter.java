package io.defectsdk.core.internal.similarity;

import io.defectsdk.similarity.TypeVote;
import io.defectsdk.similarity.TypeVote.Outcome;
import io.defectsdk.similarity.TypeVote.Share;
import io.defectsdk.similarity.VoteCalibration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The nearest pictures' vote on the defect type, each with the weight of its similarity (distance-weighted k nearest neighbours: Dudani,
 * The Distance-Weighted k-Nearest-Neighbor Rule, 1976), and the option to abstain (Chow, On Optimum Recognition Error and Reject
 * Tradeoff, 1970).
 */
final class TypeVoter {
    /** So many of the nearest are looked at, so that another type's best is among them where it could matter. */
    static final int LOOK = 64;

    /** A neighbour whose similarity is lower by so much has a vote of 1 / e. */
    private static final double DECAY = 0.1;

    private TypeVoter() {}

    /**
     * Somebody who votes.
     *
     * @param defectCode for this type
     * @param cosineSimilarity to what was asked with
     */
    record Voter(String defectCode, double cosineSimilarity) {}

    /** The types' shares of the first votes, largest first; those of equal shares by code. */
    static List<Share> shares(List<Voter> nearest, int neighbours) {
        Map<String, Double> weights = new TreeMap<>();
        double sum = 0;
        for (Voter voter : nearest.subList(0, Math.min(neighbours, nearest.size()))) {
            double weight = Math.exp((voter.cosineSimilarity() - nearest.get(0).cosineSimilarity()) / DECAY);
            weights.merge(voter.defectCode(), weight, Double::sum);
            sum += weight;
        }
        double all = sum;
        return weights.entrySet().stream()
                .map(entry -> new Share(entry.getKey(), entry.getValue() / all))
                .sorted(Comparator.comparingDouble(Share::share).reversed())
                .toList();
    }

    /** By how much the best of a type is nearer than the best of any other; where there is no other, than the last one looked at. */
    static double margin(List<Voter> nearest, String defectCode) {
        double own = Double.NEGATIVE_INFINITY;
        double others = Double.NEGATIVE_INFINITY;
        double last = nearest.get(nearest.size() - 1).cosineSimilarity();
        for (Voter voter : nearest) {
            if (voter.defectCode().equals(defectCode)) {
                own = Math.max(own, voter.cosineSimilarity());
            } else {
                others = Math.max(others, voter.cosineSimilarity());
            }
        }
        return own - Math.max(others, last);
    }

    /**
     * How they vote.
     *
     * @param nearest best first, near-duplicates aside; more than {@link VoteCalibration#neighbours()}, if there are: see {@link #LOOK}
     */
    static TypeVote vote(List<Voter> nearest, VoteCalibration calibration) {
        if (nearest.isEmpty()) {
            return new TypeVote(Outcome.NO_NEIGHBOURS, Optional.empty(), 0, List.of());
        }
        List<Share> shares = shares(nearest, calibration.neighbours());
        String first = shares.get(0).defectCode();
        double confidence = calibration.confidence(margin(nearest, first));
        Outcome outcome = outcome(nearest.get(0), confidence, calibration);
        return new TypeVote(
                outcome, outcome == Outcome.ANSWERED ? Optional.of(first) : Optional.empty(), confidence, shares);
    }

    private static Outcome outcome(Voter nearest, double confidence, VoteCalibration calibration) {
        if (calibration.pictures() == 0) {
            return Outcome.UNCALIBRATED;
        }
        if (nearest.cosineSimilarity() < calibration.farSimilarity()) {
            return Outcome.FAR;
        }
        return confidence >= calibration.minimumConfidence() ? Outcome.ANSWERED : Outcome.DISAGREEMENT;
    }
}
