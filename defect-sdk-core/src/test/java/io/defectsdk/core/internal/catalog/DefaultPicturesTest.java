package io.defectsdk.core.internal.catalog;

import static io.defectsdk.core.internal.catalog.Desk.ADMIN;
import static io.defectsdk.core.internal.catalog.Desk.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.defectsdk.AccessDeniedException;
import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PageRequest;
import io.defectsdk.StorageException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.Mask;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureType;
import io.defectsdk.catalog.Pictures;
import io.defectsdk.catalog.Point;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.inspection.EncodedPicture;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelFormat;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultPicturesTest {
    @TempDir
    private Path folder;

    private final InMemoryStores stores = new InMemoryStores();
    private Path storage;
    private Desk desk;
    private Pictures pictures;

    @BeforeEach
    void open() {
        storage = folder.resolve("storage");
        desk = Desk.of(stores, storage).withProduct();
        pictures = desk.pictures;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private RegisteredPicture add(int number) {
        return pictures.add(NewPicture.normal("p", Picture.of(SmallPictures.png(number), number + ".png")), ADMIN);
    }

    private RegisteredPicture addDefect(int number) {
        return pictures.add(
                NewPicture.defect("p", "hole", Picture.of(SmallPictures.png(number), number + ".png")), ADMIN);
    }

    private List<AuditEntry> history(RegisteredPicture picture) {
        return stores.audit()
                .list(AuditQuery.ofPicture(picture.id()), PageRequest.first(10))
                .items();
    }

    private static DefectRegion hole(RegionShape shape) {
        return new DefectRegion("hole", shape);
    }

    @Test
    void registersAPictureWithItsFile() throws IOException {
        byte[] png = SmallPictures.png(1);

        RegisteredPicture added = pictures.add(NewPicture.normal("p", Picture.of(png, "정상 1.png")), ADMIN);

        assertThat(added.productCode()).isEqualTo("p");
        assertThat(added.type()).isEqualTo(PictureType.NORMAL);
        assertThat(added.defectCode()).isEmpty();
        assertThat(added.fileName()).isEqualTo("정상 1.png");
        assertThat(added.storageKey())
                .matches("catalog/pictures/[0-9a-f]{2}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.png");
        assertThat(added.content().orElseThrow().sha256()).isEqualTo(Sha256.of(png));
        assertThat(added.content().orElseThrow().bytes()).isEqualTo(png.length);
        assertThat(added.width()).hasValue(24);
        assertThat(added.height()).hasValue(16);
        assertThat(added.uploadedBy()).hasValue("kim");
        assertThat(Files.readAllBytes(storage.resolve(added.storageKey()))).isEqualTo(png);
        assertThat(pictures.find(added.id())).hasValue(added);
        assertThat(pictures.findBySha256("p", Sha256.of(png).toUpperCase(Locale.ROOT)))
                .hasValue(added);
        assertThat(history(added)).extracting(AuditEntry::action).containsExactly("picture.add");
        assertThat(stores.uploads().giveUpStale(Duration.ZERO, 10)).isEmpty();
    }

    @Test
    void givesTheVeryBytesBackUnderTheirName() {
        RegisteredPicture added = add(1);

        Picture picture = pictures.content(added.id());

        assertThat(picture.name()).hasValue("1.png");
        assertThat(((EncodedPicture) picture).bytes()).isEqualTo(SmallPictures.png(1));
    }

    @Test
    void takesEveryFormThatAPictureHas() throws IOException {
        Path file = Files.write(folder.resolve("file.JPG"), SmallPictures.jpeg(1));

        RegisteredPicture ofFile = pictures.add(NewPicture.test("p", Picture.of(file)), ADMIN);
        RegisteredPicture ofStream =
                pictures.add(NewPicture.normal("p", Picture.of(new ByteArrayInputStream(SmallPictures.bmp(2)))), ADMIN);
        RegisteredPicture ofImage =
                pictures.add(NewPicture.normal("p", Picture.of(SmallPictures.image(3), "image")), ADMIN);
        RegisteredPicture ofFrame =
                pictures.add(NewPicture.normal("p", Picture.frame(PixelFormat.MONO8, 32, 20, new byte[640])), ADMIN);

        assertThat(ofFile.fileName()).isEqualTo("file.JPG");
        assertThat(ofFile.storageKey()).endsWith(".jpg");
        assertThat(ofStream.fileName())
                .isEqualTo(Sha256.of(SmallPictures.bmp(2)).substring(0, 16) + ".bmp");
        assertThat(ofImage.fileName()).isEqualTo("image");
        assertThat(ofImage.storageKey()).endsWith(".png");
        assertThat(ofFrame.fileName()).matches("[0-9a-f]{16}\\.png");
        assertThat(ofFrame.width()).hasValue(32);
        assertThat(pictures.verify("p")).isEmpty();
    }

    @Test
    void knowsTheSameFrameAgain() {
        Picture frame = Picture.frame(PixelFormat.MONO8, 32, 20, new byte[640]);
        RegisteredPicture first = pictures.add(NewPicture.normal("p", frame), ADMIN);

        DuplicateEntryException refusal = catchThrowableOfType(
                DuplicateEntryException.class, () -> pictures.add(NewPicture.test("p", frame), ADMIN));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_EXISTS);
        assertThat(refusal.existingId()).isEqualTo(first.id());
        assertThat(Desk.files(storage)).containsExactly(first.storageKey());
    }

    @Test
    void putsKoreanNamesTogetherAndKeepsEmoji() {
        String pieces = Normalizer.normalize("기공 사진.png", Normalizer.Form.NFD);

        RegisteredPicture korean =
                pictures.add(NewPicture.normal("p", Picture.of(SmallPictures.png(1), pieces)), ADMIN);
        RegisteredPicture emoji =
                pictures.add(NewPicture.normal("p", Picture.of(SmallPictures.png(2), "👩\u200D🏭.png")), ADMIN);

        assertThat(pieces).isNotEqualTo("기공 사진.png");
        assertThat(korean.fileName()).isEqualTo("기공 사진.png");
        assertThat(emoji.fileName()).isEqualTo("👩\u200D🏭.png");
        assertThat(pictures.search(PictureFilter.of("p"), Normalizer.normalize("기공", Normalizer.Form.NFD), 5))
                .containsExactly(korean);
    }

    @Test
    void makesATestPictureNormalAndRemembers() {
        RegisteredPicture test = pictures.add(NewPicture.test("p", Picture.of(SmallPictures.png(1))), ADMIN);

        RegisteredPicture normal = pictures.makeNormal(test.id(), ADMIN);

        assertThat(normal.type()).isEqualTo(PictureType.NORMAL);
        assertThat(pictures.find(test.id())).hasValue(normal);
        assertThat(history(test)).extracting(AuditEntry::action).containsExactly("picture.change", "picture.add");
        assertThat(history(test).get(0).actor()).isEqualTo(ADMIN);
        assertThat(history(test).get(0).changes()).containsExactly(FieldChange.of("type", "test", "normal"));
    }

    @Test
    void keepsItsRegionsWhateverItIs() {
        RegisteredPicture defect = addDefect(1);
        pictures.markRegions(defect.id(), List.of(hole(RegionShape.box(0, 0, 24, 16))), ADMIN);

        assertThat(pictures.makeDefect(defect.id(), "burr", ADMIN).regions()).isOne();
        assertThat(pictures.makeTest(defect.id(), ADMIN).regions()).isOne();
        assertThat(pictures.find(defect.id()).orElseThrow().defectCode()).isEmpty();
        assertThat(pictures.makeDefect(defect.id(), "burr", ADMIN).regions()).isOne();
    }

    @Test
    void retiresAndRestores() {
        RegisteredPicture picture = add(1);

        assertThat(pictures.retire(picture.id(), ADMIN).active()).isFalse();
        assertThat(pictures.list(PictureFilter.of("p"), PageRequest.first(10)).items())
                .isEmpty();
        assertThat(pictures.content(picture.id()).name()).hasValue("1.png");
        assertThatExceptionOfType(DuplicateEntryException.class)
                .as("retired ones count")
                .isThrownBy(() -> add(1))
                .withMessageContaining("retired");
        assertThat(pictures.restore(picture.id(), ADMIN).active()).isTrue();

        assertThat(pictures.list(PictureFilter.of("p"), PageRequest.first(10)).items())
                .containsExactly(picture);
        assertThat(history(picture))
                .extracting(AuditEntry::action)
                .containsExactly("picture.restore", "picture.retire", "picture.add");
    }

    @Test
    void marksRegionsOfEveryShape() {
        RegisteredPicture defect = addDefect(1);
        int[] mask = {24 * 16 - 1, 1};
        List<DefectRegion> regions = List.of(
                hole(RegionShape.box(20, 12, 4, 4)),
                new DefectRegion(
                        "burr", RegionShape.polygon(List.of(new Point(0, 0), new Point(24, 0), new Point(24, 16)))),
                hole(Mask.ofRuns(24, 16, mask)));

        assertThat(pictures.markRegions(defect.id(), regions, ADMIN).regions()).isEqualTo(3);

        assertThat(pictures.regions(defect.id())).isEqualTo(regions);
        assertThat(pictures.markRegions(defect.id(), List.of(), ADMIN).regions())
                .isZero();
    }

    @Test
    void marksNothingOutsideThePictureOrOfAnUnfitType() {
        RegisteredPicture defect = addDefect(1);
        RegisteredPicture normal = add(2);
        List<RegionShape> outside = List.of(
                RegionShape.box(-1, 0, 4, 4),
                RegionShape.box(21, 0, 4, 4),
                RegionShape.box(0, 0, 24, 17),
                RegionShape.box(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 1),
                RegionShape.polygon(List.of(new Point(0, 0), new Point(24.1, 0), new Point(5, 5))),
                RegionShape.polygon(List.of(new Point(-1e300, 0), new Point(1e300, 0), new Point(5, 5))),
                Mask.ofRuns(16, 24, new int[] {0, 24 * 16}));

        for (RegionShape shape : outside) {
            assertThatIllegalArgumentException()
                    .as(shape.toString())
                    .isThrownBy(() -> pictures.markRegions(
                            defect.id(), List.of(hole(RegionShape.box(0, 0, 1, 1)), hole(shape)), ADMIN))
                    .withMessageContaining("24x16")
                    .withMessageContaining("region 2 of 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pictures.add(
                            NewPicture.defect("p", "hole", Picture.of(SmallPictures.png(9)))
                                    .withRegions(List.of(hole(shape))),
                            ADMIN));
        }
        DefectRegion unknown = new DefectRegion("unknown", RegionShape.box(0, 0, 1, 1));
        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> pictures.markRegions(defect.id(), List.of(unknown), ADMIN));
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> pictures.markRegions(normal.id(), List.of(hole(RegionShape.box(0, 0, 1, 1))), ADMIN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pictures.markRegions(
                        defect.id(), java.util.Collections.nCopies(1_001, hole(RegionShape.box(0, 0, 1, 1))), ADMIN))
                .withMessageContaining("1000")
                .withMessageContaining("1001");
        assertThat(pictures.regions(defect.id())).isEmpty();
        assertThat(Desk.files(storage)).hasSize(2);
    }

    @Test
    void tellsWhatStorageLostOrDamaged() throws IOException {
        RegisteredPicture whole = add(1);
        RegisteredPicture lost = add(2);
        RegisteredPicture damaged = pictures.retire(add(3).id(), ADMIN);
        Files.delete(storage.resolve(lost.storageKey()));
        Files.write(storage.resolve(damaged.storageKey()), SmallPictures.png(1));

        assertThat(pictures.verify("p"))
                .extracting(finding -> finding.picture().id())
                .containsExactly(lost.id(), damaged.id());
        assertThat(pictures.verify("p").get(0).problem()).contains(lost.storageKey(), "2.png", "not in storage");
        assertThat(pictures.verify("p").get(1).problem())
                .contains(damaged.storageKey(), "3.png", "not what was stored");
        assertThat(pictures.content(whole.id()).name()).hasValue("1.png");
        assertThat(catchThrowableOfType(StorageException.class, () -> pictures.content(lost.id()))
                        .code())
                .isEqualTo(ErrorCode.CONTENT_MISSING);
        assertThat(catchThrowableOfType(StorageException.class, () -> pictures.content(damaged.id()))
                        .code())
                .isEqualTo(ErrorCode.CONTENT_DAMAGED);
    }

    @Test
    void takesALostFileBackIfItIsTheVerySameWhateverItIsCalled() throws IOException {
        RegisteredPicture lost = add(1);
        RegisteredPicture damaged = add(2);
        Files.delete(storage.resolve(lost.storageKey()));
        Files.write(storage.resolve(damaged.storageKey()), new byte[3]);

        RegisteredPicture supplied = pictures.supplyContent(lost.id(), Picture.of(SmallPictures.png(1)), ADMIN);
        RegisteredPicture mended;
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path odd = Files.write(memory.getPath("a\u0007" + "기".repeat(300)), SmallPictures.png(2));
            mended = pictures.supplyContent(damaged.id(), Picture.of(odd), ADMIN);
        }

        assertThat(supplied.fileName()).isEqualTo("1.png");
        assertThat(mended.fileName()).isEqualTo("2.png");
        assertThat(pictures.verify("p")).isEmpty();
        assertThat(Desk.files(storage)).containsExactlyInAnyOrder(supplied.storageKey(), mended.storageKey());
        assertThat(history(lost)).extracting(AuditEntry::action).containsExactly("picture.supply", "picture.add");
    }

    @Test
    void takesNoOtherFileInItsPlaceAndNoneForAWholeOne() throws IOException {
        RegisteredPicture whole = add(1);
        RegisteredPicture lost = add(2);
        Files.delete(storage.resolve(lost.storageKey()));

        CatalogException other = catchThrowableOfType(
                CatalogException.class,
                () -> pictures.supplyContent(lost.id(), Picture.of(SmallPictures.png(3)), ADMIN));
        RegisteredPicture unchanged = pictures.supplyContent(whole.id(), Picture.of(new byte[0]), ADMIN);

        assertThat(other.code()).isEqualTo(ErrorCode.CHANGED_MEANWHILE);
        assertThat(other)
                .hasMessageContaining(Sha256.of(SmallPictures.png(2)))
                .hasMessageContaining(Sha256.of(SmallPictures.png(3)));
        assertThat(unchanged).isEqualTo(whole);
        assertThat(Desk.files(storage)).containsExactly(whole.storageKey());
        assertThat(stores.uploads().giveUpStale(Duration.ZERO, 10)).isEmpty();
    }

    @Test
    void refusesWorkersEverywhereAndRecordsIt() {
        RegisteredPicture picture = addDefect(1);
        long id = picture.id();
        NewPicture another = NewPicture.normal("p", Picture.of(SmallPictures.png(2)));
        List<Runnable> calls = List.of(
                () -> pictures.add(another, WORKER),
                () -> pictures.addFolder(io.defectsdk.catalog.PictureFolder.normal("p", folder), WORKER),
                () -> pictures.makeNormal(id, WORKER),
                () -> pictures.makeTest(id, WORKER),
                () -> pictures.makeDefect(id, "burr", WORKER),
                () -> pictures.markRegions(id, List.of(), WORKER),
                () -> pictures.retire(id, WORKER),
                () -> pictures.restore(id, WORKER),
                () -> pictures.supplyContent(id, another.picture(), WORKER));

        calls.forEach(
                call -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(call::run));

        assertThat(stores.audit()
                        .list(AuditQuery.all(), PageRequest.first(calls.size()))
                        .items())
                .allSatisfy(entry -> assertThat(entry.action()).isEqualTo("access.denied"));
        assertThat(pictures.find(id)).hasValue(picture);
    }

    @Test
    void knowsNothingOfUnknownIds() {
        assertThat(pictures.find(7)).isEmpty();
        assertThat(pictures.regions(7)).isEmpty();
        assertThat(pictures.verify("no such product")).isEmpty();
        List<Runnable> calls = List.of(
                () -> pictures.content(7),
                () -> pictures.makeNormal(7, ADMIN),
                () -> pictures.markRegions(7, List.of(), ADMIN),
                () -> pictures.retire(7, ADMIN),
                () -> pictures.supplyContent(7, Picture.of(SmallPictures.png(1)), ADMIN));
        calls.forEach(call -> assertThat(catchThrowableOfType(UnknownEntryException.class, call::run)
                        .code())
                .isEqualTo(ErrorCode.PICTURE_UNKNOWN));
        assertThatIllegalArgumentException().isThrownBy(() -> pictures.findBySha256("p", "abc"));
    }

    @Test
    void worksNoMoreOnceClosed() {
        desk.gate.close(Duration.ZERO);

        assertThatIllegalStateException().isThrownBy(() -> add(1));
        assertThatIllegalStateException().isThrownBy(() -> pictures.verify("p"));
    }
}
