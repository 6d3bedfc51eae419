package io.defectsdk.benchmarks.similarity;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for and what came out.
 *
 * @param settings as asked for
 * @param wholePictures of {@code --gallery} and {@code --query}, null: not given
 * @param regions of each {@code --regions}
 */
record SimilarityReport(Settings settings, @Nullable GalleryReport wholePictures, List<RegionReport> regions) {
    /**
     * The options and the machine.
     *
     * @param gallery folder; null: none
     * @param query folder; null: none
     * @param regions folders
     * @param encoder a model file, an id, or {@code packaged}
     * @param models model directory; null: the packaged models
     * @param splits of each category
     * @param seed draws the splits
     * @param threads of one search
     * @param java version of the Java platform
     * @param system operating system and processors
     */
    record Settings(
            @Nullable String gallery,
            @Nullable String query,
            List<String> regions,
            String encoder,
            @Nullable String models,
            int splits,
            long seed,
            int threads,
            String java,
            String system) {}

    static Settings settings(SimilarityOptions options) {
        return new Settings(
                options.gallery().map(Path::toString).orElse(null),
                options.query().map(Path::toString).orElse(null),
                options.regions().stream().map(Path::toString).toList(),
                options.encoder().orElse("packaged"),
                options.models().map(Path::toString).orElse(null),
                options.splits(),
                options.seed(),
                options.threads(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors");
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
