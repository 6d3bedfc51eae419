package io.defectsdk.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.defectsdk.testing.line.Defect;
import io.defectsdk.testing.line.SimulatedLine;
import io.defectsdk.testing.line.SimulatedPart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code accuracy} command on a small category of simulated parts, from its options to its report. */
class AccuracyCommandTest {
    @TempDir
    Path folder;

    private final SimulatedLine line =
            SimulatedLine.builder().seed(3).size(128, 128).build();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private Path category;
    private Path report;

    @BeforeEach
    void writePictures() throws IOException {
        category = folder.resolve("cast");
        report = folder.resolve("report.json");
        for (int i = 0; i < 12; i++) {
            write(line.good(i), category.resolve("train/good"), "ok" + i);
        }
        for (int i = 0; i < 4; i++) {
            write(line.good(100 + i), category.resolve("test/good"), "good" + i);
            SimulatedPart part = line.defective(Defect.HOLE, i);
            write(part, category.resolve("test/hole"), "bad" + i);
            write(part.mask().orElseThrow(), category.resolve("ground_truth/hole"), "bad" + i + "_mask.png");
        }
    }

    private static void write(SimulatedPart part, Path to, String name) throws IOException {
        write(part.picture(), to, name + ".png");
    }

    private static void write(BufferedImage image, Path to, String name) throws IOException {
        Files.createDirectories(to);
        ImageIO.write(image, "png", to.resolve(name).toFile());
    }

