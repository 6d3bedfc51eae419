package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.StoreException;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.FolderRun;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.config.DatabaseOptions;
import io.defectsdk.config.Storage;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import io.defectsdk.testing.database.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is added while the database goes away: nothing is lost, and nothing is left half registered. */
@Timeout(180)
class AddFolderFaultsIT {
    private static final int FILES = 60;
    private static final int MIDDLE = 25;

    @TempDir
    private Path directory;

    private final EventfulClock clock = new EventfulClock();
    private Path folder;
    private Path storage;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = SmallPictures.folder(directory.resolve("folder"), FILES, "part_%03d.bmp"::formatted);
        storage = directory.resolve("storage");
    }

    @Test
    void stoppedBetweenAFileAndItsRow() throws Exception {
        goesOnAfter(Storage.directory(storage), server -> clock.at(MIDDLE, server::stop));
    }

    @Test
    void killedBetweenAFileAndItsRow() throws Exception {
        goesOnAfter(Storage.directory(storage), server -> clock.at(MIDDLE, server::kill));
    }

    @Test
    void stoppedAnywhere() throws Exception {
        goesOnAfter(Storage.directory(storage), server -> meanwhile(server::stop));
    }

    @Test
    void killedAnywhere() throws Exception {
        goesOnAfter(Storage.directory(storage), server -> meanwhile(server::kill));
    }

    @Test
    void killedWhereTheDatabaseHoldsTheFiles() throws Exception {
        goesOnAfter(Storage.database(), server -> meanwhile(server::kill));
    }

    /** From some picture on, while the work goes on; the last pictures wait until it is done. */
    private void meanwhile(Runnable event) {
        CountDownLatch done = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    event.run();
                    done.countDown();
                },
                "event");
        clock.at(MIDDLE, thread::start);
        clock.at(FILES - 5, () -> await(done));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void goesOnAfter(Storage place, Consumer<TestServer> trouble) throws Exception {
        try (TestServer server = TestServer.startedDurable();
                DefectSdk sdk = open(server, place, clock)) {
            Plant.addProduct(sdk);
            clock.restart();
            trouble.accept(server);

            FolderRun run = addFolder(sdk);

            assertThatThrownBy(run::join).isInstanceOfSatisfying(StoreException.class, e -> {
                assertThat(e.retryable()).isTrue();
                assertThat(e).hasMessageContaining("the same call goes on").hasMessageContaining("of " + FILES);
            });
            int looked = run.report().files().size();
            assertThat(looked).isBetween(MIDDLE - 1, FILES - 1);
            assertThat(run.report().files(Outcome.ADDED)).hasSize(looked);
            assertThat(server.running()).isFalse();

            server.start();
            awaitAnswer(sdk);
            FolderReport report = addFolder(sdk).join();

            assertThat(report.total()).isEqualTo(FILES);
            assertThat(report.files()).hasSize(FILES);
            assertThat(report.files(Outcome.REFUSED)).isEmpty();
            // one more where the database had committed, and went away before it said so
            assertThat(report.files(Outcome.DUPLICATE)).hasSizeBetween(looked, looked + 1);
            StoredFiles.age(server.dataSource());
            addOneMore(sdk);
            List<String> keys = place instanceof Storage.Database
                    ? Sql.column(server.dataSource(), "SELECT storage_key FROM defect_sdk.objects")
                    : StoredFiles.keys(storage);
            StoredFiles.requireWhole(sdk, server.dataSource(), keys, FILES + 1);
            if (place instanceof Storage.Directory) {
                assertThat(StoredFiles.parts(storage)).isEmpty();
            }
        }
    }

    /** A pool needs a moment to find out that the database is back. */
    private static void awaitAnswer(DefectSdk sdk) throws InterruptedException {
        while (true) {
            try {
                sdk.catalog().findProduct(Plant.PRODUCT);
                return;
            } catch (StoreException e) {
                assertThat(e.retryable()).isTrue();
                Thread.sleep(50);
            }
        }
    }

    @Test
    void addedTwiceItIsThereOnce() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                DefectSdk sdk = DefectSdk.builder().database(database.options()).build()) {
            Plant.addProduct(sdk);

            assertThat(addFolder(sdk).join().files(Outcome.ADDED)).hasSize(FILES);
            assertThat(addFolder(sdk).join().files(Outcome.DUPLICATE)).hasSize(FILES);

            List<String> keys = Sql.column(database.dataSource(), "SELECT storage_key FROM defect_sdk.objects");
            StoredFiles.requireWhole(sdk, database.dataSource(), keys, FILES);
            assertThat(storage).doesNotExist();
        }
    }

    @Test
    void aServerThatHangsIsWaitedForAndTheRunGoesOn() throws Exception {
        try (TestServer server = TestServer.started();
                DefectSdk sdk = open(server, Storage.directory(storage), clock)) {
            Plant.addProduct(sdk);
            clock.restart();
            clock.at(MIDDLE, () -> hangFor(server, Duration.ofSeconds(2)));

            FolderReport report = addFolder(sdk).join();

            assertThat(report.files(Outcome.ADDED)).hasSize(FILES);
            StoredFiles.requireWhole(sdk, server.dataSource(), StoredFiles.keys(storage), FILES);
        }
    }

    private static void hangFor(TestServer server, Duration duration) {
        server.freeze();
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(duration.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        server.thaw();
                    }
                },
                "thaw");
        thread.start();
    }

    @Test
    void aClockThatJumpsLosesNothing() throws Exception {
        try (TestServer server = TestServer.started();
                DefectSdk sdk = open(server, Storage.directory(storage), clock)) {
            Plant.addProduct(sdk);
            clock.restart();
            clock.at(10, () -> clock.jump(Duration.ofDays(-365)));
            clock.at(20, () -> clock.jump(Duration.ofDays(2 * 365)));
            clock.at(30, () -> clock.jump(Duration.ofDays(-365)));

            FolderReport report = addFolder(sdk).join();

            assertThat(report.files(Outcome.ADDED)).hasSize(FILES);
            StoredFiles.requireWhole(sdk, server.dataSource(), StoredFiles.keys(storage), FILES);
            assertThat(StoredFiles.rows(sdk))
                    .as("in the order in which they were registered")
                    .extracting(row -> row.fileName())
                    .isSorted();
        }
    }

    @Test
    void whatCountsAsDeadIsToldByTheDatabasesClockAlone() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EventfulClock slow = new EventfulClock();
        EventfulClock early = new EventfulClock();
        early.jump(Duration.ofDays(-365));
        EventfulClock late = new EventfulClock();
        late.jump(Duration.ofDays(365));
        try (TestServer server = TestServer.started();
                DefectSdk living = open(server, Storage.directory(storage), slow);
                DefectSdk before = open(server, Storage.directory(storage), early);
                DefectSdk after = open(server, Storage.directory(storage), late)) {
            Plant.addProduct(living);
            slow.restart();
            slow.at(1, () -> {
                storing.countDown();
                await(goOn);
            });
            FolderRun run = addFolder(living);
            storing.await();
            DataSource database = server.dataSource();
            String underWay = "SELECT storage_key FROM defect_sdk.uploads";
            List<String> key = Sql.column(database, underWay);

            add(before, FILES);
            add(after, FILES + 1);

            assertThat(key).hasSize(1);
            assertThat(Sql.column(database, underWay))
                    .as("the picture under way is left alone by both")
                    .isEqualTo(key);
            assertThat(StoredFiles.keys(storage)).containsAll(key);
            goOn.countDown();
            run.join();
            assertThat(StoredFiles.rows(living))
                    .anyMatch(row -> row.storageKey().equals(key.get(0)));
            StoredFiles.requireWhole(living, database, StoredFiles.keys(storage), FILES + 2);
        } finally {
            goOn.countDown();
        }
    }

    private static DefectSdk open(TestServer server, Storage place, Clock clock) {
        return DefectSdk.builder()
                .database(DatabaseOptions.builder(server.jdbcUrl(), server.username(), server.password())
                        .poolSize(4)
                        .connectionTimeout(Duration.ofSeconds(2))
                        .build())
                .storage(place)
                .clock(clock)
                .build();
    }

    private FolderRun addFolder(DefectSdk sdk) {
        return sdk.pictures().addFolder(PictureFolder.normal(Plant.PRODUCT, folder), Plant.ENGINEER);
    }

    private static void addOneMore(DefectSdk sdk) {
        add(sdk, FILES);
    }

    private static void add(DefectSdk sdk, int number) {
        Picture picture = Picture.of(SmallPictures.bmp(number), "one_more_" + number + ".bmp");
        sdk.pictures().add(NewPicture.normal(Plant.PRODUCT, picture), Plant.ENGINEER);
    }
}
