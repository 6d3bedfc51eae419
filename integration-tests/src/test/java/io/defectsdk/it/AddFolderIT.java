package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.DefectSdk;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.PageRequest;
import io.defectsdk.StoreException;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.FolderRun;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.Storage;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import io.defectsdk.testing.database.TestServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is registered while databases and processes die: each file once, whole or not at all. */
@Timeout(180)
class AddFolderIT {
    private static final int FILES = 150;

    @TempDir
    private Path temporary;

    private Path folder;
    private Path storage;

    @BeforeEach
    void writePictures() throws IOException {
        folder = Files.createDirectory(temporary.resolve("folder"));
        storage = temporary.resolve("storage");
        BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < FILES; i++) {
            image.setRGB(0, 0, i + 1);
            Files.write(folder.resolve(String.format("기공 %03d.bmp", i)), bmp(image));
        }
    }

    private static byte[] bmp(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "bmp", bytes);
        return bytes.toByteArray();
    }

    private DefectSdk open(DatabaseOptions options) {
        return DefectSdk.builder()
                .database(options)
                .storage(Storage.directory(storage))
                .build();
    }

    private FolderRun add(DefectSdk sdk) {
        return sdk.pictures().addFolder(PictureFolder.normal(Plant.PRODUCT, folder), Plant.ENGINEER);
    }

    /** A pool needs a moment to find out that the database is back. */
    private static void awaitAnswer(DefectSdk sdk) throws InterruptedException {
        while (true) {
            try {
                registered(sdk);
                return;
            } catch (StoreException e) {
                assertThat(e.retryable()).isTrue();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static List<RegisteredPicture> registered(DefectSdk sdk) {
        return sdk.pictures()
                .list(PictureFilter.of(Plant.PRODUCT), PageRequest.first(1_000))
                .items();
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> all = Files.walk(storage)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> storage.relativize(file).toString())
                    .filter(key -> !key.startsWith(".parts"))
                    .toList();
        }
    }

    /** Everything is registered once; what else is in storage goes when its time has come. */
    private void assertWhole(DefectSdk sdk, DataSource database) throws IOException, SQLException {
        List<String> keys =
                registered(sdk).stream().map(RegisteredPicture::storageKey).toList();
        assertThat(keys).hasSize(FILES);
        assertThat(stored()).containsAll(keys);
        letTenMinutesPass(database);
        Picture again = Picture.of(folder.resolve("기공 000.bmp"));
        assertThat(catchThrowableOfType(DuplicateEntryException.class, () -> sdk.pictures()
                        .add(NewPicture.normal(Plant.PRODUCT, again), Plant.ENGINEER)))
                .isNotNull();
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(sdk.pictures().verify(Plant.PRODUCT)).isEmpty();
    }

    private static void letTenMinutesPass(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE defect_sdk.uploads SET begun_at = begun_at - interval '11 minutes'");
        }
    }

    @Test
    void liesInTheDatabaseUnlessAnotherPlaceIsChosen() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk sdk = DefectSdk.builder().database(database.options()).build()) {
            Plant.addProduct(sdk);

            assertThat(add(sdk).join().files(Outcome.ADDED)).hasSize(FILES);
            assertThat(add(sdk).join().files(Outcome.DUPLICATE)).hasSize(FILES);

            assertThat(sdk.pictures().verify(Plant.PRODUCT)).isEmpty();
            assertThat(storage).doesNotExist();
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet counts = statement.executeQuery("SELECT (SELECT count(*) FROM defect_sdk.objects),"
                            + " (SELECT count(*) FROM defect_sdk.uploads)")) {
                assertThat(counts.next()).isTrue();
                assertThat(counts.getInt(1)).isEqualTo(FILES);
                assertThat(counts.getInt(2)).isZero();
            }
        }
    }

    @Test
    void twoProcessesAddItAtOnce() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk sdk = open(database.options())) {
            Plant.addProduct(sdk);
            Process other = AddFolderInAProcess.ready(database.options(), database.password(), storage, folder);
            try {
                AddFolderInAProcess.tell(other, "go");
                FolderReport mine = add(sdk).join();
                String theirs = other.inputReader(StandardCharsets.UTF_8).readLine();

                int added = mine.files(Outcome.ADDED).size();
                assertThat(mine.files(Outcome.DUPLICATE)).hasSize(FILES - added);
                assertThat(theirs)
                        .isEqualTo((FILES - added) + " added, " + added + " there before, 0 refused of " + FILES);
            } finally {
                other.destroyForcibly().waitFor();
            }
            assertWhole(sdk, database.dataSource());
        }
    }

    @Test
    void aProcessIsKilledInTheMiddle() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk sdk = open(database.options())) {
            Plant.addProduct(sdk);
            Process dying = AddFolderInAProcess.ready(database.options(), database.password(), storage, folder);
            try {
                AddFolderInAProcess.tell(dying, "go");
                while (registered(sdk).size() < 10) {
                    Thread.sleep(2);
                }
            } finally {
                dying.destroyForcibly().waitFor();
            }
            int before = registered(sdk).size();
            assertThat(before).isLessThan(FILES);
            assertThat(stored().size() - before)
                    .as("the file under way, if any")
                    .isBetween(0, 1);

            FolderReport report = add(sdk).join();

            assertThat(report.files(Outcome.DUPLICATE)).hasSize(before);
            assertThat(report.files(Outcome.ADDED)).hasSize(FILES - before);
            assertWhole(sdk, database.dataSource());
        }
    }

    @Test
    void theDatabaseIsStoppedInTheMiddle() throws Exception {
        whileTheDatabaseGoes(TestServer::stop);
    }

    @Test
    void theDatabaseIsKilledInTheMiddle() throws Exception {
        whileTheDatabaseGoes(TestServer::kill);
    }

    private void whileTheDatabaseGoes(Consumer<TestServer> go) throws Exception {
        try (TestServer server = TestServer.startedDurable();
                DefectSdk sdk = open(DatabaseOptions.builder(server.jdbcUrl(), server.username(), server.password())
                        .connectionTimeout(Duration.ofSeconds(2))
                        .build())) {
            Plant.addProduct(sdk);
            AtomicBoolean gone = new AtomicBoolean();
            FolderRun run = add(sdk).onProgress(progress -> {
                if (progress.done() >= 20 && !gone.getAndSet(true)) {
                    // not on the run's own thread: it is to be in the middle of a file
                    new Thread(() -> go.accept(server)).start();
                }
            });

            StoreException failure = catchThrowableOfType(StoreException.class, run::join);

            assertThat(failure.retryable()).isTrue();
            assertThat(failure)
                    .hasMessageContaining("of " + FILES + " files")
                    .hasMessageContaining("same call goes on");
            int reported = run.report().files().size();
            assertThat(reported).isBetween(20, FILES - 1);
            while (server.running()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            server.start();
            awaitAnswer(sdk);
            int before = registered(sdk).size();
            assertThat(before)
                    .as("a row may be written, though its answer was lost")
                    .isBetween(reported, reported + 1);

            FolderReport report = add(sdk).join();

            assertThat(report.files(Outcome.DUPLICATE)).hasSize(before);
            assertThat(report.files(Outcome.ADDED)).hasSize(FILES - before);
            assertWhole(sdk, server.dataSource());
        }
    }
}
