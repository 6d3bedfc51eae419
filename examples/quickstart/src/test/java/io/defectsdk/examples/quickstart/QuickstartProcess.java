package io.defectsdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code java -jar quickstart.jar} as a process of its own, as a user starts it. */
final class QuickstartProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/quickstart.jar");
    private static final long SECONDS = 300;
    private static final String END = "\0";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private QuickstartProcess(Process process) {
        this.process = process;
    }

    static QuickstartProcess start(Path workingDirectory, String... arguments) throws IOException {
        assertThat(JAR).as("built in the package phase").exists();
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                JAR.toAbsolutePath().toString()),
                        Stream.of(arguments))
                .toList();
        QuickstartProcess started = new QuickstartProcess(new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .start());
        Thread reader = new Thread(started::read, "quickstart-output");
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("the output could not be read: " + e);
        } finally {
            lines.add(END);
        }
    }

    /** Waits for a line that begins like this. */
    void awaitLine(String beginning) throws InterruptedException {
        while (!next().startsWith(beginning)) {
            assertThat(seen).as("waiting for '%s'", beginning).doesNotContain(END);
        }
    }

    private String next() throws InterruptedException {
        String line = lines.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(line).as("a line within %d s after %s", SECONDS, seen).isNotNull();
        seen.add(line);
        return line;
    }

    /** Waits for the end and returns the exit code. */
    int awaitEnd() throws InterruptedException {
        while (!seen.contains(END)) {
            next();
        }
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** All that was written, standard error included; after {@link #awaitEnd()}. */
    String output() {
        return String.join("\n", seen.subList(0, seen.size() - 1));
    }

    /** Ends it as a power cut would: nothing is told, no hook runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
