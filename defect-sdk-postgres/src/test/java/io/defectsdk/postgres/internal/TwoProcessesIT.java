package io.defectsdk.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.postgres.internal.Databases.Database;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesIT {
    @RegisterExtension
    final Databases databases = new Databases();

    /** What Flyway's command line, or one who means harm, would put into a process's surroundings. */
    private static final Map<String, String> TRAPS = Map.of(
            "flyway.table", "trap",
            "flyway.locations", "filesystem:/nowhere",
            "flyway.baselineOnMigrate", "true",
            "flyway.defaultSchema", "trap",
            "flyway.placeholders.schema", "trap");

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void migrateAnEmptyDatabaseAtOnceOffTheNetworkAndHeedingNoForeignConfiguration() throws Exception {
        Database database = databases.empty();
        String password = "s3cret-" + database.name();
        String role = database.role();
        database.execute(
                "ALTER ROLE " + role + " PASSWORD '" + password + "'",
                "GRANT CREATE ON DATABASE " + database.name() + " TO " + role);
        setTraps();
        String logs = openInTwo(database, role, password);
        assertThat(logs)
                .containsOnlyOnce("Migrating schema \"plant\" to version \"1 ")
                .doesNotContain(password);
        assertThat(database.rows("SELECT product_code FROM plant.products ORDER BY 1"))
                .containsExactly("one", "two");
        assertThat(database.rows("SELECT version FROM plant.defect_sdk_schema_history WHERE version IS NOT NULL"))
                .doesNotHaveDuplicates()
                .hasSize(9);
        assertThat(database.rows("SELECT nspname FROM pg_namespace")).doesNotContain("trap");
    }

    @Test
    void adoptAHandMadeDatabaseAtOnce() throws Exception {
        Database database = databases.empty();
        HandMade.in(database, "plant");
        String logs = openInTwo(database, database.username(), database.password());
        assertThat(logs)
                .containsOnlyOnce("Successfully baselined schema")
                .containsOnlyOnce("Migrating schema \"plant\" to version \"2 ");
        assertThat(database.rows("SELECT product_code FROM plant.products ORDER BY 1"))
                .containsExactly("cover", "housing", "one", "two");
    }

    /** Together, once both are ready; gives what they logged. */
    private String openInTwo(Database database, String role, String password) throws Exception {
        for (String product : List.of("one", "two")) {
            processes.add(start(database, role, password, product));
        }
        for (Process process : processes) {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        }
        for (Process process : processes) {
            send(process, "go");
        }
        String host = URI.create(database.url().substring("jdbc:".length())).getHost();
        String logs = "";
        for (Process process : processes) {
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String said = output.lines().reduce("", (all, line) -> all + line);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            String log = Files.readString(log(process == processes.get(0) ? "one" : "two"));
            assertThat(process.exitValue()).as(log).isZero();
            // nothing else on standard output, and no host but the database's
            assertThat(said).isEqualTo("opened, connected to [" + host + "]");
            logs += log;
        }
        return logs;
    }

    private void setTraps() throws IOException {
        Files.createDirectories(directory.resolve("conf"));
        StringBuilder properties = new StringBuilder();
        StringBuilder toml = new StringBuilder("[flyway]\n");
        TRAPS.forEach((key, value) -> {
            properties.append(key).append('=').append(value).append('\n');
            toml.append(key.substring("flyway.".length()))
                    .append(" = \"")
                    .append(value)
                    .append("\"\n");
        });
        for (String file : List.of("flyway.conf", "conf/flyway.conf", "flyway.user.conf")) {
            Files.writeString(directory.resolve(file), properties);
        }
        for (String file : List.of("flyway.toml", "conf/flyway.toml", "flyway.user.toml")) {
            Files.writeString(directory.resolve(file), toml);
        }
    }

    private Process start(Database database, String role, String password, String product) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + directory,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                "-cp",
                System.getProperty("java.class.path"),
                OpenInAProcess.class.getName(),
                database.url(),
                role,
                "plant",
                product);
        builder.directory(directory.toFile());
        builder.redirectError(log(product).toFile());
        TRAPS.forEach((key, value) -> builder.environment()
                .put(key.replaceAll("([A-Z])", "_$1").replace('.', '_').toUpperCase(Locale.ROOT), value));
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("FLYWAY_NATIVE_CONNECTORS", "true");
        Process process = builder.start();
        send(process, password);
        return process;
    }

    private static void send(Process process, String line) throws IOException {
        BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    private Path log(String product) {
        return directory.resolve(product + ".log");
    }
}
