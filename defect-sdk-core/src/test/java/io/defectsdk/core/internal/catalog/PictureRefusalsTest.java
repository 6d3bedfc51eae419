package io.defectsdk.core.internal.catalog;

import static io.defectsdk.core.internal.catalog.Desk.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.defectsdk.CatalogException;
import io.defectsdk.DefectSdkException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import io.defectsdk.PictureException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.core.internal.picture.PngBytes;
import io.defectsdk.core.internal.picture.TestImages;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.memory.InMemoryStores;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused as a picture, before anything of it is stored. */
class PictureRefusalsTest {
    /** With file names of any length, unlike the disk. */
    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());

    @TempDir
    private Path folder;

    private final InMemoryStores stores = new InMemoryStores();
    private Path storage;
    private Desk desk;

    @BeforeEach
    void open() {
        storage = folder.resolve("storage");
        desk = Desk.of(stores, storage).withProduct();
    }

    /** After each refusal. */
    @AfterEach
    void leavesNothingBehind() throws IOException {
        desk.close();
        memory.close();
        assertThat(Desk.files(storage)).isEmpty();
        assertThat(stores.uploads().giveUpStale(Duration.ZERO, 10)).isEmpty();
    }

    private static Picture png() {
        return Picture.of(SmallPictures.png(1), "a.png");
    }

    private <E extends DefectSdkException> E refusal(Class<E> type, NewPicture picture) {
        return catchThrowableOfType(type, () -> desk.pictures.add(picture, ADMIN));
    }

    private PictureException pictureRefusal(byte[] file) {
        PictureException refusal = refusal(PictureException.class, NewPicture.normal("p", Picture.of(file, "a.x")));
        assertThat(refusal).hasMessageContaining("a.x");
        return refusal;
    }

    private Path fileNamed(String name) throws IOException {
        return Files.write(memory.getPath(name), SmallPictures.png(1));
    }

    @Test
    void refusesProductsThatAreUnknownOrRetired() {
        desk.catalog.retireProduct("p", ADMIN);

        assertThat(refusal(UnknownEntryException.class, NewPicture.normal("q", png())))
                .hasMessageContaining("'q'")
                .extracting(UnknownEntryException::code)
                .isEqualTo(ErrorCode.PRODUCT_UNKNOWN);
        assertThat(refusal(CatalogException.class, NewPicture.normal("p", png()))
                        .code())
                .isEqualTo(ErrorCode.PRODUCT_RETIRED);
    }

    @Test
    void refusesTypesThatAreUnknownRetiredOrNoDefect() {
        desk.catalog.retireDefectType("p", "burr", ADMIN);

        assertThat(refusal(UnknownEntryException.class, NewPicture.defect("p", "Hole", png()))
                        .code())
                .isEqualTo(ErrorCode.DEFECT_TYPE_UNKNOWN);
        for (String unfit : List.of("burr", "normal")) {
            CatalogException refusal = refusal(CatalogException.class, NewPicture.defect("p", unfit, png()));
            assertThat(refusal.code()).isEqualTo(ErrorCode.DEFECT_TYPE_UNFIT);
            assertThat(refusal).hasMessageContaining("'" + unfit + "'");
        }
        NewPicture marked = NewPicture.defect("p", "hole", png())
                .withRegions(List.of(new DefectRegion("burr", RegionShape.box(0, 0, 1, 1))));
        assertThat(refusal(CatalogException.class, marked).code()).isEqualTo(ErrorCode.DEFECT_TYPE_UNFIT);
    }

    @Test
    void refusesWhatIsNoWholePicture() {
        byte[] jpeg = TestImages.file(TestImages.scene(200, 100), "jpg");

        assertThat(pictureRefusal(Arrays.copyOf(jpeg, jpeg.length / 2)).code()).isEqualTo(ErrorCode.PICTURE_TRUNCATED);
        assertThat(pictureRefusal(new byte[0]).code()).isEqualTo(ErrorCode.PICTURE_UNREADABLE);
        assertThat(pictureRefusal(new byte[100]).code()).isEqualTo(ErrorCode.PICTURE_FORMAT_UNSUPPORTED);
        assertThat(pictureRefusal(TestImages.file(TestImages.scene(15, 200), "png"))
                        .code())
                .isEqualTo(ErrorCode.PICTURE_TOO_SMALL);
    }

    @Test
    void refusesABombByItsHeader() {
        byte[] bomb = new PngBytes().header(60_000, 60_000, 8, 2).end();

        PictureException refusal = pictureRefusal(bomb);

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_TOO_LARGE);
        assertThat(refusal).hasMessageContaining("1000000").hasMessageContaining("60000x60000");
    }

    @Test
    void refusesWhatIsLargerThanTheSettingSays() throws IOException {
        stores.settings().put("max_upload_size_mb", "1", "", ADMIN, java.time.Instant.EPOCH);
        byte[] bmp = TestImages.file(new BufferedImage(800, 500, BufferedImage.TYPE_3BYTE_BGR), "bmp");
        Path file = Files.write(folder.resolve("a.bmp"), bmp);
        BufferedImage noise = TestImages.scene(900, 900);

        for (Picture picture : List.of(Picture.of(bmp, "a.bmp"), Picture.of(file), Picture.of(noise, "a.bmp"))) {
            assertThat(refusal(LimitExceededException.class, NewPicture.normal("p", picture)))
                    .hasMessageContaining("a.bmp")
                    .hasMessageContaining("max_upload_size_mb = 1")
                    .hasMessageContaining("1048576 bytes")
                    .hasMessageContaining("SettingKey.MAX_UPLOAD_SIZE_MB");
        }
        assertThat(refusal(LimitExceededException.class, NewPicture.normal("p", Picture.of(bmp, "a.bmp"))))
                .hasMessageContaining("it has " + bmp.length);
        assertThat(refusal(
                        LimitExceededException.class,
                        NewPicture.normal("p", Picture.of(new ByteArrayInputStream(bmp)))))
                .hasMessageContaining("it has more");
    }

    @Test
    void refusesWhatIsLargerThanThePictureLimits() throws IOException {
        byte[] large = new byte[(int) Desk.LIMITS.maxBytes() + 1];
        Path file = Files.write(folder.resolve("a.x"), large);

        for (Picture picture :
                List.of(Picture.of(large), Picture.of(file), Picture.of(new ByteArrayInputStream(large)))) {
            assertThat(refusal(PictureException.class, NewPicture.normal("p", picture))
                            .code())
                    .isEqualTo(ErrorCode.PICTURE_TOO_LARGE);
        }
    }

    @Test
    void refusesFilesThatAreNotThereOrNoFiles() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("x.png"));
        Path nothing = folder.resolve("nothing.png");

        assertThat(refusal(PictureException.class, NewPicture.normal("p", Picture.of(directory))))
                .hasMessageContaining("x.png")
                .hasMessageContaining("is not a file");
        assertThat(refusal(PictureException.class, NewPicture.normal("p", Picture.of(nothing))))
                .hasMessageContaining("there is no file");
    }

    @Test
    void refusesNamesThatAreTooLongOnceTheyArePutTogether() throws IOException {
        String tooLong = "기".repeat(252) + ".png";

        LimitExceededException refusal =
                refusal(LimitExceededException.class, NewPicture.normal("p", Picture.of(fileNamed(tooLong))));

        assertThat(refusal).hasMessageContaining("255").hasMessageContaining("256");
    }

    @Test
    void saysHowToStartJavaWhereItLostTheLettersOfAName() {
        Picture lost = Picture.of(SmallPictures.png(1), "\uFFFD\uFFFD\uFFFD_001.png");

        CatalogException refusal = refusal(CatalogException.class, NewPicture.normal("p", lost));

        assertThat(refusal.code()).isEqualTo(ErrorCode.FILE_NAME_UNFIT);
        assertThat(refusal)
                .hasMessageContaining("LC_ALL=C.UTF-8")
                .hasMessageContaining("sun.jnu.encoding")
                .hasMessageContaining(System.getProperty("sun.jnu.encoding"));
    }

    @Test
    void refusesNamesThatArePathsOrLookLikeOtherNames() {
        for (String name : List.of(
                "../../etc/passwd.png",
                "C:\\a.png",
                "\u202Egnp.exe",
                "a\u2066b.png",
                "two\u2028lines.png",
                "\u200B",
                "\u3000\u200D ")) {
            CatalogException refusal =
                    refusal(CatalogException.class, NewPicture.normal("p", Picture.of(SmallPictures.png(1), name)));

            assertThat(refusal.code()).as(name).isEqualTo(ErrorCode.FILE_NAME_UNFIT);
            assertThat(refusal.getMessage()).doesNotContain("\u202E", "\u2066", "\u2028");
        }
    }

    @Test
    void refusesNamesOfControlCharactersAndHalves() throws IOException {
        for (String name : List.of("a\u001B[31m.png", "two\nlines.png", "\uD83D.png")) {
            CatalogException refusal =
                    refusal(CatalogException.class, NewPicture.normal("p", Picture.of(fileNamed(name))));

            assertThat(refusal.code()).isEqualTo(ErrorCode.FILE_NAME_UNFIT);
            assertThat(refusal.getMessage()).contains("\uFFFD").doesNotContain("\u001B", "\n", "\uD83D");
        }
    }

    @Test
    void refusesTheVerySamePicture() {
        RegisteredPicture first = desk.pictures.add(NewPicture.normal("p", png()), ADMIN);
        NewPicture again = NewPicture.defect("p", "hole", Picture.of(SmallPictures.png(1), "another name.png"));

        DuplicateEntryException refusal = refusal(DuplicateEntryException.class, again);

        assertThat(refusal.existingId()).isEqualTo(first.id());
        assertThat(refusal).hasMessageContaining("a.png");
        assertThat(Desk.files(storage)).containsExactly(first.storageKey());
        desk.catalog.addProduct(io.defectsdk.catalog.NewProduct.of("q", "another product"), ADMIN);
        RegisteredPicture elsewhere = desk.pictures.add(NewPicture.normal("q", png()), ADMIN);
        assertThat(elsewhere.content()).isEqualTo(first.content());
        Desk.files(storage).forEach(key -> storage.resolve(key).toFile().delete());
    }

    @Test
    void takesNamesOfTheLongestLength() throws IOException {
        String longest = "기".repeat(250) + "😀.png";

        RegisteredPicture added = desk.pictures.add(
                NewPicture.normal("p", Picture.of(fileNamed(Normalizer.normalize(longest, Normalizer.Form.NFD)))),
                ADMIN);

        assertThat(added.fileName()).isEqualTo(longest);
        assertThat(longest.codePointCount(0, longest.length())).isEqualTo(255);
        Files.delete(storage.resolve(added.storageKey()));
    }
}
