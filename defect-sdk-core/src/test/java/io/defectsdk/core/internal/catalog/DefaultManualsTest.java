package io.defectsdk.core.internal.catalog;

import static io.defectsdk.core.internal.catalog.Desk.ADMIN;
import static io.defectsdk.core.internal.catalog.Desk.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.defectsdk.AccessDeniedException;
import io.defectsdk.CatalogException;
import io.defectsdk.DuplicateEntryException;
import io.defectsdk.ErrorCode;
import io.defectsdk.LimitExceededException;
import io.defectsdk.PageRequest;
import io.defectsdk.StorageException;
import io.defectsdk.UnknownEntryException;
import io.defectsdk.account.AuditEntry;
import io.defectsdk.account.AuditQuery;
import io.defectsdk.account.FieldChange;
import io.defectsdk.catalog.Manual;
import io.defectsdk.catalog.ManualFile;
import io.defectsdk.catalog.Manuals;
import io.defectsdk.catalog.NewManual;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.testing.memory.InMemoryStores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultManualsTest {
    @TempDir
    private Path folder;

    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
    private final InMemoryStores stores = new InMemoryStores();
    private Path storage;
    private Desk desk;
    private Manuals manuals;

    @BeforeEach
    void open() {
        storage = folder.resolve("storage");
        desk = Desk.of(stores, storage).withProduct();
        manuals = desk.manuals;
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        memory.close();
    }

    private static byte[] pdf(String text) {
        return ("%PDF-1.7 " + text).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] docx() throws IOException {
        return zip("[Content_Types].xml", "_rels/.rels", "word/document.xml");
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(memory.getPath(name), content);
    }

    private Manual add(String name, byte[] content) throws IOException {
        return manuals.add(NewManual.of("p", file(name, content)), ADMIN);
    }

    private <E extends Throwable> E refusal(Class<E> type, String name, byte[] content) throws IOException {
        Path file = file(name, content);
        E refusal = catchThrowableOfType(type, () -> manuals.add(NewManual.of("p", file), ADMIN));
        assertThat(refusal).as(name).isNotNull();
        return refusal;
    }

    private List<AuditEntry> history(Manual manual) {
        return stores.audit()
                .list(AuditQuery.ofManual(manual.id()), PageRequest.first(10))
                .items();
    }

    @Test
    void registersPdfAndWordFiles() throws IOException {
        Manual pdf = add("주조 매뉴얼.PDF", pdf("text"));
        Manual docx = add("guide.docx", docx());

        assertThat(pdf.fileName()).isEqualTo("주조 매뉴얼.PDF");
        assertThat(pdf.storageKey()).matches("catalog/manuals/[0-9a-f]{2}/[0-9a-f-]{36}\\.pdf");
        assertThat(pdf.content().orElseThrow().sha256()).isEqualTo(Sha256.of(pdf("text")));
        assertThat(pdf.revision()).isOne();
        assertThat(docx.storageKey()).endsWith(".docx");
        assertThat(manuals.content(pdf.id())).isEqualTo(pdf("text"));
        assertThat(manuals.find(docx.id())).hasValue(docx);
        assertThat(manuals.list("p")).containsExactly(docx, pdf);
        assertThat(manuals.search("매뉴얼", 5)).containsExactly(pdf);
        assertThat(history(pdf)).extracting(AuditEntry::action).containsExactly("manual.add");
        assertThat(Desk.files(storage)).containsExactlyInAnyOrder(pdf.storageKey(), docx.storageKey());
    }

    @Test
    void registersBytesAndStreamsUnderTheNamesGiven() throws IOException {
        Manual bytes = manuals.add(NewManual.of("p", ManualFile.of(pdf("one"), "one.pdf")), ADMIN);
        InputStream stream = new ByteArrayInputStream(docx());
        Manual streamed = manuals.add(NewManual.of("p", ManualFile.of(stream, "two.docx")), ADMIN);

        assertThat(bytes.fileName()).isEqualTo("one.pdf");
        assertThat(manuals.content(bytes.id())).isEqualTo(pdf("one"));
        assertThat(streamed.fileName()).isEqualTo("two.docx");
        assertThat(manuals.content(streamed.id())).isEqualTo(docx());
    }

    @Test
    void readsAStreamUpToTheLimitAndBytesNotAtAll() {
        stores.settings().put("max_upload_size_mb", "1", "", ADMIN, Instant.EPOCH);
        byte[] large = new byte[3 << 20];
        ByteArrayInputStream stream = new ByteArrayInputStream(large);

        for (ManualFile file : List.of(ManualFile.of(stream, "large.pdf"), ManualFile.of(large, "large.pdf"))) {
            assertThatExceptionOfType(LimitExceededException.class)
                    .isThrownBy(() -> manuals.add(NewManual.of("p", file), ADMIN))
                    .withMessageContaining("large.pdf")
                    .withMessageContaining("1048576");
        }
        assertThat(stream.available()).isEqualTo(large.length - (1 << 20) - 1);
    }

    @Test
    void saysWhatAStreamThrew() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("the host's store is away");
            }

            @Override
            public int read(byte[] into, int from, int count) {
                return read();
            }
        };

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> manuals.add(NewManual.of("p", ManualFile.of(broken, "a.pdf")), ADMIN))
                .withMessageContaining("a.pdf")
                .withMessageContaining("the host's store is away");
    }

    @Test
    void takesAPdfWhoseMarkComesLateButNotTooLate() throws IOException {
        byte[] late = new byte[1_024];
        System.arraycopy(pdf(""), 0, late, 1_019, 5);
        add("late.pdf", late);
        byte[] tooLate = new byte[1_025];
        System.arraycopy(pdf(""), 0, tooLate, 1_020, 5);

        assertThat(refusal(CatalogException.class, "too late.pdf", tooLate).code())
                .isEqualTo(ErrorCode.MANUAL_FORMAT_UNSUPPORTED);
    }

    @Test
    void refusesWhatIsNeitherOrNotWhatItsNameSays() throws IOException {
        byte[] damagedZip = docx();
        Arrays.fill(damagedZip, damagedZip.length - 22, damagedZip.length - 18, (byte) 0);

        assertUnsupported("a.txt", pdf(""));
        assertUnsupported("a", pdf(""));
        assertUnsupported("a.pdf", docx());
        assertUnsupported("a.docx", pdf(""));
        assertUnsupported("a.pdf", new byte[0]);
        assertUnsupported("a.pdf", new byte[5_000]);
        assertUnsupported("sheet.docx", zip("[Content_Types].xml", "xl/workbook.xml"));
        assertUnsupported("a.docx", "PK\u0003\u0004".getBytes(StandardCharsets.UTF_8));
        assertUnsupported("a.docx", zip());
        assertUnsupported("a.docx", damagedZip);
        assertUnsupported("old.doc", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0});

        assertThat(Desk.files(storage)).isEmpty();
    }

    private void assertUnsupported(String name, byte[] content) throws IOException {
        CatalogException refusal = refusal(CatalogException.class, name, content);
        assertThat(refusal.code()).isEqualTo(ErrorCode.MANUAL_FORMAT_UNSUPPORTED);
        assertThat(refusal).hasMessageContaining("'" + name + "'").hasMessageContaining(".docx");
    }

    @Test
    void readsNoDirectoryThatLies() throws IOException {
        byte[] honest = docx();
        for (int at = honest.length - 22; at < honest.length; at++) {
            for (byte value : new byte[] {0, 1, 0x7F, (byte) 0xFF}) {
                byte[] lying = honest.clone();
                lying[at] = value;
                assertThat(ZipNames.of(lying)).hasSizeLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    void refusesUnfitProductsNamesAndSizes() throws IOException {
        stores.settings().put("max_upload_size_mb", "1", "", ADMIN, Instant.EPOCH);
        byte[] large = new byte[(1 << 20) + 1];

        assertThat(refusal(LimitExceededException.class, "large.pdf", large))
                .hasMessageContaining("large.pdf")
                .hasMessageContaining("1048576")
                .hasMessageContaining("1048577");
        assertThat(refusal(LimitExceededException.class, "기".repeat(252) + ".pdf", pdf("")))
                .hasMessageContaining("255")
                .hasMessageContaining("256");
        assertThat(refusal(CatalogException.class, "a\u0007.pdf", pdf("")).code())
                .isEqualTo(ErrorCode.FILE_NAME_UNFIT);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> manuals.add(NewManual.of("p", folder.resolve("no.pdf")), ADMIN))
                .withMessageContaining("no.pdf");
        Path file = file("a.pdf", pdf(""));
        assertThatExceptionOfType(UnknownEntryException.class)
                .isThrownBy(() -> manuals.add(NewManual.of("q", file), ADMIN))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_UNKNOWN));
        desk.catalog.retireProduct("p", ADMIN);
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> manuals.add(NewManual.of("p", file), ADMIN))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PRODUCT_RETIRED));
        assertThat(Desk.files(storage)).isEmpty();
        assertThat(stores.uploads().giveUpStale(Duration.ZERO, 10)).isEmpty();
    }

    @Test
    void hasOneManualOfAName() throws IOException {
        Manual first = add("가이드.pdf", pdf("one"));
        manuals.retire(first.id(), ADMIN);

        DuplicateEntryException refusal = refusal(
                DuplicateEntryException.class, Normalizer.normalize("가이드.pdf", Normalizer.Form.NFD), pdf("two"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.MANUAL_EXISTS);
        assertThat(refusal.existingId()).isEqualTo(first.id());
        assertThat(refusal).hasMessageContaining("replace");
        desk.catalog.addProduct(NewProduct.of("q", "다른 제품"), ADMIN);
        assertThat(manuals.add(NewManual.of("q", file("가이드.pdf", pdf("one"))), ADMIN)
                        .revision())
                .isOne();
    }

    @Test
    void replacesAFileAndKeepsItsNameAndTheOldOne() throws IOException {
        Manual first = add("a.pdf", pdf("one"));

        Manual second = manuals.replace(first.id(), ManualFile.of(file("another name.pdf", pdf("two"))), ADMIN);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.fileName()).isEqualTo("a.pdf");
        assertThat(second.revision()).isEqualTo(2);
        assertThat(manuals.content(first.id())).isEqualTo(pdf("two"));
        assertThat(Desk.files(storage)).containsExactlyInAnyOrder(first.storageKey(), second.storageKey());
        assertThat(history(first).get(0).changes())
                .containsExactly(
                        FieldChange.of("sha256", Sha256.of(pdf("one")), Sha256.of(pdf("two"))),
                        FieldChange.of("storage_key", first.storageKey(), second.storageKey()));
    }

    @Test
    void replacesAFileWhateverItIsCalled() throws IOException {
        Manual manual = add("a.pdf", pdf("0"));
        List<ManualFile> files = List.of(
                ManualFile.of(pdf("1")),
                ManualFile.of(new ByteArrayInputStream(pdf("2"))),
                ManualFile.of(pdf("3"), "no ending"),
                ManualFile.of(file("a\u0007.exe", pdf("4"))),
                ManualFile.of(file("기".repeat(300), pdf("5"))));

        for (ManualFile file : files) {
            assertThat(manuals.replace(manual.id(), file, ADMIN).fileName()).isEqualTo("a.pdf");
        }

        assertThat(manuals.content(manual.id())).isEqualTo(pdf("5"));
        assertThat(history(manual)).hasSize(1 + files.size());
        assertThat(catchThrowableOfType(
                                CatalogException.class,
                                () -> manuals.replace(manual.id(), ManualFile.of(new byte[10]), ADMIN))
                        .code())
                .isEqualTo(ErrorCode.MANUAL_FORMAT_UNSUPPORTED);
    }

    @Test
    void changesNothingWhereTheFileIsTheSameUnlessItWasLost() throws IOException {
        Manual first = add("a.pdf", pdf("one"));
        ManualFile same = ManualFile.of(file("a.pdf", pdf("one")));

        assertThat(manuals.replace(first.id(), same, ADMIN)).isEqualTo(first);
        assertThat(history(first)).hasSize(1);

        Files.delete(storage.resolve(first.storageKey()));
        assertThat(catchThrowableOfType(StorageException.class, () -> manuals.content(first.id()))
                        .code())
                .isEqualTo(ErrorCode.CONTENT_MISSING);
        manuals.replace(first.id(), same, ADMIN);
        assertThat(manuals.content(first.id())).isEqualTo(pdf("one"));
    }

    @Test
    void staysWhatItsNameSays() throws IOException {
        Manual manual = add("a.pdf", pdf("one"));
        ManualFile word = ManualFile.of(file("b.docx", docx()));

        CatalogException refusal =
                catchThrowableOfType(CatalogException.class, () -> manuals.replace(manual.id(), word, ADMIN));

        assertThat(refusal.code()).isEqualTo(ErrorCode.MANUAL_FORMAT_UNSUPPORTED);
        assertThat(refusal).hasMessageContaining("a.pdf").hasMessageContaining("DOCX");
    }

    @Test
    void retiresAndRestores() throws IOException {
        Manual manual = add("a.pdf", pdf("one"));

        assertThat(manuals.retire(manual.id(), ADMIN).active()).isFalse();
        assertThat(manuals.restore(manual.id(), ADMIN).active()).isTrue();

        assertThat(history(manual))
                .extracting(AuditEntry::action)
                .containsExactly("manual.restore", "manual.retire", "manual.add");
    }

    @Test
    void refusesWorkersAndUnknownIds() throws IOException {
        Path file = file("a.pdf", pdf("one"));
        Manual manual = add("a.pdf", pdf("one"));
        List<Runnable> byWorkers = List.of(
                () -> manuals.add(NewManual.of("p", file), WORKER),
                () -> manuals.replace(manual.id(), ManualFile.of(file), WORKER),
                () -> manuals.retire(manual.id(), WORKER),
                () -> manuals.restore(manual.id(), WORKER));
        List<Runnable> ofUnknown = List.of(
                () -> manuals.content(7),
                () -> manuals.replace(7, ManualFile.of(file), ADMIN),
                () -> manuals.retire(7, ADMIN),
                () -> manuals.restore(7, ADMIN));

        byWorkers.forEach(
                call -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(call::run));
        ofUnknown.forEach(call -> assertThat(catchThrowableOfType(UnknownEntryException.class, call::run)
                        .code())
                .isEqualTo(ErrorCode.MANUAL_UNKNOWN));
        assertThat(manuals.find(7)).isEmpty();
        assertThat(manuals.list("q")).isEmpty();
    }
}
