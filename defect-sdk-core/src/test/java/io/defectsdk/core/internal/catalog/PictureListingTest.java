package io.defectsdk.core.internal.catalog;

import static io.defectsdk.core.internal.catalog.Desk.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.defectsdk.CatalogException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder count. */
@Timeout(60)
class PictureListingTest {
    @TempDir
    private Path temporary;

    private int number;
    private Path folder;
    private Path outside;
    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(temporary.resolve("folder"));
        outside = Files.createDirectory(temporary.resolve("outside"));
        desk = Desk.of(new InMemoryStores(), temporary.resolve("storage")).withProduct();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** A new picture. */
    private Path picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, SmallPictures.png(number++));
    }

    private FolderReport add(PictureFolder request) {
        return desk.pictures.addFolder(request, ADMIN).join();
    }

    private PictureFolder request() {
        return PictureFolder.normal("p", folder);
    }

    private static List<String> names(FolderReport report) {
        return report.files().stream().map(entry -> entry.file().toString()).toList();
    }

    @Test
    void leavesOutSubfoldersUnlessTheyAreAskedFor() throws IOException {
        picture(folder.resolve("b.png"));
        picture(folder.resolve("a/z.png"));
        picture(folder.resolve("a/deep/y.png"));
        picture(folder.resolve("c/b.png"));
        picture(folder.resolve(".git/x.png"));
        picture(folder.resolve("a/.cache/x.png"));
        Files.createDirectory(folder.resolve("x.png"));

        assertThat(names(add(request()))).containsExactly("b.png");
        assertThat(names(add(request().withSubfolders())))
                .containsExactly("a/deep/y.png", "a/z.png", "b.png", "c/b.png");
    }

    @Test
    void refusesLinksOutOfTheFolderAndFollowsNoneToFolders() throws IOException {
        Path secret = picture(outside.resolve("secret.png"));
        picture(folder.resolve("real/a.png"));
        Files.createSymbolicLink(folder.resolve("out.png"), secret);
        Files.createSymbolicLink(folder.resolve("nowhere.png"), folder.resolve("no.png"));
        Files.createSymbolicLink(folder.resolve("outside"), outside);
        Files.createSymbolicLink(folder.resolve("outside.png"), outside);
        Files.createSymbolicLink(folder.resolve("again"), folder.resolve("real"));

        FolderReport report = add(request().withSubfolders());

        Map<String, String> reasons = report.files(Outcome.REFUSED).stream()
                .collect(Collectors.toMap(entry -> entry.file().toString(), entry -> entry.reason()
                        .orElseThrow()));
        assertThat(names(report)).containsExactly("nowhere.png", "out.png", "outside.png", "real/a.png");
        assertThat(reasons).containsOnlyKeys("nowhere.png", "out.png", "outside.png");
        assertThat(reasons.get("outside.png")).contains("is a link to a folder");
        assertThat(reasons.get("out.png")).contains("is a link out of the folder");
        assertThat(reasons.get("nowhere.png")).contains("a link to nothing");
    }

    @Test
    void takesLinksWithinTheFolder() throws IOException {
        Path real = picture(folder.resolve(".store/1234"));
        Files.createSymbolicLink(folder.resolve("a.png"), real);
        Files.createSymbolicLink(folder.resolve("b.png"), folder.resolve("a.png"));

        FolderReport report = add(request());

        assertThat(report.files())
                .extracting(FolderReport.Entry::outcome)
                .containsExactly(Outcome.ADDED, Outcome.DUPLICATE);
        assertThat(desk.pictures
                        .find(report.files().get(0).pictureId().orElseThrow())
                        .orElseThrow()
                        .fileName())
                .isEqualTo("a.png");
    }

    @Test
    void isNotLedInCircles() throws IOException {
        picture(folder.resolve("a/b/c.png"));
        Files.createSymbolicLink(folder.resolve("a/b/back"), folder);
        Files.createSymbolicLink(folder.resolve("a/self.png"), folder.resolve("a/self.png"));

        FolderReport report = add(request().withSubfolders());

        assertThat(names(report)).containsExactly("a/b/c.png", "a/self.png");
        assertThat(report.files().get(1).reason().orElseThrow()).contains("cannot be read");
    }

    @Test
    void takesALinkToAFolderAsTheFolder() throws IOException {
        picture(folder.resolve("a.png"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);

        assertThat(add(PictureFolder.normal("p", link)).files(Outcome.ADDED)).hasSize(1);
    }

    @Test
    void refusesMoreFilesThanTheLimitWithTheirNumber() throws IOException {
        for (int i = 0; i < 7; i++) {
            picture(folder.resolve(i + ".png"));
        }

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> desk.pictures.addFolder(request().withMaxFiles(5), ADMIN))
                .withMessageContaining("7")
                .withMessageContaining("5")
                .withMessageContaining("withMaxFiles");
        assertThat(add(request().withMaxFiles(7)).files(Outcome.ADDED)).hasSize(7);
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Path file = picture(folder.resolve("a.png"));

        Path missing = folder.resolve("no such");
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> desk.pictures.addFolder(PictureFolder.normal("p", file), ADMIN))
                .withMessage("the folder " + file + " cannot be read: " + file + " is a file and no folder")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FOLDER_UNREADABLE));
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> desk.pictures.addFolder(PictureFolder.normal("p", missing), ADMIN))
                .withMessage("the folder " + missing + " cannot be read: there is no " + missing)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FOLDER_UNREADABLE));
    }

    @Test
    void refusesUnfitProductsAndTypesBeforeItLooks() {
        Path nothing = folder.resolve("no such");
        desk.catalog.retireDefectType("p", "burr", ADMIN);

        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> desk.pictures.addFolder(PictureFolder.normal("q", nothing), ADMIN))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN));
        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> desk.pictures.addFolder(PictureFolder.defect("p", "x", nothing), ADMIN))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEFECT_TYPE_UNKNOWN));
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> desk.pictures.addFolder(PictureFolder.defect("p", "burr", nothing), ADMIN));
    }

    @Test
    void reportsFilesAndFoldersThatItMayNotRead() throws IOException {
        picture(folder.resolve("a.png"));
        Path forbidden = picture(folder.resolve("b.png"));
        picture(folder.resolve("c/c.png"));
        Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(folder.resolve("c"), PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(forbidden), "whoever runs this may read everything");

            FolderReport report = add(request().withSubfolders());

            assertThat(names(report)).containsExactly("a.png", "b.png", "c");
            assertThat(report.files(Outcome.REFUSED)).hasSize(2).allSatisfy(entry -> assertThat(
                            entry.reason().orElseThrow())
                    .contains("cannot be read")
                    .contains("may not read")
                    .doesNotContain("Exception"));
        } finally {
            Files.setPosixFilePermissions(folder.resolve("c"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void saysThatThereWasNothingAndHowToLookBelow() throws IOException {
        picture(folder.resolve("below/a.png"));

        FolderReport report = add(request());

        assertThat(report).hasToString("no picture files in the folder; PictureFolder.withSubfolders() looks below");
        assertThat(report.files()).isEmpty();
        assertThat(report.total()).isZero();
        assertThat(report.cancelled()).isFalse();
    }
}
