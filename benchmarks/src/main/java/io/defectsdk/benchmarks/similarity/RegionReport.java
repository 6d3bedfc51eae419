package io.defectsdk.benchmarks.similarity;

import io.defectsdk.benchmarks.metrics.PairedDifference;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What searching by region gave, beside searching for whole pictures.
 *
 * @param category the folder's name
 * @param encoder its id
 * @param encoderSha256 its hash
 * @param dimension of the embeddings
 * @param types pictures of each
 * @param drawnRegions connected components of the masks
 * @param foundRegions that inspections found
 * @param withoutFound pictures in which an inspection found none; they are searched for as wholes
 * @param splits how many
 * @param galleryPictures of each split
 * @param queries of each split
 * @param learnedWholeShares in how many splits the index gave the whole picture which share
 * @param ways to search, whole pictures first, the library's own second
 */
record RegionReport(
        String category,
        String encoder,
        String encoderSha256,
        int dimension,
        Map<String, Integer> types,
        int drawnRegions,
        int foundRegions,
        int withoutFound,
        int splits,
        int galleryPictures,
        int queries,
        Map<Double, Integer> learnedWholeShares,
        List<Way> ways) {
    /**
     * One way to search, over all splits.
     *
     * @param name {@code picture}; {@code region}: by what an inspection found, as the library does; {@code region_whole_share_X}: the same
     *     with another share of the whole picture; {@code region_of_mask}: by the query's own mask
     * @param firstRight share of the queries whose first result is of their type
     * @param voteRight share whose largest share of the votes is their type's, answered or not
     * @param answered share that got an answer
     * @param answeredAccuracy share of the answers that is right
     * @param firstOverPicture {@code firstRight} less that of whole pictures
     * @param voteOverPicture {@code voteRight} less that of whole pictures
     * @param voteRightByType of each type
     */
    record Way(
            String name,
            double firstRight,
            double voteRight,
            double answered,
            double answeredAccuracy,
            PairedDifference firstOverPicture,
            PairedDifference voteOverPicture,
            Map<String, Double> voteRightByType) {}

    /** It as text, with rates in percent. */
    String table() {
        StringBuilder text = new StringBuilder();
        add(
                text,
                "%s: %s, %d regions drawn, %d found, %d pictures without; %d splits of %d and %d; whole share learned %s%n",
                category,
                types,
                drawnRegions,
                foundRegions,
                withoutFound,
                splits,
                galleryPictures,
                queries,
                learnedWholeShares);
        add(
                text,
                "%-24s %6s %-24s %6s %-24s %8s %6s%n",
                "",
                "first",
                "  over picture (95 %)",
                "vote",
                "  over picture (95 %)",
                "answered",
                "right");
        for (Way way : ways) {
            add(
                    text,
                    "%-24s %6.2f %-24s %6.2f %-24s %8.2f %6.2f  %s%n",
                    way.name(),
                    100 * way.firstRight(),
                    difference(way.firstOverPicture()),
                    100 * way.voteRight(),
                    difference(way.voteOverPicture()),
                    100 * way.answered(),
                    100 * way.answeredAccuracy(),
                    byType(way));
        }
        return text.toString();
    }

    private static String difference(PairedDifference difference) {
        return String.format(
                Locale.ROOT,
                "%+6.2f (%.2f to %.2f)",
                100 * difference.mean(),
                100 * difference.low(),
                100 * difference.high());
    }

    private static String byType(Way way) {
        StringBuilder text = new StringBuilder();
        way.voteRightByType().forEach((type, share) -> add(text, "%s %.1f  ", type, 100 * share));
        return text.toString().strip();
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
