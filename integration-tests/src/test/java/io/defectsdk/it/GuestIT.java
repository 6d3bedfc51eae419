package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A guest in somebody else's process: it bears that process's ways, and leaves nothing of its own behind. */
@Timeout(180)
class GuestIT {
    /** Some 60 KB: hosts of many modules have class paths like that. */
    private static final String LONG_CLASS_PATH = IntStream.range(0, 600)
            .mapToObj(i -> "/opt/host/repository/org/example/module-" + i + "/1.0.0/module-" + i + "-1.0.0.jar")
            .collect(Collectors.joining(File.pathSeparator));

    @TempDir
    private Path directory;

    @Test
    void teachesInAProcessWithALongClassPathAndLeavesNothingInTheHomeDirectory() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path log = directory.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + LONG_CLASS_PATH,
                        TeachInAProcess.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.contains("TELEMETRY"));
        // what some libraries take for a reason to keep still
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.equals("GITHUB_ACTIONS"));

        Process process = builder.start();
        try {
            assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("version 1");
        assertThat(files(home)).as("what it left in the home directory").isEmpty();
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }
}
