package io.defectsdk.benchmarks.similarity;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for and what came out.
 *
 * @param settings as asked for
 * @param wholePictures of {@code --gallery} and {@code --query}
 */
record SimilarityReport(Settings settings, GalleryReport wholePictures) {
    /**
     * The options and the machine.
     *
     * @param gallery folder
     * @param query folder
     * @param encoder a model file, an id, or {@code packaged}
     * @param models model directory; null: the packaged models
     * @param threads of one search
     * @param java version of the Java platform
     * @param system operating system and processors
     */
    record Settings(
            String gallery,
            String query,
            String encoder,
            @Nullable String models,
            int threads,
            String java,
            String system) {}

    static Settings settings(SimilarityOptions options) {
        return new Settings(
                options.gallery().toString(),
                options.query().toString(),
                options.encoder().orElse("packaged"),
                options.models().map(Path::toString).orElse(null),
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
