package io.defectsdk.benchmarks.similarity;

import io.defectsdk.similarity.TypeVote;
import java.util.Map;
import java.util.TreeMap;

/** How often a way to search told the right type, in one split or several. Confined to one thread. */
final class WayScores {
    private int queries;
    private int firstRight;
    private int voteRight;
    private int answered;
    private int answeredRight;
    private final Map<String, int[]> byType = new TreeMap<>();

    /**
     * One search.
     *
     * @param type the right one
     * @param first that of the first result
     */
    void add(String type, String first, TypeVote vote) {
        boolean right =
                !vote.shares().isEmpty() && vote.shares().get(0).defectCode().equals(type);
        queries++;
        firstRight += first.equals(type) ? 1 : 0;
        voteRight += right ? 1 : 0;
        answered += vote.defectCode().isPresent() ? 1 : 0;
        answeredRight += vote.defectCode().filter(type::equals).isPresent() ? 1 : 0;
        int[] counts = byType.computeIfAbsent(type, name -> new int[2]);
        counts[0]++;
        counts[1] += right ? 1 : 0;
    }

    /** Those of another split too. */
    void add(WayScores other) {
        queries += other.queries;
        firstRight += other.firstRight;
        voteRight += other.voteRight;
        answered += other.answered;
        answeredRight += other.answeredRight;
        other.byType.forEach((type, counts) -> {
            int[] mine = byType.computeIfAbsent(type, name -> new int[2]);
            mine[0] += counts[0];
            mine[1] += counts[1];
        });
    }

    /** Share whose first result is of the right type. */
    double first() {
        return (double) firstRight / queries;
    }

    /** Share whose largest share of the votes is the right type's, answered or not. */
    double vote() {
        return (double) voteRight / queries;
    }

    double answeredShare() {
        return (double) answered / queries;
    }

    /** Share of the answers that are right; 0 where there are none. */
    double answeredAccuracy() {
        return answered == 0 ? 0 : (double) answeredRight / answered;
    }

    /** {@link #vote} of each type. */
    Map<String, Double> voteByType() {
        Map<String, Double> shares = new TreeMap<>();
        byType.forEach((type, counts) -> shares.put(type, (double) counts[1] / counts[0]));
        return shares;
    }
}
