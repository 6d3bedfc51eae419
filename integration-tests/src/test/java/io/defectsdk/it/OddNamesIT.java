package io.defectsdk.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdk;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import io.defectsdk.NoActiveRecipeException;
import io.defectsdk.Page;
import io.defectsdk.PageRequest;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.catalog.DefectRegion;
import io.defectsdk.catalog.DefectType;
import io.defectsdk.catalog.FolderReport;
import io.defectsdk.catalog.FolderReport.Outcome;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.NewDefectType;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.catalog.NewPicture;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.catalog.PictureFilter;
import io.defectsdk.catalog.PictureFolder;
import io.defectsdk.catalog.Product;
import io.defectsdk.catalog.RegionShape;
import io.defectsdk.catalog.RegisteredPicture;
import io.defectsdk.config.PatchCoreParams;
import io.defectsdk.config.Storage;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.testing.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes and names as nobody would choose them, on their way through the whole face into PostgreSQL and back. */
@Timeout(120)
class OddNamesIT {
    private static final String HARMFUL = "'; DROP TABLE products; -- \"x\"";
    private static final String EMOJI = "👩‍🏭☎️𝕏";

    @TempDir
    private Path directory;

    private final TestDatabase database = TestDatabase.create();
    private DefectSdk sdk;

    @BeforeEach
    void open() {
        sdk = DefectSdk.builder()
                .database(database.options())
                .storage(Storage.directory(directory.resolve("storage")))
                .build();
    }

    @AfterEach
    void close() {
        sdk.close();
        database.close();
    }

