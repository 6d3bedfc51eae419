package io.defectsdk.benchmarks.metrics;

import java.util.List;

/**
 * How well rankings put what is of the query's own type first: hits among the first, and mean average precision (Manning, Raghavan and
 * Schütze, Introduction to Information Retrieval, 2008, chapter 8). Confined to one thread.
 */
public final class RetrievalScores {
    private int queries;
    private int hitsAt1;
    private int hitsAt5;
    private double precisions;

    /** None yet. */
    public RetrievalScores() {}

    /**
     * One query.
     *
     * @param type the query's
     * @param ranked types of what was found, best first
     * @param relevant how many of its type there are to be found, at least 1
     */
    public void add(String type, List<String> ranked, int relevant) {
        if (relevant < 1) {
            throw new IllegalArgumentException("there is nothing of type " + type + " to be found");
        }
        int found = 0;
        double sum = 0;
        for (int rank = 1; rank <= ranked.size(); rank++) {
            if (ranked.get(rank - 1).equals(type)) {
                found++;
                sum += (double) found / rank;
            }
        }
        queries++;
        precisions += sum / relevant;
        hitsAt1 += ranked.stream().limit(1).anyMatch(type::equals) ? 1 : 0;
        hitsAt5 += ranked.stream().limit(5).anyMatch(type::equals) ? 1 : 0;
    }

    /** Share of the queries whose first is of their type, 0 to 1. */
    public double hitAt1() {
        return (double) hitsAt1 / queries;
    }

    /** Share of the queries that have one of their type among the first five, 0 to 1. */
    public double hitAt5() {
        return (double) hitsAt5 / queries;
    }

    /** Mean over the queries of the average precision; what was not found counts as precision 0. 0 to 1. */
    public double meanAveragePrecision() {
        return precisions / queries;
    }
}
