package io.defectsdk.core.internal.catalog;

import static io.defectsdk.core.internal.catalog.Desk.ADMIN;
import static java.awt.image.BufferedImage.TYPE_3BYTE_BGR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.defectsdk.AccessDeniedException;
import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PageRequest;
import io.defectsdk.StorageException;
import io.defectsdk.StoreException;
import io.defectsdk.account.Account;
import io.defectsdk.account.Actor;
import io.defectsdk.account.NewAccount;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.FolderProgress;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.FolderRun;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.core.internal.picture.TestImages;
import io.defectsdk.core.internal.storage.DirectoryObjectStore;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.ObjectStore;
import io.defectsdk.testing.memory.InMemoryStores;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders as they are registered, and everything that can go wrong on the way. */
@Timeout(120)
class FolderRunTest {
    @TempDir
    private Path temporary;

    private final InMemoryStores stores = new InMemoryStores();
    private Path folder;
    private Path storage;
    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(temporary.resolve("pictures"));
        storage = temporary.resolve("storage");
        desk = Desk.of(stores, storage).withProduct();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void write(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve(String.format("%05d.png", i)), SmallPictures.png(i));
        }
    }

    private FolderRun start() {
        return desk.pictures.addFolder(PictureFolder.normal("p", folder), ADMIN);
    }

    private List<RegisteredPicture> registered() {
        List<RegisteredPicture> all = new ArrayList<>();
        PageRequest first = PageRequest.first(1_000);
        for (Optional<PageRequest> next = Optional.of(first); next.isPresent(); ) {
            var page = desk.pictures.list(PictureFilter.of("p").includingRetired(), next.get());
            all.addAll(page.items());
            next = page.next().map(first::after);
        }
        return all;
    }

    private void assertStorageHoldsWhatIsRegistered() {
        assertThat(Desk.files(storage))
                .containsExactlyInAnyOrderElementsOf(
                        registered().stream().map(RegisteredPicture::storageKey).toList());
        assertThat(desk.pictures.verify("p")).isEmpty();
        assertThat(stores.uploads().giveUpStale(Duration.ZERO, 100)).isEmpty();
    }

    /** Does something at once when so many files are done. */
    private static Consumer<FolderProgress> at(int done, Runnable then) {
        return progress -> {
            if (progress.done() == done) {
                then.run();
            }
        };
    }

    @Test
    void registersEachPictureInTheOrderOfTheNames() throws IOException {
        Files.write(folder.resolve("b.png"), SmallPictures.png(1));
        Files.write(folder.resolve("a.BMP"), SmallPictures.bmp(2));
        Files.write(folder.resolve("c.jpeg"), SmallPictures.jpeg(3));
        Files.writeString(folder.resolve("notes.txt"), "not counted");
        Files.write(folder.resolve(".hidden.png"), SmallPictures.png(4));

        FolderReport report = desk.pictures
                .addFolder(PictureFolder.defect("p", "hole", folder), ADMIN)
                .join();

        assertThat(report.toString()).isEqualTo("3 added, 0 there before, 0 refused of 3");
        assertThat(report.files())
                .extracting(FolderReport.Entry::file)
                .containsExactly(Path.of("a.BMP"), Path.of("b.png"), Path.of("c.jpeg"));
        assertThat(registered()).extracting(RegisteredPicture::fileName).containsExactly("a.BMP", "b.png", "c.jpeg");
        assertThat(registered())
                .allSatisfy(picture -> assertThat(picture.defectCode()).hasValue("hole"));
        assertThat(report.files())
                .extracting(FolderReport.Entry::pictureId)
                .containsExactlyElementsOf(registered().stream()
                        .map(picture -> OptionalLong.of(picture.id()))
                        .toList());
        assertStorageHoldsWhatIsRegistered();
    }

    @Test
    void reportsDuplicatesWithThePictureThatIsThere() throws IOException {
        write(3);
        Files.write(folder.resolve("again.png"), SmallPictures.png(1));
        FolderReport first = start().join();

        FolderReport second = start().join();

        assertThat(first.files(Outcome.DUPLICATE)).singleElement().satisfies(entry -> {
            assertThat(entry.file()).isEqualTo(Path.of("again.png"));
            assertThat(entry.pictureId()).isEqualTo(first.files().get(1).pictureId());
        });
        assertThat(second.files(Outcome.DUPLICATE)).hasSize(4);
        assertThat(second.files())
                .extracting(FolderReport.Entry::pictureId)
                .isEqualTo(first.files().stream()
                        .map(FolderReport.Entry::pictureId)
                        .toList());
        assertStorageHoldsWhatIsRegistered();
    }

    @Test
    void reportsWhatIsNoPictureAndGoesOn() throws IOException {
        write(2);
        Files.write(folder.resolve("00000a.png"), new byte[0]);
        Files.writeString(folder.resolve("00000b.jpg"), "no picture");
        Files.write(folder.resolve("00000c\u001B[2J.png"), SmallPictures.png(7));
        Files.write(folder.resolve("00000d.png"), new byte[(int) Desk.LIMITS.maxBytes() + 1]);

        FolderReport report = start().join();

        assertThat(report.toString()).isEqualTo("2 added, 0 there before, 4 refused of 6");
        assertThat(report.files(Outcome.REFUSED))
                .extracting(entry -> entry.reason().orElseThrow())
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("00000a.png", "empty"),
                        reason -> assertThat(reason).contains("00000b.jpg", "JPEG, PNG, BMP"),
                        reason -> assertThat(reason)
                                .contains("control characters")
                                .doesNotContain("\u001B"),
                        reason -> assertThat(reason).contains("00000d.png", "too large", "4194304"));
        assertStorageHoldsWhatIsRegistered();
    }

    @Test
    void reportsAFileThatIsGoneOnceItsTurnComes() throws IOException {
        write(3);
        FolderRun run = startWaiting(at(1, () -> delete(folder.resolve("00002.png"))));

        assertThat(run.join().files(Outcome.REFUSED)).singleElement().satisfies(entry -> {
            assertThat(entry.file()).isEqualTo(Path.of("00002.png"));
            assertThat(entry.reason().orElseThrow()).contains("gone");
        });
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a run that waits until its listener is there. */
    private FolderRun startWaiting(Consumer<FolderProgress> listener) {
        CountDownLatch listening = new CountDownLatch(1);
        desk.folders.execute(() -> await(listening));
        FolderRun run = start().onProgress(listener);
        listening.countDown();
        return run;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        write(3);
        Files.write(folder.resolve("00001a.png"), SmallPictures.png(1));
        Files.write(folder.resolve("00001b.png"), new byte[0]);
        List<FolderProgress> told = new ArrayList<>();

        FolderRun run = startWaiting(told::add);
        run.join();

        assertThat(told)
                .extracting(
                        p -> p.done() + "/" + p.total() + " " + p.added() + " " + p.duplicates() + " " + p.refused())
                .containsExactly("0/5 0 0 0", "1/5 1 0 0", "2/5 2 0 0", "3/5 2 1 0", "4/5 2 1 1", "5/5 3 1 1");
        assertThat(told.get(0).remaining()).isEmpty();
        assertThat(told.get(1).remaining()).isPresent();
        assertThat(run.progress().remaining()).hasValue(Duration.ZERO);
        assertThat(run.completion()).isCompletedWithValue(run.join());
        assertThat(run.cancel()).isFalse();
    }

    @Test
    void isNotHeldUpByARudeListener() throws IOException {
        write(2);

        FolderRun run = startWaiting(progress -> {
            throw new AssertionError("a broken screen");
        });

        assertThat(run.join().files(Outcome.ADDED)).hasSize(2);
    }

    @Test
    void stopsInTheMiddleWhenCancelledAndKeepsWhatItHas() throws IOException {
        write(10);
        CompletableFuture<FolderRun> itself = new CompletableFuture<>();
        FolderRun run =
                startWaiting(at(4, () -> assertThat(itself.join().cancel()).isTrue()));
        itself.complete(run);

        FolderReport report = run.join();

        assertThat(report.cancelled()).isTrue();
        assertThat(report.files(Outcome.ADDED)).hasSize(4);
        assertThat(report.toString()).endsWith("of 10, cancelled");
        assertThat(run.completion()).isCompletedWithValue(report);
        assertThat(registered()).hasSize(4);
        assertStorageHoldsWhatIsRegistered();
        assertThat(start().join().toString()).isEqualTo("6 added, 4 there before, 0 refused of 10");
    }

    @Test
    void failsWhenTheDatabaseGoesAwayAndGoesOnWhenItIsBack() throws IOException {
        write(10);
        FolderRun run = startWaiting(at(4, () -> stores.setAvailable(false)));

        StoreException failure = catchThrowableOfType(StoreException.class, run::join);

        assertThat(failure.retryable()).isTrue();
        assertThat(failure)
                .hasMessageContaining("4 of 10 files")
                .hasMessageContaining("same call goes on")
                .hasMessageContaining("away");
        assertThat(run.report().files()).hasSize(4);
        assertThat(run.report().cancelled()).isFalse();
        assertThat(run.completion()).isCompletedExceptionally();
        stores.setAvailable(true);
        assertThat(start().join().toString()).isEqualTo("6 added, 4 there before, 0 refused of 10");
        assertStorageHoldsWhatIsRegistered();
    }

    /** A directory whose disk breaks at its n-th file. */
    private ObjectStore breakingAt(int file, Runnable trouble) {
        DirectoryObjectStore real = new DirectoryObjectStore(storage);
        AtomicInteger files = new AtomicInteger();
        return new ObjectStore() {
            @Override
            public void put(String key, InputStream content) {
                if (files.incrementAndGet() == file) {
                    trouble.run();
                }
                real.put(key, content);
            }

            @Override
            public Optional<InputStream> open(String key) {
                return real.open(key);
            }

            @Override
            public boolean delete(String key) {
                return real.delete(key);
            }
        };
    }

    @Test
    void failsWhenStorageDoesAndGoesOnWhenItIsMended() throws IOException {
        write(10);
        List<RuntimeException> troubles = List.of(
                new StorageException(ErrorCode.STORAGE_FULL, "no room for the key", null),
                new IllegalStateException("a rude store"));
        for (RuntimeException trouble : troubles) {
            desk.close();
            desk = Desk.of(stores, breakingAt(3, () -> {
                throw trouble;
            }));

            FolderRun run = start();
            StorageException failure = catchThrowableOfType(StorageException.class, run::join);

            assertThat(failure.code())
                    .isEqualTo(trouble instanceof StorageException ? ErrorCode.STORAGE_FULL : ErrorCode.STORAGE_FAILED);
            assertThat(failure)
                    .hasMessageContaining(trouble.getMessage())
                    .hasMessageContaining("of 10 files")
                    .hasMessageContaining("same call goes on");
        }
        assertThat(registered()).hasSize(4);
        assertThat(start().join().toString()).isEqualTo("6 added, 4 there before, 0 refused of 10");
        assertStorageHoldsWhatIsRegistered();
    }

    @Test
    void failsWhenItsDefectTypeIsRetiredMeanwhile() throws IOException {
        write(3);
        CountDownLatch listening = new CountDownLatch(1);
        desk.folders.execute(() -> await(listening));
        FolderRun run = desk.pictures
                .addFolder(PictureFolder.defect("p", "hole", folder), ADMIN)
                .onProgress(at(1, () -> desk.catalog.retireDefectType("p", "hole", ADMIN)));
        listening.countDown();

        assertThat(catchThrowableOfType(CatalogException.class, run::join).code())
                .isEqualTo(ErrorCode.DEFECT_TYPE_UNFIT);
        assertThat(run.report().files()).hasSize(1);
        assertStorageHoldsWhatIsRegistered();
    }

    @Test
    void failsRatherThanNeverEndWhenMemoryRunsOut() throws IOException {
        write(3);
        desk.close();
        desk = Desk.of(stores, breakingAt(2, () -> {
            throw new OutOfMemoryError("for this test");
        }));

        FolderRun run = start();

        assertThat(catchThrowableOfType(StorageException.class, run::join))
                .hasMessageContaining("1 of 3 files")
                .hasMessageContaining("for this test");
        assertStorageHoldsWhatIsRegistered();
    }

    @Test
    void worksOnOneFolderAfterTheOtherAndCancelsThoseThatWaitOnClose() throws IOException {
        write(5);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FolderRun first = startWaiting(at(1, () -> {
            inside.countDown();
            await(goOn);
        }));
        FolderRun second = start();
        await(inside);
        assertThat(second.progress().done()).isZero();

        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            CompletableFuture<Void> closing = CompletableFuture.runAsync(desk::close);
            while (!((DefaultFolderRun) second).cancelRequested()) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            closing.join();
        } finally {
            System.setErr(before);
        }

        assertThat(first.join().cancelled()).isTrue();
        assertThat(first.join().files()).hasSizeLessThan(5);
        assertThat(second.join().cancelled()).isTrue();
        assertThat(second.join().files()).isEmpty();
        assertThat(log.toString(UTF_8))
                .contains("the registration of " + folder + " was cancelled by close(): 5 of 5 files were left");
    }

    @Test
    void endsAtOnceWhenItIsCancelledWhileItWaits() throws IOException {
        write(1);
        CountDownLatch busy = new CountDownLatch(1);
        desk.folders.execute(() -> await(busy));
        FolderRun run = start();

        assertThat(run.cancel()).isTrue();

        assertThat(run.completion()).isDone();
        assertThat(run.join().toString()).isEqualTo("0 added, 0 there before, 0 refused of 1, cancelled");
        assertThat(run.cancel()).isFalse();
        busy.countDown();
        desk.close();
        assertThat(registered()).isEmpty();
    }

    @Test
    void goesOnAfterAListenerThatLeavesItsThreadInterrupted() throws IOException {
        write(5);

        FolderRun run = startWaiting(progress -> {
            if (Thread.currentThread().getName().startsWith("defect-sdk")) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(run.join().toString()).isEqualTo("5 added, 0 there before, 0 refused of 5");
    }

    @Test
    void endsWithTheRightsOfWhoStartedIt() throws IOException {
        write(5);
        String hash = "$2b$04$" + "a".repeat(53);
        stores.accounts().add(NewAccount.of("choi", Role.ADMIN), hash, ADMIN, Instant.EPOCH); // somebody must be left
        Account admin = stores.accounts().add(NewAccount.of("park", Role.ADMIN), hash, ADMIN, Instant.EPOCH);
        Actor park = Actor.authenticated(admin.id(), "park", Role.ADMIN);
        CountDownLatch listening = new CountDownLatch(1);
        desk.folders.execute(() -> await(listening));
        FolderRun run = desk.pictures
                .addFolder(PictureFolder.normal("p", folder), park)
                .onProgress(at(2, () -> stores.accounts().setRole(admin.id(), Role.WORKER, ADMIN, Instant.EPOCH)));
        listening.countDown();

        assertThatThrownBy(run::join).isInstanceOf(AccessDeniedException.class).hasMessageContaining("park");

        assertThat(registered()).hasSize(2);
        assertStorageHoldsWhatIsRegistered();
    }

    @Test
    void keepsToALimitThatIsLoweredMeanwhile() throws IOException {
        write(2);
        Files.write(folder.resolve("00002.bmp"), TestImages.file(new BufferedImage(800, 500, TYPE_3BYTE_BGR), "bmp"));
        FolderRun run =
                startWaiting(at(1, () -> stores.settings().put("max_upload_size_mb", "1", "", ADMIN, Instant.EPOCH)));

        assertThat(run.join().files(Outcome.REFUSED)).singleElement().satisfies(entry -> {
            assertThat(entry.file()).isEqualTo(Path.of("00002.bmp"));
            assertThat(entry.reason().orElseThrow()).contains("max_upload_size_mb = 1");
        });
    }

    @Test
    void saysWhatSetsADuplicateApart() throws IOException {
        write(3);
        desk.pictures.add(NewPicture.defect("p", "hole", Picture.of(SmallPictures.png(0), "a.png")), ADMIN);
        RegisteredPicture retired =
                desk.pictures.add(NewPicture.normal("p", Picture.of(SmallPictures.png(1), "b.png")), ADMIN);
        desk.pictures.retire(retired.id(), ADMIN);
        desk.pictures.add(NewPicture.normal("p", Picture.of(SmallPictures.png(2), "c.png")), ADMIN);

        FolderReport report = start().join();

        assertThat(report.files(Outcome.DUPLICATE))
                .extracting(entry -> entry.reason().orElse(""))
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("DEFECT", "hole"),
                        reason -> assertThat(reason).contains("retired"),
                        reason -> assertThat(reason).isEmpty());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void reportsPipesAndLinksToFolders() throws Exception {
        write(1);
        Files.createDirectory(folder.resolve("sub.png"));
        Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("sub.png"));
        Process made = new ProcessBuilder("mkfifo", folder.resolve("pipe.png").toString()).start();
        assumeTrue(made.waitFor() == 0, "no pipes here");

        FolderReport report = start().join();

        assertThat(report.files(Outcome.REFUSED))
                .extracting(entry -> entry.file() + " " + entry.reason().orElseThrow())
                .satisfiesExactly(
                        entry -> assertThat(entry).startsWith("link.png is a link to a folder"),
                        entry -> assertThat(entry).startsWith("pipe.png is not a file"));
        assertThat(report.files(Outcome.ADDED)).hasSize(1);
    }

    @Test
    void letsTwoProcessesAddTheSameFolderAtOnce() throws IOException {
        write(200);
        try (Desk other = Desk.of(stores, storage)) {
            FolderRun mine = start();
            FolderRun theirs = other.pictures.addFolder(PictureFolder.normal("p", folder), ADMIN);

            FolderReport one = mine.join();
            FolderReport two = theirs.join();

            assertThat(one.files(Outcome.ADDED).size()
                            + two.files(Outcome.ADDED).size())
                    .isEqualTo(200);
            assertThat(one.files(Outcome.REFUSED)).isEmpty();
            assertThat(two.files(Outcome.REFUSED)).isEmpty();
            for (int i = 0; i < 200; i++) {
                assertThat(one.files().get(i).pictureId())
                        .isEqualTo(two.files().get(i).pictureId());
            }
        }
        assertThat(registered()).hasSize(200);
        assertStorageHoldsWhatIsRegistered();
    }

    @Test
    void registersTenThousandFiles() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            boolean png = i % 10 == 4;
            Files.write(
                    folder.resolve(String.format("%05d", i) + (png ? ".png" : ".bmp")),
                    png ? SmallPictures.png(i) : SmallPictures.bmp(i));
        }
        // without a disk that is waited for at each file
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            storage = memory.getPath("/storage");
            desk.close();
            desk = Desk.of(stores, storage);

            FolderReport report = start().join();

            assertThat(report.toString()).isEqualTo("10000 added, 0 there before, 0 refused of 10000");
            assertThat(report.files().get(9_999).file()).isEqualTo(Path.of("09999.bmp"));
            assertThat(registered()).hasSize(10_000);
            assertThat(registered().get(1_234).fileName()).isEqualTo("01234.png");
            assertStorageHoldsWhatIsRegistered();
            assertThat(start().join().toString()).isEqualTo("0 added, 10000 there before, 0 refused of 10000");
        }
    }
}
