package io.defectsdk.benchmarks.similarity;

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
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code similarity} command on small folders of simulated parts, from its options to its report. */
class SimilarityCommandTest {
    @TempDir
    Path folder;

    private final SimulatedLine line =
            SimulatedLine.builder().seed(3).size(128, 128).build();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(Object... words) {
        String[] texts = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            texts[i] = words[i].toString();
        }
        return new SimilarityCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8))
                .run(texts);
    }

    private String said() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    /** Pictures of two types of defects that nobody could mistake for each other. */
    private Path labelled(String name, int first, int count) throws IOException {
        Path labelled = folder.resolve(name);
        for (int i = first; i < first + count; i++) {
            write(line.good(i).picture(), labelled.resolve("light"), i + ".png");
            write(negative(line.good(i + 50).picture()), labelled.resolve("dark"), i + ".png");
        }
        return labelled;
    }

    private static BufferedImage negative(BufferedImage image) {
        BufferedImage negative = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                negative.setRGB(x, y, ~image.getRGB(x, y));
            }
        }
        return negative;
    }

    private static void write(BufferedImage image, Path to, String name) throws IOException {
        Files.createDirectories(to);
        ImageIO.write(image, "png", to.resolve(name).toFile());
    }

    private Path category() throws IOException {
        Path category = folder.resolve("cast");
        for (int i = 0; i < 10; i++) {
            write(line.good(i).picture(), category.resolve("train/good"), i + ".png");
        }
        for (Defect type : new Defect[] {Defect.HOLE, Defect.STAIN}) {
            for (int i = 0; i < 6; i++) {
                SimulatedPart part = line.defective(type, i);
                write(part.picture(), category.resolve("test/" + type.code()), i + ".png");
                write(part.mask().orElseThrow(), category.resolve("ground_truth/" + type.code()), i + "_mask.png");
            }
        }
        return category;
    }

    @Test
    void findsTypesThatNobodyCouldMistake() throws IOException {
        Path report = folder.resolve("report.json");

        int exit = run(
                "--gallery",
                labelled("gallery", 0, 10),
                "--query",
                labelled("query", 10, 3),
                "--out",
                report,
                "--threads",
                2);

        assertThat(said()).isEmpty();
        assertThat(exit).isZero();
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.at("/settings/encoder").asText()).isEqualTo("packaged");
        assertThat(json.at("/settings/threads").asInt()).isEqualTo(2);
        assertThat(json.get("regions")).isEmpty();
        JsonNode wholes = json.get("whole_pictures");
        assertThat(wholes.at("/index/pictures").asInt()).isEqualTo(20);
        assertThat(wholes.at("/index/dimension").asInt()).isEqualTo(384);
        assertThat(wholes.at("/index/encoder_sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(wholes.get("queries").asInt()).isEqualTo(6);
        assertThat(wholes.get("hit_at1").asDouble()).isEqualTo(1);
        assertThat(wholes.get("hit_at5").asDouble()).isEqualTo(1);
        assertThat(wholes.get("mean_average_precision").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(wholes.at("/vote/largest_share_accuracy").asDouble()).isEqualTo(1);
        assertThat(wholes.at("/vote/outcomes/answered").asInt()).isPositive();
        assertThat(wholes.get("coverage").get(0).get("accuracy").asDouble()).isEqualTo(1);
        assertThat(wholes.get("left_out")).hasSize(2);
        JsonNode withoutDark = wholes.get("left_out").get(0);
        assertThat(withoutDark.get("type").asText()).isEqualTo("dark");
        assertThat(withoutDark.get("unknown_queries").asInt()).isEqualTo(3);
        assertThat(withoutDark.get("known_queries").asInt()).isEqualTo(3);
        assertThat(wholes.get("latency_ms_p99").asDouble())
                .isGreaterThanOrEqualTo(wholes.get("latency_ms_p50").asDouble());
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("hit_at_1", "mean_average_precision", "abstention_rate", "type left out");
    }

    @Test
    void comparesSearchesByRegionWithWholePictures() throws IOException {
        Path report = folder.resolve("report.json");

        int exit = run("--regions", category(), "--splits", 5, "--seed", 2, "--out", report);

        assertThat(said()).isEmpty();
        assertThat(exit).isZero();
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.get("whole_pictures").isNull()).isTrue();
        JsonNode cast = json.get("regions").get(0);
        assertThat(cast.get("category").asText()).isEqualTo("cast");
        assertThat(cast.at("/types/hole").asInt()).isEqualTo(6);
        assertThat(cast.get("drawn_regions").asInt()).isGreaterThanOrEqualTo(12);
        assertThat(cast.get("gallery_pictures").asInt()).isEqualTo(6);
        assertThat(cast.get("queries").asInt()).isEqualTo(6);
        assertThat(cast.get("ways")).hasSize(RegionWay.all().size());
        for (JsonNode way : cast.get("ways")) {
            assertThat(way.get("first_right").asDouble()).isBetween(0.0, 1.0);
            assertThat(way.at("/first_over_picture/low").asDouble())
                    .isLessThanOrEqualTo(way.at("/first_over_picture/high").asDouble());
        }
        JsonNode picture = cast.get("ways").get(0);
        assertThat(picture.get("name").asText()).isEqualTo("picture");
        assertThat(picture.at("/vote_over_picture/mean").asDouble()).isZero();
        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(printed).contains("region_whole_share_0.25", "region_of_mask");

        out.reset();
        assertThat(run("--regions", folder.resolve("cast"), "--splits", 5, "--seed", 2))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .as("the same seed, the same figures")
                .isEqualTo(printed);
    }

    @Test
    void saysWhatIsWrongWithItsFolders() throws IOException {
        Path gallery = labelled("gallery", 0, 1);

        assertThat(run("--gallery", folder.resolve("none"), "--query", gallery)).isEqualTo(2);
        assertThat(said()).contains("--gallery " + folder.resolve("none") + " does not exist");

        assertThat(run("--gallery", gallery, "--query", folder.resolve("gallery/dark")))
                .isEqualTo(2);
        assertThat(said()).contains("must hold one folder of pictures a defect type, but holds none");

        write(line.good(9).picture(), folder.resolve("query/purple"), "9.png");
        assertThat(run("--gallery", gallery, "--query", folder.resolve("query")))
                .isEqualTo(2);
        assertThat(said()).contains("of type 'purple'", "the gallery has only [dark, light]");

        assertThat(run("--regions", gallery)).isEqualTo(2);
        assertThat(said()).contains("must be a category with train/good");

        Path category = category();
        assertThat(run("--regions", category, "--out", folder.resolve("none/r.json")))
                .isEqualTo(2);
        assertThat(said()).contains("none, which does not exist");
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        assertThat(run("--gallery", "a")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("--regions", "a", "--splits", "4")).isEqualTo(2);
        assertThat(run("--colour", "red")).isEqualTo(2);
        assertThat(said())
                .contains("--gallery DIR and --query DIR go together")
                .contains("--gallery DIR and --query DIR, or --regions DIR are needed")
                .contains("--splits must be a whole number from 5 to 10000, but is 4")
                .contains("unknown option --colour");
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--regions", "--encoder", "--splits");
    }

    @Test
    void refusesAnEncoderThatThereIsNot() throws IOException {
        Path gallery = labelled("gallery", 0, 2);

        assertThat(run("--gallery", gallery, "--query", gallery, "--encoder", "no-such-model"))
                .isEqualTo(1);
        assertThat(said().toLowerCase(Locale.ROOT)).contains("no-such-model");
    }
}
