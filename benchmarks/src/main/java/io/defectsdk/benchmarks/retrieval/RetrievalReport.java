package io.defectsdk.benchmarks.retrieval;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What was asked for and what came out.
 *
 * @param settings as asked for
 * @param indexes of each product
 * @param retrievers each with the product known and without, the default one last
 * @param timings how long things take
 */
record RetrievalReport(
        Settings settings, List<IndexReport> indexes, List<RetrieverScores> retrievers, Timings timings) {
    /**
     * The options and the machine.
     *
     * @param manuals folder
     * @param queries file
     * @param encoder of the indexes; {@code none} if manuals were searched by words alone
     * @param java version of the Java platform
     * @param system operating system and processors
     */
    record Settings(String manuals, String queries, String encoder, String java, String system) {
        static Settings of(RetrievalOptions options, String encoder) {
            return new Settings(
                    options.manuals().toString(),
                    options.queries().toString(),
                    encoder,
                    Runtime.version().toString(),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                            + Runtime.getRuntime().availableProcessors() + " processors");
        }
    }

    /**
     * An index.
     *
     * @param product its product
     * @param manuals in it
     * @param pages of these
     * @param unreadablePages of these
     * @param passages of these
     * @param defectPassages those that were recognised as being about a defect type
     * @param seconds it took
     */
    record IndexReport(
            String product,
            int manuals,
            int pages,
            int unreadablePages,
            int passages,
            int defectPassages,
            double seconds) {}

    /**
     * How long things take, on warm code, in milliseconds.
     *
     * @param searchP50 of a search in all manuals
     * @param searchP99 of a search in all manuals
     * @param guideP50 of an extractive guide that is not in the cache
     * @param guideP99 of an extractive guide that is not in the cache
     * @param searches that were timed
     * @param guides that were timed
     */
    record Timings(
            @JsonProperty("search_p50_ms") double searchP50,
            @JsonProperty("search_p99_ms") double searchP99,
            @JsonProperty("guide_p50_ms") double guideP50,
            @JsonProperty("guide_p99_ms") double guideP99,
            int searches,
            int guides) {}

    /** For people to read. */
    String table() {
        StringBuilder table = new StringBuilder();
        for (IndexReport index : indexes) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-14s %d manuals, %d pages (%d unreadable), %d passages, %d of them about a defect, %.1f s%n",
                    index.product(),
                    index.manuals(),
                    index.pages(),
                    index.unreadablePages(),
                    index.passages(),
                    index.defectPassages(),
                    index.seconds()));
        }
        table.append(String.format(
                Locale.ROOT,
                "%n%-18s %-8s %-5s %5s %7s %7s %7s %9s %9s%n",
                "retriever",
                "product",
                "lang",
                "n",
                "hit@1",
                "hit@3",
                "MRR",
                "refused+",
                "refused-"));
        for (RetrieverScores scores : retrievers) {
            row(table, scores, "all", scores.scores());
            scores.byLanguage().forEach((language, some) -> row(table, scores, language, some));
        }
        table.append(String.format(
                Locale.ROOT,
                "%nrefused+: of what the manuals do not hold, refused; refused-: of what they hold%n"
                        + "search p50 %.2f ms, p99 %.2f ms (%d); extractive guide p50 %.2f ms, p99 %.2f ms (%d)%n",
                timings.searchP50(),
                timings.searchP99(),
                timings.searches(),
                timings.guideP50(),
                timings.guideP99(),
                timings.guides()));
        return table.toString();
    }

    private static void row(
            StringBuilder table, RetrieverScores retriever, String language, RetrieverScores.Scores scores) {
        table.append(String.format(
                Locale.ROOT,
                "%-18s %-8s %-5s %5d %7.3f %7.3f %7.3f %9.3f %9.3f%n",
                retriever.retriever(),
                retriever.productKnown() ? "known" : "unknown",
                language,
                scores.answerable() + scores.unanswerable(),
                scores.hitAt1(),
                scores.hitAt3(),
                scores.mrr(),
                scores.refusedRightly(),
                scores.refusedWrongly()));
    }

    /** Writes it as JSON. */
    void write(Path file) {
        try {
            Files.write(
                    file,
                    JsonMapper.builder()
                            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report " + file, e);
        }
    }
}
