package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.testing.line.Defect;
import io.defectsdk.testing.line.SimulatedLine;
import io.defectsdk.testing.line.SimulatedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "the embedded PostgreSQL is for Linux on x86-64")
class QuickstartIT {
    @TempDir
    Path folder;

    private QuickstartProcess start(String... arguments) throws IOException {
        return QuickstartProcess.start(folder, arguments);
    }

    private String run(int exitCode, String... arguments) throws Exception {
        try (QuickstartProcess process = start(arguments)) {
            int actual = process.awaitEnd();
            assertThat(actual).as(process.output()).isEqualTo(exitCode);
            return process.output();
        }
    }

    @Test
    void inspectsTheSimulatedLineAndWritesAReport() throws Exception {
        String output = run(0);

        List<String> names = Stream.concat(
                        IntStream.range(40, 52).mapToObj(i -> "good_0" + i),
                        Stream.of(Defect.values())
                                .flatMap(defect -> IntStream.range(0, 4).mapToObj(i -> defect.code() + "_00" + i)))
                .toList();
        assertThat(output)
                .contains("Teaching sim-casting from 40 OK pictures", "Taught recipe version 1", "Image AUROC")
                .containsPattern("file +truth +verdict +score +threshold +ms")
                .doesNotContain("WARN", "ERROR", "Exception");
        assertThat(names).hasSize(28).allSatisfy(name -> {
            assertThat(output).containsPattern("(?m)^" + name + " +[a-z]+ +(OK|REVIEW|NG) +[0-9.]+ +[0-9.]+ +[0-9]+");
            Path overlay = folder.resolve("quickstart-report/overlays/sim-casting/" + name + ".jpg");
            assertThat(ImageIO.read(overlay.toFile()).getWidth()).isEqualTo(384);
        });
        String report = Files.readString(folder.resolve("quickstart-report/report.html"));
        assertThat(names).allSatisfy(name -> assertThat(report).contains("<td>" + name + "</td>"));
        assertThat(report.split("<article")).hasSize(29);
        assertThat(report).contains("검사 보고서", "Inspection report", "data:image/jpeg;base64,");
        assertThat(report).doesNotContain("http:", "https:", "<script");
        assertThat(output).containsPattern("Made an index of \\d+ passages out of 1 manuals \\(by words and by ");
        assertThat(report)
                .contains("<details class=\"guide\">", "sim-casting_manual.pdf", "조치 <span class=\"en\">Action</span>");
        // half of the defects at least, or nobody would want this
        assertThat(output.lines().filter(line -> line.contains(" NG ")).filter(line -> !line.startsWith("good")))
                .hasSizeGreaterThan(8);
    }

    @Test
    void keepsItsDatabaseThroughKillsAndFindsProductAndRecipeAgain() throws Exception {
        String data = smallData().toString();
        String[] arguments = {"--data", data, "--keep", "kept", "--out", "out"};
        try (QuickstartProcess first = start(arguments)) {
            first.awaitLine("  reading pictures");
            first.kill();
        }
        assertThat(run(0, arguments)).contains("Found product small-parts", "Taught recipe version 1", "Image AUROC");
        try (QuickstartProcess third = start(arguments)) {
            third.awaitLine("good/");
            third.kill();
        }
        assertThat(run(0, arguments))
                .contains("Found its recipe, version 1, taught from 12 OK pictures", "Image AUROC")
                .doesNotContain("Teaching");
        assertThat(run(0, "--data", data, "--keep", "kept", "--out", "out", "--teach"))
                .contains("Found product small-parts", "Taught recipe version 2");
    }

    @Test
    void inspectsAFolderAndSkipsWhatIsNoPicture() throws Exception {
        Path data = smallData();
        Files.writeString(data.resolve("test/hole/letter <b>.jpg"), "Dear customer, this is not a picture.");

        String output = run(0, "--data", data.toString(), "--out", "out/deep");

        assertThat(output).contains("Skipped 1 pictures that cannot be read").doesNotContain("\tat ");
        assertThat(output).containsPattern("letter <b>.jpg +skipped: ");
        assertThat(output)
                .containsPattern("(?m)^good +\\d+ +\\d+ +\\d+$")
                .containsPattern("(?m)^hole +\\d+ +\\d+ +\\d+$");
        assertThat(folder.resolve("out/deep/overlays/small-parts/hole/hole_000.jpg"))
                .exists();
        assertThat(Files.readString(folder.resolve("out/deep/report.html")))
                .contains("good/good_100.png", "hole/hole_001.png", "letter &lt;b&gt;.jpg", "건너뜀 skipped 1");
    }

    @Test
    void namesEveryTrainingPictureThatCannotBeRead() throws Exception {
        Path data = smallData();
        Files.writeString(data.resolve("train/good/a letter.jpg"), "Dear customer");
        Files.write(data.resolve("train/good/nothing.png"), new byte[0]);

        String output = run(1, "--data", data.toString());

        assertThat(output).contains("2 of 14 OK pictures cannot be used", "a letter.jpg", "nothing.png");
        assertThat(output).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--speed 9|unknown option --speed",
                "--data nowhere|nowhere does not exist",
                "--out file|--out must be a folder, but file is a file",
                "--out file/below|--out needs a folder that can be written",
                "--keep file|--keep must be a folder, but file is a file"
            })
    void refusesBadArgumentsWithoutAStackTrace(String arguments, String message) throws Exception {
        Files.createFile(folder.resolve("file"));
        String output = run(2, arguments.split(" "));
        assertThat(output).contains("quickstart: ", message, "--help").doesNotContain("\tat ");
    }

    @Test
    void showsHelp() throws Exception {
        assertThat(run(0, "--help")).contains("Usage: java -jar quickstart.jar", "--data DIR");
        assertThat(folder).isEmptyDirectory();
    }

    private Path smallData() throws IOException {
        Path data = folder.resolve("small-parts");
        SimulatedLine line = SimulatedLine.builder().size(160, 128).build();
        for (int i = 0; i < 12; i++) {
            write(line.good(i), data.resolve("train/good"));
        }
        for (int i = 0; i < 4; i++) {
            write(line.good(100 + i), data.resolve("test/good"));
            write(line.defective(Defect.HOLE, i), data.resolve("test/hole"));
        }
        return data;
    }

    private static void write(SimulatedPart part, Path folder) throws IOException {
        Files.createDirectories(folder);
        ImageIO.write(
                part.picture(), "png", folder.resolve(part.name() + ".png").toFile());
    }
}
