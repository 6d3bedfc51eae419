package io.defectsdk.benchmarks.similarity;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What searching for whole pictures gave.
 *
 * @param index what was searched
 * @param queries how many pictures were searched for
 * @param hitAt1 share of them whose first result is of their type
 * @param hitAt5 share that has one of its type among the first five
 * @param meanAveragePrecision over all pictures of the gallery
 * @param nearDuplicates pairs of a query and a picture of the gallery that were marked as the same
 * @param vote on the type
 * @param coverage and accuracy, by the confidence asked for
 * @param leftOut one index a type, made without it
 * @param latencyMsP50 of a search with the default number of results: embedding, search and vote, without decoding's warm-up
 * @param latencyMsP99 of the same
 */
record GalleryReport(
        Index index,
        int queries,
        double hitAt1,
        double hitAt5,
        double meanAveragePrecision,
        int nearDuplicates,
        VoteScores.Figures vote,
        List<VoteScores.Point> coverage,
        List<LeftOut> leftOut,
        double latencyMsP50,
        double latencyMsP99) {
    /**
     * The index.
     *
     * @param encoder its id
     * @param encoderSha256 its hash
     * @param framing how pictures are made square
     * @param dimension of the embeddings
     * @param pictures in the gallery
     * @param duplicates files of the gallery that hold a picture which another one holds too; registered once
     * @param deploySeconds to embed the gallery, learn and calibrate
     * @param neighbours that vote
     * @param minimumConfidence of an answer
     * @param farSimilarity below which a neighbour is too far
     * @param calibratedAnsweredShare share of the gallery that was answered when it was left out, as the index says
     * @param calibratedAnsweredRight share of these that was right
     */
    record Index(
            String encoder,
            String encoderSha256,
            String framing,
            int dimension,
            int pictures,
            int duplicates,
            double deploySeconds,
            int neighbours,
            double minimumConfidence,
            double farSimilarity,
            double calibratedAnsweredShare,
            double calibratedAnsweredRight) {}

    /**
     * An index without a type.
     *
     * @param type the one left out
     * @param unknownQueries pictures of it
     * @param unknownRefused share of them that was refused, because it was far or its neighbours disagreed; null: there are none, as with the following ones
     * @param knownQueries pictures of the others
     * @param knownAnswered share of them that was answered
     * @param knownRight share of these answers that was right
     */
    record LeftOut(
            String type,
            int unknownQueries,
            @Nullable Double unknownRefused,
            int knownQueries,
            @Nullable Double knownAnswered,
            @Nullable Double knownRight) {}

    /** It as text, with rates in percent. */
    String table() {
        StringBuilder text = new StringBuilder();
        add(
                text,
                "%d pictures, %s, %d dimensions, SHA-256 %s%n",
                index.pictures(),
                index.encoder(),
                index.dimension(),
                index.encoderSha256());
        add(text, "%-28s %8d%n", "queries", queries);
        add(text, "%-28s %8.2f %%%n", "hit_at_1", 100 * hitAt1);
        add(text, "%-28s %8.2f %%%n", "hit_at_5", 100 * hitAt5);
        add(text, "%-28s %8.2f %%%n", "mean_average_precision", 100 * meanAveragePrecision);
        add(text, "%-28s %8d%n", "near_duplicates", nearDuplicates);
        add(text, "%-28s %8.2f %%%n", "abstention_rate", 100 * vote.abstentionRate());
        add(text, "%-28s %8s %%%n", "answered_accuracy", percent(vote.answeredAccuracy()));
        add(text, "%-28s %8.2f %%%n", "largest_share_accuracy", 100 * vote.largestShareAccuracy());
        add(text, "%-28s %8.1f%n", "latency_ms_p50", latencyMsP50);
        add(text, "%-28s %8.1f%n", "latency_ms_p99", latencyMsP99);
        add(text, "%-28s %10s %10s%n", "confidence at least", "coverage", "accuracy");
        for (VoteScores.Point point : coverage) {
            add(text, "%-28.3f %10s %10s%n", point.confidence(), percent(point.coverage()), percent(point.accuracy()));
        }
        add(text, "%-28s %10s %10s %10s%n", "type left out", "refused", "known: ans", "right");
        for (LeftOut type : leftOut) {
            add(
                    text,
                    "%-28s %10s %10s %10s%n",
                    type.type(),
                    percent(type.unknownRefused()),
                    percent(type.knownAnswered()),
                    percent(type.knownRight()));
        }
        return text.toString();
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.2f", 100 * share);
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
