package io.defectsdk.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.testing.line.SimulatedLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code calibration} command on a small category of simulated parts, from its options to its report. */
class CalibrationCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private Path category;
    private Path report;

    @BeforeEach
    void writePictures() throws IOException {
        SimulatedLine line = SimulatedLine.builder().seed(3).size(128, 128).build();
        category = folder.resolve("cast");
        report = folder.resolve("report.json");
        for (int i = 0; i < 14; i++) {
            Path part = Files.createDirectories(category.resolve(i < 10 ? "train/good" : "test/good"));
            ImageIO.write(
                    line.good(i).picture(),
                    "png",
                    part.resolve("ok" + i + ".png").toFile());
        }
    }

    private int run(String... words) {
        return new CalibrationCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8))
                .run(words);
    }

    private JsonNode measured(String... more) throws IOException {
        String[] words = new String[more.length + 8];
        String[] first = {"--data", category.toString(), "--out", report.toString(), "--splits", "3", "--bank", "40"};
        System.arraycopy(first, 0, words, 0, 8);
        System.arraycopy(more, 0, words, 8, more.length);
        assertThat(run(words)).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        return new ObjectMapper().readTree(report.toFile());
    }

    @Test
    void countsUnseenPicturesAboveTheThresholds() throws IOException {
        JsonNode json = measured();

        JsonNode row = json.path("categories").path(0);
        assertThat(row.path("category").asText()).isEqualTo("cast");
        assertThat(row.path("taught").asInt()).isEqualTo(10);
        assertThat(row.path("unseen").asInt()).isEqualTo(4);
        assertThat(row.path("rates")).hasSize(2);
        JsonNode rejects = row.path("rates").path(0);
        assertThat(rejects.path("asked").asDouble()).isEqualTo(0.01);
        assertThat(rejects.path("expected").asDouble()).isCloseTo(1 / 11.0, within(1e-9));
        assertThat(rejects.path("got").asDouble()).isBetween(0.0, 1.0);
        assertThat(rejects.path("high").asDouble())
                .isGreaterThan(rejects.path("expected").asDouble());
        assertThat(json.path("settings").path("folds").asInt()).isEqualTo(4);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
        assertThat(measured()).as("the same seed, the same figures").isEqualTo(json);
    }

    @Test
    void teachesNoMoreThanTheLimit() throws IOException {
        JsonNode row = measured("--ok-limit", "8").path("categories").path(0);

        assertThat(row.path("taught").asInt()).isEqualTo(8);
        assertThat(row.path("unseen").asInt()).isEqualTo(6);
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        assertThat(run("--data", folder.resolve("none").toString(), "--out", report.toString()))
                .isEqualTo(2);
        assertThat(run("--data", category.toString())).isEqualTo(2);
        assertThat(run("--data", category.toString(), "--out", report.toString(), "--splits", "many"))
                .isEqualTo(2);
        assertThat(run("--ok_limit", "3")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("none must be a category with train/good and test/good")
                .contains("--data DIR and --out FILE are needed")
                .contains("--splits must be a whole number from 1 to 100000, but is many")
                .contains("unknown option --ok_limit");
    }
}