    private int run(String... words) {
        return new AccuracyCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8))
                .run(words);
    }

    private String said() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void reportsEveryFieldAndEverySetting() throws IOException {
        int exit = run(
                "--data",
                category.toString(),
                "--out",
                report.toString(),
                "--size",
                "128",
                "--bank",
                "0.1",
                "--ok-limit",
                "10",
                "--seed",
                "4",
                "--threads",
                "2");

        assertThat(said()).isEmpty();
        assertThat(exit).isZero();
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.get("settings").get("bank").asDouble()).isEqualTo(0.1);
        assertThat(json.get("settings").get("sizes").get(0).asInt()).isEqualTo(128);
        assertThat(json.get("settings").get("ok_limit").asInt()).isEqualTo(10);
        assertThat(json.get("settings").get("seed").asInt()).isEqualTo(4);
        assertThat(json.get("settings").get("backbone").asText()).isEqualTo("packaged");
        JsonNode cast = json.get("categories").get(0);
        assertThat(cast.get("category").asText()).isEqualTo("cast");
        assertThat(cast.get("ok_pictures").asInt()).isEqualTo(10);
        assertThat(cast.get("bank_vectors").asInt()).isEqualTo(256); // a tenth of 10 pictures of 16×16 patches
        assertThat(cast.get("dimension").asInt()).isEqualTo(152);
        assertThat(cast.get("scores"))
                .hasSize(cast.get("good_pictures").asInt()
                        + cast.get("defective_pictures").asInt());
        assertThat(cast.get("scores").get(0).get("file").asText()).contains("/");
        assertThat(cast.get("scores").get(0).get("score").asDouble()).isPositive();
        assertThat(cast.get("image_auroc").asDouble()).isBetween(0.0, 1.0);
        assertThat(cast.get("pixel_auroc").asDouble()).isBetween(0.5, 1.0);
        assertThat(cast.get("aupro").asDouble()).isBetween(0.2, 1.0);
        assertThat(cast.get("cover_radius").asDouble()).isPositive();
        assertThat(cast.get("fit_seconds").asDouble())
                .isGreaterThan(cast.get("coreset_seconds").asDouble());
        assertThat(cast.get("coreset_seconds").asDouble()).isPositive();
        assertThat(cast.get("latency_ms_p99").asDouble())
                .isGreaterThanOrEqualTo(cast.get("latency_ms_p50").asDouble());
        assertThat(cast.get("latency_ms_p50").asDouble()).isPositive();
        assertThat(cast.get("target_false_reject_rate").asDouble()).isCloseTo(0.01, within(1e-12));
        assertThat(cast.get("false_reject_rate").asDouble()).isBetween(0.0, 1.0);
        assertThat(cast.get("escape_rate").asDouble()).isBetween(0.0, 1.0);
        assertThat(cast.has("peak_rss_mb")).isTrue();
        assertThat(cast.at("/recipe/method/input_sizes/0").asInt()).isEqualTo(128);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("category", "cast", "aupro");
    }

    @Test
    void measuresByPictureAloneWhereThereAreNoMasks() throws IOException {
        for (int i = 0; i < 4; i++) {
            Files.delete(category.resolve("ground_truth/hole/bad" + i + "_mask.png"));
        }
        Files.delete(category.resolve("ground_truth/hole"));
        Files.delete(category.resolve("ground_truth"));

        int exit = run("--data", category.toString(), "--out", report.toString(), "--size", "64", "--bank", "50");

        assertThat(said()).isEmpty();
        assertThat(exit).isZero();
        JsonNode cast = new ObjectMapper().readTree(report.toFile()).at("/categories/0");
        assertThat(cast.get("image_auroc").isNumber()).isTrue();
        assertThat(cast.get("pixel_auroc").isNull()).isTrue();
        assertThat(cast.get("aupro").isNull()).isTrue();
        assertThat(cast.get("bank_vectors").asInt()).isEqualTo(50);
    }

    @Test
    void saysWhichMaskIsMissing() throws IOException {
        Files.delete(category.resolve("ground_truth/hole/bad2_mask.png"));

        assertThat(run("--data", category.toString(), "--out", report.toString()))
                .isEqualTo(2);
        assertThat(said()).contains("bad2.png has no mask", "bad2_mask.png is missing");
    }

    @Test
    void saysWhichFolderIsWrong() {
        assertThat(run("--data", folder.resolve("none").toString(), "--out", report.toString()))
                .isEqualTo(2);
        assertThat(said()).contains("does not exist", "must be a category with train/good");
    }

    @Test
    void refusesToTeachWithFewerPicturesThanPatchCoreTakes() {
        assertThat(run("--data", category.toString(), "--out", report.toString(), "--ok-limit", "7"))
                .isEqualTo(2);
        assertThat(said()).contains("would be taught with 7 OK pictures, but needs at least 8");
    }

    @Test
    void saysWhereTheManifestOfABackboneMustLie() throws IOException {
        Path model = Files.createFile(folder.resolve("net.onnx"));

        assertThat(run("--data", category.toString(), "--out", report.toString(), "--backbone", model.toString()))
                .isEqualTo(2);
        assertThat(said()).contains("needs its manifest beside it", "manifest.json");
    }

    @Test
    void showsItsOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--data", "--out", "--backbone", "--layers", "--size", "--bank", "--ok-limit", "--seed");
    }

    @Test
    void drawsTheSamePicturesForTheSameSeed() {
        List<Path> files = List.of(Path.of("a.png"), Path.of("b.png"), Path.of("c.png"), Path.of("d.png"));

        // Python: sorted(names, key=lambda name: hashlib.sha256(f"{seed}/{name}".encode()).hexdigest())[:2]
        assertThat(OkDraw.draw(files, 2, 0)).containsExactly(Path.of("b.png"), Path.of("c.png"));
        assertThat(OkDraw.draw(files, 2, 1)).containsExactly(Path.of("a.png"), Path.of("b.png"));
        assertThat(OkDraw.draw(files, 9, 0)).isEqualTo(files);
    }

    @Test
    void saysWhichSettingsDoNotGoTogether() {
        int code = run("--data", category.toString(), "--out", report.toString(), "--size", "32", "--tiles", "2,2");

        assertThat(code).isEqualTo(2);
        assertThat(said()).contains("tiles of 32 pixels cannot overlap by 32");
    }
}
