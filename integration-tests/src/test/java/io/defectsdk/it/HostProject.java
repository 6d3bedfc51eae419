package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A host application in a project of its own, built by a Maven of its own against the installed artifacts. */
final class HostProject {
    private static final long MINUTES = 5;

    private final Path folder;

    private HostProject(Path folder) {
        this.folder = folder;
    }

    /** Compiles one class, {@code Host}, against some of our artifacts. */
    static HostProject compiled(Path folder, String source, String... artifacts) throws Exception {
        String dependencies = Stream.of(artifacts)
                .map(artifact -> "    <dependency><groupId>io.defectsdk</groupId><artifactId>" + artifact
                        + "</artifactId></dependency>")
                .collect(Collectors.joining("\n"));
        Files.writeString(
                folder.resolve("pom.xml"), filled(resource("hosts/pom.xml")).replace("@dependencies@", dependencies));
        Files.writeString(folder.resolve("settings.xml"), filled(resource("hosts/settings.xml")));
        Path file = folder.resolve("src/main/java/Host.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        HostProject project = new HostProject(folder);
        Path maven = Path.of(property("maven-home"), "bin", File.separatorChar == '\\' ? "mvn.cmd" : "mvn");
        Output output = project.execute(
                List.of(maven.toString(), "-B", "-q", "-s", "settings.xml", "-Dmaven.test.skip=true", "compile"));
        assertThat(output.exitCode()).as(output.text()).isZero();
        return project;
    }

    /** Runs it in a JVM of its own. */
    Output run(String... arguments) throws Exception {
        String classPath = folder.resolve("target/classes") + File.pathSeparator + classPath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath,
                "Host"));
        command.addAll(List.of(arguments));
        return execute(command);
    }

    /** The jars it runs with. */
    String classPath() throws IOException {
        return Files.readString(folder.resolve("target/class-path.txt")).strip();
    }

    record Output(int exitCode, String text) {}

    private Output execute(List<String> command) throws Exception {
        Path log = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("still running after %d minutes: %s", MINUTES, Files.readString(log))
                    .isTrue();
            return new Output(process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String filled(String template) {
        String text = template.replace(
                "@developer-repository@",
                Path.of(property("developer-repository")).toUri().toString());
        for (String name : List.of(
                "version",
                "host-repository",
                "compiler.plugin.version",
                "resources.plugin.version",
                "dependency.plugin.version")) {
            text = text.replace("@" + name + "@", property(name));
        }
        return text;
    }

    private static String property(String name) {
        return Objects.requireNonNull(
                System.getProperty("defectsdk.it." + name),
                "this test runs in Maven's verify phase, which sets " + name);
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = HostProject.class.getClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
