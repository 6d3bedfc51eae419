package io.defectsdk.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path folder;

    @Test
    void keepsItsDataBetweenRuns() throws SQLException {
        Path directory = folder.resolve("with spaces 한글 '\"");
        try (EmbeddedDatabase database = EmbeddedDatabase.inDirectory(directory)) {
            assertThat(Sql.query(database.dataSource(), "show fsync")).isEqualTo("on");
            Sql.execute(database.dataSource(), "create table parts as select '기공' as defect");
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.inDirectory(directory)) {
            assertThat(Sql.query(database.dataSource(), "select defect from parts"))
                    .isEqualTo("기공");
        }
    }

    @Test
    void opensADirectoryThatAKilledProcessLeftWithItsServerRunning() throws Exception {
        Process child = child(folder);
        int before = readPid(folder);
        child.destroyForcibly();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessHandle.of(before)).as("the orphaned server").get().matches(ProcessHandle::isAlive);

        try (EmbeddedDatabase database = EmbeddedDatabase.inDirectory(folder)) {
            assertThat(Sql.query(database.dataSource(), "select count(*) from parts"))
                    .isEqualTo("3");
            assertThat(readPid(folder)).isNotEqualTo(before);
        }
    }

    @Test
    void opensADirectoryWithAStaleLockOfAServerThatIsGone() throws Exception {
        Process child = child(folder);
        ProcessHandle server = ProcessHandle.of(readPid(folder)).orElseThrow();
        child.destroyForcibly();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Postmaster.kill(server);
        assertThat(folder.resolve("data/postmaster.pid")).exists();

        try (EmbeddedDatabase database = EmbeddedDatabase.inDirectory(folder)) {
            assertThat(Sql.query(database.dataSource(), "select count(*) from parts"))
                    .isEqualTo("3");
        }
    }

    @Test
    void leavesAnUnrelatedProcessAloneWhoseNumberIsInTheStaleLock() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.inDirectory(folder)) {
            Sql.execute(database.dataSource(), "create table parts as select 1 as id");
        }
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    folder.resolve("data/postmaster.pid"),
                    bystander.pid() + "\n" + folder.resolve("data") + "\n1700000000\n1\n\n127.0.0.1\n\nready\n");

            try (EmbeddedDatabase database = EmbeddedDatabase.inDirectory(folder)) {
                assertThat(Sql.query(database.dataSource(), "select id from parts"))
                        .isEqualTo("1");
            }
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void refusesADirectoryThatALiveProcessHasOpen() throws Exception {
        Process child = child(folder);
        try {
            assertThatThrownBy(() -> EmbeddedDatabase.inDirectory(folder))
                    .isInstanceOf(TestDatabaseException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use by process " + child.pid())
                    .hasMessageContaining("close it there");
        } finally {
            child.getOutputStream().close();
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void refusesADirectoryThatThisProcessHasOpen() {
        EmbeddedDatabase first = EmbeddedDatabase.inDirectory(folder);
        try {
            assertThatThrownBy(() -> EmbeddedDatabase.inDirectory(folder))
                    .isInstanceOf(TestDatabaseException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        } finally {
            first.close();
        }
        EmbeddedDatabase.inDirectory(folder).close();
    }

    @Test
    void beginsAnewWhereMakingTheClusterWasInterrupted() throws IOException, SQLException {
        Files.createDirectories(folder.resolve("data.new/base"));
        Files.writeString(folder.resolve("data.new/PG_VERSION"), "17\n");
        Files.writeString(folder.resolve("password"), "old");

        try (EmbeddedDatabase database = EmbeddedDatabase.inDirectory(folder)) {
            assertThat(Sql.query(database.dataSource(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void saysWhatTheServerSaidWhenItDoesNotStart() throws IOException {
        EmbeddedDatabase.inDirectory(folder).close();
        Files.writeString(folder.resolve("data/PG_VERSION"), "9.6\n");

        assertThatThrownBy(() -> EmbeddedDatabase.inDirectory(folder))
                .isInstanceOf(TestDatabaseException.class)
                .hasMessageContaining("database files are incompatible with server")
                .hasMessageContaining("9.6");
    }

    @Test
    void stopsItsServerWhenTheJvmEndsWithoutClosing() throws Exception {
        Process child = child(folder);
        ProcessHandle server = ProcessHandle.of(readPid(folder)).orElseThrow();

        child.getOutputStream().close();

        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
        assertThat(server.info().command()).isEmpty();
    }

    @Test
    void leavesNothingOfATemporaryDatabase() throws SQLException, IOException {
        Path data;
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary()) {
            data = Path.of(Sql.query(database.dataSource(), "show data_directory"));
            assertThat(data).isDirectory();
            if (Workspace.posix(data)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.getParent())))
                        .isEqualTo("rwx------");
            }
        }
        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void clearsAwayTheTemporaryServerOfAKilledProcess() throws Exception {
        Process child = launch("-Dnothing", "");
        Path data = Path.of(answer(child));
        ProcessHandle server = ProcessHandle.of(readPid(data.getParent())).orElseThrow();
        child.destroyForcibly();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(data).isDirectory();

        EmbeddedDatabase.temporary().close();

        assertThat(data.getParent()).doesNotExist();
        assertThat(server.info().command()).isEmpty();
    }

    @Test
    void unpacksAndStartsInSeveralProcessesAtOnce() throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            children.add(launch("-Djava.io.tmpdir=" + folder, ""));
        }
        Set<String> directories = new HashSet<>();
        for (Process child : children) {
            directories.add(answer(child));
        }

        assertThat(directories).hasSize(2);
        for (Process child : children) {
            child.getOutputStream().close();
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isZero();
        }
        try (Stream<Path> binaries =
                Files.list(folder.resolve("defect-sdk-postgres-" + System.getProperty("user.name")))) {
            assertThat(binaries.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith("server-")))
                    .singleElement()
                    .asString()
                    .startsWith("binaries-");
        }
    }

    private static int readPid(Path directory) throws IOException {
        return Integer.parseInt(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .get(0)
                .strip());
    }

    /** A JVM that has the database open and waits until its standard input ends; returns when it has. */
    private static Process child(Path directory) throws IOException {
        Process process = launch("-Dnothing", directory.toString());
        answer(process);
        return process;
    }

    private static String answer(Process child) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).as("the child's answer").isNotNull();
        return line;
    }

    private static Process launch(String setting, String directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        setting,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenDatabase.class.getName(),
                        directory)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