    static Stream<String> codes() {
        return Stream.of(
                HARMFUL,
                "☎️𝕏👷",
                "𝕏".repeat(50),
                "%_\\ $1 ? ?? :name <schema> ${schema} {json} %s",
                Normalizer.normalize("주조 제품", Normalizer.Form.NFD),
                "../../etc/passwd",
                "עברית العربية ไทย");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("codes")
    void areKeptByEveryPartOfTheFace(String odd) throws IOException {
        String file = odd.replaceAll("[/\\\\\u202A-\u202E]", "_"); // which no file name may hold
        Product product =
                sdk.catalog().addProduct(NewProduct.of(odd, odd).withDescription(odd.repeat(20)), Plant.ENGINEER);
        DefectType type = sdk.catalog()
                .addDefectType(
                        NewDefectType.of(odd, odd, odd).withNameEn(odd).withFullNameKo(odd.repeat(2)), Plant.ENGINEER);
        RegisteredPicture picture = sdk.pictures()
                .add(
                        NewPicture.defect(odd, odd, Picture.of(SmallPictures.bmp(1), file))
                                .withRegions(List.of(new DefectRegion(odd, RegionShape.box(1, 1, 3, 3)))),
                        Plant.ENGINEER);
        sdk.settings().setParams(odd, PatchCoreParams.none().withImageThreshold(0.9), Plant.ENGINEER);

        assertThat(sdk.catalog().findProduct(odd)).contains(product);
        assertThat(product.code()).isEqualTo(odd);
        assertThat(product.description()).contains(odd.repeat(20));
        assertThat(sdk.catalog().products(PageRequest.first(10)).items()).containsExactly(product);
        assertThat(sdk.catalog().searchProducts(odd, 10)).containsExactly(product);
        assertThat(sdk.catalog().findDefectType(odd, odd)).contains(type);
        assertThat(sdk.catalog().searchDefectTypes(odd, 10)).startsWith(type);
        assertThat(sdk.catalog().defectTypes(odd)).hasSize(2).contains(type);
        PictureFilter filter = PictureFilter.of(odd).defectCode(odd);
        assertThat(sdk.pictures().list(filter, PageRequest.first(10)).items()).containsExactly(picture);
        assertThat(sdk.pictures().search(filter, odd, 10)).containsExactly(picture);
        assertThat(picture.fileName()).isEqualTo(Normalizer.normalize(file, Normalizer.Form.NFC));
        assertThat(sdk.pictures().content(picture.id()).name()).contains(picture.fileName());
        assertThat(sdk.pictures().regions(picture.id()))
                .extracting(DefectRegion::defectCode)
                .containsExactly(odd);
        assertThat(sdk.settings().effectiveParams(odd, PatchCoreParams.class).imageThreshold())
                .contains(0.9);
        assertThat(sdk.audit()
                        .entries(AuditQuery.ofProduct(odd), PageRequest.first(10))
                        .items())
                .extracting(AuditEntry::action)
                .containsExactly("product.add");
        assertThatThrownBy(() -> sdk.inspector().inspect(InspectionRequest.of(odd, Plant.good(1))))
                .isInstanceOf(NoActiveRecipeException.class)
                .hasMessageContaining(odd);
        assertThat(sdk.deployments().history(odd, 10)).isEmpty();

        Product changed = sdk.catalog().changeProduct(product.withName("다른 이름"), Plant.ENGINEER);
        assertThat(sdk.catalog().retireProduct(odd, Plant.ENGINEER).active()).isFalse();
        assertThat(sdk.catalog().restoreProduct(odd, Plant.ENGINEER).name()).isEqualTo(changed.name());
        assertThat(sdk.catalog().products(PageRequest.first(10)).items()).hasSize(1);
    }

    @Test
    void areCursorsOfLists() {
        List<String> codes = codes().toList();
        codes.forEach(code -> sdk.catalog().addProduct(NewProduct.of(code, "n"), Plant.ENGINEER));

        List<String> listed = Page.stream(page -> sdk.catalog().products(page), PageRequest.first(1))
                .map(Product::code)
                .toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void lengthsAreCountedInCharactersAndNotInTheirHalves() {
        String longest = "𝕏".repeat(255);
        sdk.catalog()
                .addProduct(
                        NewProduct.of("𝕏".repeat(50), "𝕏".repeat(100)).withDescription("𝕏".repeat(10_000)),
                        Plant.ENGINEER);
        NewPicture fits = NewPicture.normal("𝕏".repeat(50), Picture.of(SmallPictures.bmp(1), longest));
        assertThat(sdk.pictures().add(fits, Plant.ENGINEER).fileName()).isEqualTo(longest);
        assertThat(sdk.pictures().search(PictureFilter.of("𝕏".repeat(50)), "𝕏".repeat(100), 10))
                .hasSize(1);
        assertThatThrownBy(() -> NewProduct.of("𝕏".repeat(51), "n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("50")
                .hasMessageContaining("51");
        assertThatThrownBy(() -> Picture.of(SmallPictures.bmp(2), "𝕏".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("255")
                .hasMessageContaining("256");
    }

    @Test
    void filesOnDiskKeepTheirNamesPutTogether() throws IOException {
        Plant.addProduct(sdk);
        String composed = "기공_한글 이름.bmp";
        String inPieces = Normalizer.normalize("각인_둘째.bmp", Normalizer.Form.NFD);
        List<String> names =
                List.of(composed, inPieces, EMOJI + ".bmp", "-rf ; $(x) `y` 'z' %_.bmp", "a".repeat(251) + ".BMP");
        Path folder = SmallPictures.folder(directory.resolve("folder"), names.size(), names::get);

        FolderReport report = addFolder(folder);

        assertThat(report.files(Outcome.ADDED)).hasSize(names.size());
        assertThat(StoredFiles.rows(sdk))
                .extracting(RegisteredPicture::fileName)
                .containsExactlyInAnyOrderElementsOf(names.stream()
                        .map(name -> Normalizer.normalize(name, Normalizer.Form.NFC))
                        .toList());
        assertThat(found("각인")).containsExactly("각인_둘째.bmp");
        assertThat(found(Normalizer.normalize("기공_한글", Normalizer.Form.NFD))).containsExactly(composed);
        assertThat(found("☎️")).containsExactly(EMOJI + ".bmp");
        assertThat(found("%_")).containsExactly("-rf ; $(x) `y` 'z' %_.bmp");
        assertThat(sdk.pictures().verify(Plant.PRODUCT)).isEmpty();
        assertThat(addFolder(folder).files(Outcome.DUPLICATE)).hasSize(names.size());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void filesOnDiskWithUnfitNamesAreRefusedInPrintableWords() throws IOException {
        Plant.addProduct(sdk);
        List<String> names = List.of("fit.bmp", "two\nlines.bmp", "bell\u0007.bmp", "\u001B[31mred.bmp", "tab\t.bmp");
        Path folder = SmallPictures.folder(directory.resolve("folder"), names.size(), names::get);
        Path notUnicode = Path.of(URI.create(folder.toUri() + "%FF.bmp"));
        Files.write(notUnicode, SmallPictures.bmp(100));

        FolderReport report = addFolder(folder);

        assertThat(report.files(Outcome.ADDED))
                .extracting(entry -> entry.file().toString())
                .containsExactly("fit.bmp");
        assertThat(report.files(Outcome.REFUSED)).hasSize(names.size()).allSatisfy(entry -> assertThat(
                        entry.reason().orElseThrow())
                .contains("rename the file")
                .matches("[^\\p{Cntrl}]*"));
        assertThat(sdk.pictures().verify(Plant.PRODUCT)).isEmpty();
    }

    @Test
    void manualsKeepTheirNamesToo() throws IOException {
        sdk.catalog().addProduct(NewProduct.of(HARMFUL, "n"), Plant.ENGINEER);
        String name = Normalizer.normalize("대응 매뉴얼 '; --", Normalizer.Form.NFD) + EMOJI + ".pdf";
        Path file = directory.resolve(name);
        Files.write(file, "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));

        Manual manual = sdk.manuals().add(NewManual.of(HARMFUL, file), Plant.ENGINEER);

        assertThat(manual.fileName()).isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFC));
        assertThat(sdk.manuals().list(HARMFUL)).containsExactly(manual);
        assertThat(sdk.manuals().search("대응 매뉴얼", 10)).containsExactly(manual);
        assertThat(sdk.manuals().content(manual.id())).isEqualTo(Files.readAllBytes(file));
        assertThatThrownBy(() -> sdk.manuals().add(NewManual.of(HARMFUL, file), Plant.ENGINEER))
                .hasMessageContaining(manual.fileName());
        Path tooLong = directory.resolve("b".repeat(251) + ".pdf");
        Files.copy(file, tooLong);
        assertThat(sdk.manuals()
                        .add(NewManual.of(HARMFUL, tooLong), Plant.ENGINEER)
                        .fileName())
                .hasSize(255);
    }

    /** What no column can hold is in none: neither a database's error, nor somebody else's row. */
    @ParameterizedTest(name = "{index}") // reports cannot hold them either
    @ValueSource(strings = {"a\0b", "\0", "half \uD83D", "\uDE00"})
    void whatNoDatabaseCanHoldIsNotFound(String rubbish) {
        Plant.addProduct(sdk);
        sdk.catalog().addProduct(NewProduct.of("half ?", "what a driver may make of half a character"), Plant.ENGINEER);
        sdk.catalog().addProduct(NewProduct.of("?", "the same"), Plant.ENGINEER);
        sdk.catalog().addProduct(NewProduct.of("\uFFFD", "what another one may"), Plant.ENGINEER);
        RegisteredPicture picture = sdk.pictures()
                .add(NewPicture.normal(Plant.PRODUCT, Picture.of(SmallPictures.bmp(1), "a.bmp")), Plant.ENGINEER);
        PageRequest page = PageRequest.first(10);

        assertThat(sdk.catalog().findProduct(rubbish)).isEmpty();
        assertThat(sdk.catalog().findDefectType(rubbish, "normal")).isEmpty();
        assertThat(sdk.catalog().findDefectType(Plant.PRODUCT, rubbish)).isEmpty();
        assertThat(sdk.catalog().defectTypes(rubbish)).isEmpty();
        assertThat(sdk.manuals().list(rubbish)).isEmpty();
        PictureFilter ofRubbish = PictureFilter.of(rubbish);
        PictureFilter ofRubbishType = PictureFilter.of(Plant.PRODUCT).defectCode(rubbish);
        for (PictureFilter filter : List.of(ofRubbish, ofRubbishType)) {
            assertThat(sdk.pictures().list(filter, page).items()).isEmpty();
            assertThat(sdk.pictures().search(filter, "a", 10)).isEmpty();
        }
        String sha256 = picture.content().orElseThrow().sha256();
        assertThat(sdk.pictures().findBySha256(rubbish, sha256)).isEmpty();
        assertThat(sdk.pictures().verify(rubbish)).isEmpty();
        assertThat(sdk.deployments().activeRecipe(rubbish)).isEmpty();
        assertThat(sdk.deployments().recipes(rubbish)).isEmpty();
        assertThat(sdk.deployments().history(rubbish, 10)).isEmpty();
        assertThat(sdk.inspector().recent(rubbish, 10)).isEmpty();
        assertThat(sdk.accounts().find(rubbish)).isEmpty();
        assertThat(sdk.settings().params(rubbish, PatchCoreParams.class)).isEmpty();
        assertThat(sdk.settings().paramsHistory(rubbish, PatchCoreParams.class)).isEmpty();
        for (AuditQuery query : List.of(
                AuditQuery.all().subject(rubbish),
                AuditQuery.all().action(rubbish),
                AuditQuery.all().actorName(rubbish))) {
            assertThat(sdk.audit().entries(query, page).items()).isEmpty();
        }
        assertThatThrownBy(() -> sdk.catalog().products(page.after(rubbish)))
                .isInstanceOf(IllegalArgumentException.class);

        List<Consumer<DefectSdk>> withUnknownProduct = List.of(
                face -> face.inspector().inspect(InspectionRequest.of(rubbish, Plant.good(1))),
                face -> face.catalog().retireProduct(rubbish, Plant.ENGINEER),
                face -> face.catalog().restoreProduct(rubbish, Plant.ENGINEER),
                face -> face.catalog().addDefectType(NewDefectType.of(rubbish, "hole", "기공"), Plant.ENGINEER),
                face -> face.pictures()
                        .add(NewPicture.normal(rubbish, Picture.of(SmallPictures.bmp(2))), Plant.ENGINEER),
                face -> face.pictures().addFolder(PictureFolder.normal(rubbish, directory), Plant.ENGINEER),
                face -> face.manuals().add(NewManual.of(rubbish, directory.resolve("x.pdf")), Plant.ENGINEER),
                face -> face.settings().setParams(rubbish, PatchCoreParams.none(), Plant.ENGINEER),
                face -> face.settings().effectiveParams(rubbish, PatchCoreParams.class),
                face -> face.deployments().deploy(PatchCoreDeployment.fromCatalog(rubbish), Plant.ENGINEER));
        for (Consumer<DefectSdk> call : withUnknownProduct) {
            assertThatThrownBy(() -> call.accept(sdk))
                    .isInstanceOfSatisfying(UnknownEntryException.class, e -> assertThat(e.code())
                            .isEqualTo(ErrorCode.PRODUCT_UNKNOWN));
        }
        List<Consumer<DefectSdk>> withUnknownType = List.of(
                face -> face.catalog().retireDefectType(Plant.PRODUCT, rubbish, Plant.ENGINEER),
                face -> face.catalog().retireDefectType(rubbish, "normal", Plant.ENGINEER),
                face -> face.pictures().makeDefect(picture.id(), rubbish, Plant.ENGINEER),
                face -> face.pictures()
                        .add(
                                NewPicture.defect(Plant.PRODUCT, rubbish, Picture.of(SmallPictures.bmp(3))),
                                Plant.ENGINEER));
        for (Consumer<DefectSdk> call : withUnknownType) {
            assertThatThrownBy(() -> call.accept(sdk))
                    .isInstanceOfSatisfying(UnknownEntryException.class, e -> assertThat(e.code())
                            .isEqualTo(ErrorCode.DEFECT_TYPE_UNKNOWN));
        }
    }

    @Test
    void hashesThatAreNoneAreRefused() {
        Plant.addProduct(sdk);
        for (String rubbish : List.of("", "\0".repeat(64), "g".repeat(64), "a".repeat(63), "ａ".repeat(64), "a\n")) {
            assertThatThrownBy(() -> sdk.pictures().findBySha256(Plant.PRODUCT, rubbish))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("64 hexadecimal digits");
        }
        assertThat(sdk.pictures().findBySha256(Plant.PRODUCT, "AB".repeat(32))).isEmpty();
    }

    @Test
    void aFileNameThatIsTooLongOnceItIsPutTogetherIsRefusedWithItsLength() {
        Plant.addProduct(sdk);
        Path longName = Path.of("가".repeat(256) + ".png");
        assertThatThrownBy(() ->
                        sdk.pictures().add(NewPicture.normal(Plant.PRODUCT, Picture.of(longName)), Plant.ENGINEER))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("255")
                .hasMessageContaining("260");
    }

    private FolderReport addFolder(Path folder) {
        return sdk.pictures()
                .addFolder(PictureFolder.normal(Plant.PRODUCT, folder), Plant.ENGINEER)
                .join();
    }

    private List<String> found(String text) {
        return sdk.pictures().search(PictureFilter.of(Plant.PRODUCT), text, 1).stream()
                .map(RegisteredPicture::fileName)
                .toList();
    }
}
