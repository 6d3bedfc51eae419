package io.defectsdk.benchmarks.accuracy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for and what came out.
 *
 * @param settings as asked for; what a recipe made of them stands with its category
 * @param categories in the order given
 */
record AccuracyReport(Settings settings, List<CategoryReport> categories) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * The options and the machine.
     *
     * @param data folders
     * @param preset names what the others do not set
     * @param backbone a model file, or {@code packaged}
     * @param layers empty: the backbone's own choice
     * @param sizes sides in pixels of the squares that the backbone sees
     * @param tiles columns and rows
     * @param bank a share of all patches, or a number of vectors
     * @param okLimit null: all
     * @param seed draws the OK pictures, and the coreset's first vector
     * @param threads of one inspection
     * @param warmUp rounds over the test pictures before the one that was timed
     * @param auproLimit share of good pixels up to which AUPRO counts
     * @param java version of the Java platform
     * @param system operating system and processors
     */
    record Settings(
            List<String> data,
            String preset,
            String backbone,
            List<String> layers,
            List<Integer> sizes,
            List<Integer> tiles,
            Object bank,
            @Nullable Integer okLimit,
            long seed,
            int threads,
            int warmUp,
            double auproLimit,
            String java,
            String system) {
        Settings {
            data = List.copyOf(data);
            layers = List.copyOf(layers);
        }
    }

    AccuracyReport {
        categories = List.copyOf(categories);
    }

    /** Writes it as JSON. */
    void write(Path file) {
        try {
            Files.write(file, JSON.writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report " + file, e);
        }
    }

    /** It as a table, with rates and areas in percent. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(row(
                "category",
                "image",
                "pixel",
                "aupro",
                "bank",
                "dim",
                "radius",
                "fit s",
                "coreset",
                "p50 ms",
                "p99 ms",
                "rejects",
                "escapes",
                "MiB"));
        for (CategoryReport report : categories) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(report.category());
            cells.add(percent(report.imageAuroc()));
            cells.add(percent(report.pixelAuroc()));
            cells.add(percent(report.aupro()));
            cells.add(report.bankVectors());
            cells.add(report.dimension());
            cells.add(decimal(report.coverRadius(), 2));
            cells.add(decimal(report.fitSeconds(), 1));
            cells.add(decimal(report.coresetSeconds(), 1));
            cells.add(decimal(report.latencyMsP50(), 1));
            cells.add(decimal(report.latencyMsP99(), 1));
            cells.add(percent(report.falseRejectRate()));
            cells.add(percent(report.escapeRate()));
            cells.add(decimal(report.peakRssMb(), 0));
            table.append(row(cells.toArray()));
        }
        return table.toString();
    }

    private static String row(@Nullable Object... cells) {
        return String.format(Locale.ROOT, "%-16s %7s %7s %7s %7s %5s %7s %7s %8s %7s %7s %8s %8s %6s%n", cells);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "-" : decimal(100 * share, 2);
    }

    private static String decimal(@Nullable Double value, int digits) {
        return value == null ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
