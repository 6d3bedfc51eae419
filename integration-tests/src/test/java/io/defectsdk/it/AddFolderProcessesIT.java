package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.DefectSdk;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.config.Storage;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that add a folder: killed in the middle, and two at once. */
@Timeout(180)
class AddFolderProcessesIT {
    private static final int FILES = 40;
    private static final int MIDDLE = 5;

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();
    private final TestDatabase database = TestDatabase.create();
    private Path folder;
    private Path storage;
    private DefectSdk sdk;

    @BeforeEach
    void open() throws IOException {
        folder = SmallPictures.folder(directory.resolve("folder"), FILES, "part_%03d.bmp"::formatted);
        storage = directory.resolve("storage");
        sdk = openSdk();
        Plant.addProduct(sdk);
    }

    private DefectSdk openSdk() {
        return DefectSdk.builder()
                .database(database.options())
                .storage(Storage.directory(storage))
                .build();
    }

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        sdk.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20})
    void killedAfterSomeFiles(int files) throws Exception {
        Process process = start(0, 0);
        send(process, "go");
        awaitLine(process, "done " + files);
        kill(process);
        goesOnFrom(files);
    }

    @Test
    void killedWhenAFileIsHalfWritten() throws Exception {
        Process process = start(MIDDLE, 0);
        send(process, "go");
        awaitLine(process, "waiting");
        assertThat(StoredFiles.parts(storage)).hasSize(1);
        kill(process);
        goesOnFrom(MIDDLE - 1);

        // nobody can know whether such a file is still being written, but for a day
        String part = StoredFiles.parts(storage).get(0);
        Files.setLastModifiedTime(
                storage.resolve(part), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        openSdk().close();
        assertThat(StoredFiles.parts(storage)).isEmpty();
    }

    @Test
    void killedBetweenAFileAndItsRow() throws Exception {
        Process process = start(0, MIDDLE);
        send(process, "go");
        awaitLine(process, "waiting");
        assertThat(StoredFiles.keys(storage)).hasSize(MIDDLE);
        kill(process);
        goesOnFrom(MIDDLE - 1);
    }

    @Test
    void killedWithinTheTransactionOfTheRow() throws Exception {
        Process process = start(0, 0);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // which is written last
            statement.execute("LOCK TABLE defect_sdk.audit_log IN EXCLUSIVE MODE");
            send(process, "go");
            awaitBlocked();
            kill(process);
            connection.rollback();
        }
        awaitGone();
        assertThat(StoredFiles.rows(sdk)).isEmpty();
        goesOnFrom(0);
    }

    private void awaitBlocked() throws InterruptedException {
        awaitCount(
                "1", "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'defect_sdk.audit_log'::regclass");
    }

    private void awaitGone() throws InterruptedException {
        awaitCount(
                "0",
                "SELECT count(*) FROM pg_locks WHERE relation = 'defect_sdk.images'::regclass"
                        + " AND mode = 'RowExclusiveLock'");
    }

    private void awaitCount(String expected, String sql) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!Sql.column(database.dataSource(), sql).equals(List.of(expected))) {
            assertThat(Instant.now()).as(sql).isBefore(deadline);
            Thread.sleep(20);
        }
    }

    /** The same folder once more, here; then what the dead process left behind is swept. */
    private void goesOnFrom(int registered) throws Exception {
        FolderReport report = sdk.pictures()
                .addFolder(PictureFolder.normal(Plant.PRODUCT, folder), Plant.ENGINEER)
                .join();
        assertThat(report.files()).hasSize(FILES);
        assertThat(report.files(Outcome.REFUSED)).isEmpty();
        assertThat(report.files(Outcome.DUPLICATE)).hasSizeGreaterThanOrEqualTo(registered);
        StoredFiles.age(database.dataSource());
        Picture oneMore = Picture.of(SmallPictures.bmp(FILES), "one_more.bmp");
        sdk.pictures().add(NewPicture.normal(Plant.PRODUCT, oneMore), Plant.ENGINEER);
        StoredFiles.requireWhole(sdk, database.dataSource(), StoredFiles.keys(storage), FILES + 1);
    }

    @Test
    void twoAtOnceRegisterEachPictureOnce() throws Exception {
        List<Process> both = List.of(start(0, 0), start(0, 0));
        for (Process process : both) {
            send(process, "go");
        }
        int added = 0;
        for (Process process : both) {
            String[] figures = awaitLine(process, "\\d+ \\d+ \\d+").split(" ", -1);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(Integer.parseInt(figures[0]) + Integer.parseInt(figures[1]))
                    .as("added, or there before")
                    .isEqualTo(FILES);
            added += Integer.parseInt(figures[0]);
        }
        assertThat(added).isEqualTo(FILES);
        StoredFiles.requireWhole(sdk, database.dataSource(), StoredFiles.keys(storage), FILES);
        assertThat(StoredFiles.parts(storage)).isEmpty();
    }

    private Process start(int haltWriting, int haltWritten) throws IOException {
        Path log = directory.resolve("process-" + processes.size() + ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AddFolderInAProcess.class.getName(),
                        database.jdbcUrl(),
                        database.username(),
                        storage.toString(),
                        folder.toString(),
                        Integer.toString(haltWriting),
                        Integer.toString(haltWritten))
                .redirectError(log.toFile())
                .start();
        processes.add(process);
        send(process, database.password());
        awaitLine(process, "ready");
        return process;
    }

    private static void send(Process process, String line) throws IOException {
        BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    private String awaitLine(Process process, String pattern) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.matches(pattern)) {
                return line;
            }
        }
        throw new AssertionError("the process ended before it said " + pattern + ": " + logs());
    }

    private String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
