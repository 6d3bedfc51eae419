package io.defectsdk.benchmarks.similarity;

import io.defectsdk.similarity.TypeVote;
import io.defectsdk.similarity.TypeVote.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often votes answer, and how often they are right when they do. Confined to one thread. */
final class VoteScores {
    private record Judged(TypeVote vote, String type) {
        /** Whether the type with the largest share is the right one, whatever the vote makes of it. */
        boolean right() {
            return !vote.shares().isEmpty() && vote.shares().get(0).defectCode().equals(type);
        }

        boolean answered() {
            return vote.defectCode().isPresent();
        }
    }

    private final List<Judged> votes = new ArrayList<>();

    /**
     * Votes in figures.
     *
     * @param queries how many
     * @param abstentionRate share without an answer
     * @param answeredAccuracy share of the answers that are right; null: there are none
     * @param largestShareAccuracy share of all whose largest share is of the right type, answered or not
     * @param outcomes how many ended how
     */
    record Figures(
            int queries,
            double abstentionRate,
            @Nullable Double answeredAccuracy,
            double largestShareAccuracy,
            Map<String, Integer> outcomes) {}

    /**
     * What comes of asking for a confidence.
     *
     * @param confidence asked for
     * @param coverage share of the queries that reach it
     * @param accuracy share of these that are right
     */
    record Point(double confidence, double coverage, double accuracy) {}

    /** One vote. */
    void add(TypeVote vote, String type) {
        votes.add(new Judged(vote, type));
    }

    int size() {
        return votes.size();
    }

    /** Share of them that ended in one of these ways; null: there are none. */
    @Nullable
    Double share(Outcome... outcomes) {
        return share(count(outcomes), votes.size());
    }

    private long count(Outcome... outcomes) {
        return votes.stream()
                .filter(judged -> List.of(outcomes).contains(judged.vote().outcome()))
                .count();
    }

    /** Share of the answers that are right; null: there are none. */
    @Nullable
    Double answeredAccuracy() {
        List<Judged> answered = votes.stream().filter(Judged::answered).toList();
        return share(right(answered), answered.size());
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /** Of at least one. */
    Figures figures() {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome.name().toLowerCase(Locale.ROOT), (int) count(outcome));
        }
        return new Figures(
                votes.size(),
                1 - (double) count(Outcome.ANSWERED) / votes.size(),
                answeredAccuracy(),
                (double) right(votes) / votes.size(),
                outcomes);
    }

    /**
     * Coverage and accuracy by the confidence asked for, highest first: one point a confidence that occurs. A vote that is too far never
     * answers, whatever is asked.
     */
    List<Point> curve() {
        List<Judged> near = votes.stream()
                .filter(judged -> judged.vote().outcome() == Outcome.ANSWERED
                        || judged.vote().outcome() == Outcome.DISAGREEMENT)
                .sorted(Comparator.comparingDouble(
                                (Judged judged) -> judged.vote().confidence())
                        .reversed())
                .toList();
        List<Point> curve = new ArrayList<>();
        for (int count = 1; count <= near.size(); count++) {
            double confidence = near.get(count - 1).vote().confidence();
            if (count == near.size() || near.get(count).vote().confidence() != confidence) {
                curve.add(new Point(
                        confidence, (double) count / votes.size(), (double) right(near.subList(0, count)) / count));
            }
        }
        return curve;
    }

    private static long right(List<Judged> votes) {
        return votes.stream().filter(Judged::right).count();
    }
}
