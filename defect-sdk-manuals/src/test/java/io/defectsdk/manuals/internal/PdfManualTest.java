package io.defectsdk.manuals.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.CatalogException;
import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.guide.ManualPage;
import io.defectsdk.guide.PageArea;
import io.defectsdk.guide.PageQuality;
import io.defectsdk.guide.TextBlock;
import io.defectsdk.guide.TextBlock.PlacedText;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PdfManualTest {
    private static final PDFont BODY = new PDType1Font(FontName.HELVETICA);
    private static final PDFont BOLD = new PDType1Font(FontName.HELVETICA_BOLD);

    private final PDDocument document = new PDDocument();

    @AfterEach
    void close() throws IOException {
        document.close();
    }

    private byte[] saved() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    private Reading read() throws IOException {
        return Reading.of("m.pdf", saved());
    }

    private PDPage page() {
        PDPage page = new PDPage(new PDRectangle(400, 500));
        document.addPage(page);
        return page;
    }

    private void write(PDPage page, PDFont font, float size, float x, float y, String text) throws IOException {
        try (PDPageContentStream stream =
                new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
            stream.beginText();
            stream.setFont(font, size);
            stream.newLineAtOffset(x, y);
            stream.showText(text);
            stream.endText();
        }
    }

    private void line(PDPage page, float x1, float y1, float x2, float y2) throws IOException {
        try (PDPageContentStream stream =
                new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
            stream.moveTo(x1, y1);
            stream.lineTo(x2, y2);
            stream.stroke();
        }
    }

    @Test
    void tellsHeadingsParagraphsAndItemsApart() throws IOException {
        PDPage page = page();
        write(page, BOLD, 18, 50, 450, "2. Porosity");
        write(page, BOLD, 10, 50, 425, "2.1 Cause");
        write(page, BODY, 10, 50, 405, "Gas stays in the melt when the vents of the mould are clogged, or when the");
        write(page, BODY, 10, 50, 393, "sand is too wet.");
        write(page, BODY, 10, 50, 370, "\u2022 Clean the vents");
        write(page, BODY, 10, 62, 358, "and blow them out");
        write(page, BODY, 10, 50, 340, "1. Measure the moisture of the sand");

        assertThat(read().blocks())
                .containsExactly(
                        "HEADING 1: 2. Porosity",
                        "HEADING 3: 2.1 Cause",
                        "PARAGRAPH: Gas stays in the melt when the vents of the mould are clogged, or when the sand is too"
                                + " wet.",
                        "LIST_ITEM: Clean the vents and blow them out",
                        "LIST_ITEM: 1. Measure the moisture of the sand");
    }

    @Test
    void readsTablesWithLinesAndRepeatsCellsOverSeveralRows() throws IOException {
        PDPage page = page();
        for (float x : new float[] {50, 150, 350}) {
            line(page, x, 300, x, 400);
        }
        for (float y : new float[] {300, 400}) {
            line(page, 50, y, 350, y);
        }
        line(page, 50, 370, 350, 370);
        line(page, 150, 335, 350, 335); // the first cell of the last two rows is one
        write(page, BODY, 10, 55, 380, "Defect");
        write(page, BODY, 10, 155, 380, "Action");
        write(page, BODY, 10, 55, 350, "Burr");
        write(page, BODY, 10, 155, 350, "Grind it");
        write(page, BODY, 10, 155, 318, "Check the");
        write(page, BODY, 10, 155, 306, "clamp");

        assertThat(read().blocks())
                .containsExactly(
                        "TABLE_ROW: Defect | Action",
                        "TABLE_ROW: Burr | Grind it",
                        "TABLE_ROW: Burr | Check the clamp");
    }

    @Test
    void readsTablesWithoutLines() throws IOException {
        PDPage page = page();
        String[][] rows = {{"Class", "Place", "Cause"}, {"Hole", "inner side", "gas"}, {"Burr", "edge", "worn die"}};
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < 3; column++) {
                write(page, BODY, 10, 50 + 100 * column, 400 - 20 * row, rows[row][column]);
            }
        }

        assertThat(read().blocks())
                .containsExactly(
                        "TABLE_ROW: Class | Place | Cause",
                        "TABLE_ROW: Hole | inner side | gas",
                        "TABLE_ROW: Burr | edge | worn die");
    }

    @Test
    void readsTablesWithoutLinesWhoseCellsGoOverSeveralLinesAroundTheMiddleOfTheirRow() throws IOException {
        PDPage page = page();
        write(page, BODY, 10, 50, 400, "Class");
        write(page, BODY, 10, 150, 400, "Place");
        write(page, BODY, 10, 250, 400, "Cause");
        write(page, BODY, 10, 50, 360, "Hole");
        write(page, BODY, 10, 150, 360, "inner side");
        write(page, BODY, 10, 250, 368, "gas in the melt,");
        write(page, BODY, 10, 250, 352, "wet sand");
        write(page, BODY, 10, 50, 328, "Metal");
        write(page, BODY, 10, 150, 320, "surface");
        write(page, BODY, 10, 250, 320, "worn parts");
        write(page, BODY, 10, 50, 312, "contamination");
        write(page, BODY, 10, 50, 270, "Ask the foreman before anything else is done.");

        assertThat(read().blocks())
                .containsExactly(
                        "TABLE_ROW: Class | Place | Cause",
                        "TABLE_ROW: Hole | inner side | gas in the melt, wet sand",
                        "TABLE_ROW: Metal contamination | surface | worn parts",
                        "PARAGRAPH: Ask the foreman before anything else is done.");
    }

    @Test
    void itemsWhoseWordsHappenToStandBelowEachOtherAreNoTable() throws IOException {
        PDPage page = page();
        for (int row = 0; row < 4; row++) {
            write(page, BODY, 10, 50, 400 - 15 * row, (row + 1) + ". Look at the part");
        }

        assertThat(read().blocks())
                .containsExactly(
                        "LIST_ITEM: 1. Look at the part",
                        "LIST_ITEM: 2. Look at the part",
                        "LIST_ITEM: 3. Look at the part",
                        "LIST_ITEM: 4. Look at the part");
    }

    @Test
    void leavesOutWhatEveryPageRepeats() throws IOException {
        for (int number = 1; number <= 4; number++) {
            PDPage page = page();
            write(page, BODY, 8, 50, 485, "QM-14 Manual, revision 3");
            write(page, BODY, 10, 50, 300, "What stands on page " + number + " only.");
            write(page, BODY, 8, 200, 15, number + " / 4");
        }

        assertThat(read().blocks())
                .containsExactly(
                        "PARAGRAPH: What stands on page 1 only.",
                        "PARAGRAPH: What stands on page 2 only.",
                        "PARAGRAPH: What stands on page 3 only.",
                        "PARAGRAPH: What stands on page 4 only.");
    }

    @Test
    void knowsWhereWordsStand() throws IOException {
        PDPage page = page();
        write(page, BODY, 10, 100, 400, "Here");

        PageArea area = areaOf(read());

        assertThat(area.x()).isBetween(99f, 101f);
        assertThat(area.y()).isBetween(88f, 96f); // 500 - 400 is its base line
        assertThat(area.width()).isBetween(20f, 24f);
        assertThat(area.height()).isBetween(8f, 13f);
    }

    @Test
    void onACroppedPageToo() throws IOException {
        PDPage page = page();
        page.setCropBox(new PDRectangle(50, 20, 300, 400));
        write(page, BODY, 10, 100, 400, "Here");

        PageArea area = areaOf(read());

        assertThat(area.x()).isBetween(49f, 51f);
        assertThat(area.y()).isBetween(8f, 16f); // the crop box ends at 420
    }

    @Test
    void onATurnedPageToo() throws IOException {
        PDPage page = page();
        page.setRotation(90);
        try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
            stream.beginText();
            stream.setFont(BODY, 10);
            // upright once the page is turned clockwise
            stream.setTextMatrix(new org.apache.pdfbox.util.Matrix(0, 1, -1, 0, 100, 50));
            stream.showText("Here");
            stream.endText();
        }

        PageArea area = areaOf(read());

        assertThat(area.x()).isBetween(49f, 51f);
        assertThat(area.y()).isBetween(88f, 96f);
    }

    private static PageArea areaOf(Reading reading) {
        TextBlock block = reading.pages().get(0).blocks().get(0);
        assertThat(block.words()).extracting(PlacedText::start).containsExactly(0);
        return block.words().get(0).area();
    }

    @Test
    void saysWhichPagesCannotBeRead() throws IOException {
        write(page(), BODY, 10, 50, 400, "Readable");
        page();
        PDPage scan = page();
        try (PDPageContentStream stream = new PDPageContentStream(document, scan)) {
            BufferedImage picture = new BufferedImage(100, 125, BufferedImage.TYPE_BYTE_GRAY);
            stream.drawImage(LosslessFactory.createFromImage(document, picture), 0, 0, 400, 500);
        }

        List<ManualPage> pages = read().pages();

        assertThat(pages)
                .extracting(ManualPage::quality)
                .containsExactly(PageQuality.READABLE, PageQuality.EMPTY, PageQuality.SCANNED);
        assertThat(pages.get(2).reason()).contains("character recognition");
        assertThat(pages.get(2).text()).isEmpty();
    }

    @Test
    void refusesWhatIsNoWholePdf() throws IOException {
        write(page(), BODY, 10, 50, 400, "Readable");
        byte[] whole = saved();

        assertCode(new byte[0], ErrorCode.MANUAL_UNREADABLE);
        assertCode(Arrays.copyOf(whole, 20), ErrorCode.MANUAL_UNREADABLE);
        assertCode("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), ErrorCode.MANUAL_UNREADABLE);
        assertCode("<html></html>".getBytes(StandardCharsets.US_ASCII), ErrorCode.MANUAL_FORMAT_UNSUPPORTED);
    }

    @Test
    void damageIsRefusedOrReadAllTheSame() throws IOException {
        write(page(), BODY, 10, 50, 400, "Readable");
        byte[] whole = saved();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k < 5; k++) {
                damaged[20 + random.nextInt(whole.length - 20)] = (byte) random.nextInt(256);
            }
            try {
                Reading.of("m.pdf", damaged);
            } catch (DefectSdkException e) {
                assertThat(e.code()).isIn(ErrorCode.MANUAL_UNREADABLE, ErrorCode.MANUAL_ENCRYPTED);
            }
        }
        byte[] noise = new byte[5_000];
        random.nextBytes(noise);
        System.arraycopy("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII), 0, noise, 0, 9);
        assertCode(noise, ErrorCode.MANUAL_UNREADABLE);
    }

    private static void assertCode(byte[] content, ErrorCode code) {
        assertThatThrownBy(() -> Reading.of("m.pdf", content))
                .isInstanceOfSatisfying(
                        DefectSdkException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("m.pdf");
    }

    @Test
    void refusesOneWithAPassword() throws IOException {
        write(page(), BODY, 10, 50, 400, "Secret");
        document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));

        assertCode(saved(), ErrorCode.MANUAL_ENCRYPTED);
    }

    @Test
    void readsOneThatIsOnlyProtectedFromChanges() throws IOException {
        write(page(), BODY, 10, 50, 400, "Public");
        document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));

        assertThat(read().blocks()).containsExactly("PARAGRAPH: Public");
    }

    @Test
    void readsTwoThousandPagesOneAtATime() throws IOException {
        for (int number = 0; number < 2_000; number++) {
            write(page(), BODY, 10, 50, 400, "Page number " + number + " of many.");
        }
        byte[] content = saved();

        Reading reading = Reading.of("m.pdf", content);

        assertThat(reading.pages()).hasSize(2_000);
        assertThat(reading.steps()).isGreaterThanOrEqualTo(4_000);
    }

    @Test
    void refusesMorePagesThanItReads() throws IOException {
        for (int number = 0; number < 5_001; number++) {
            page();
        }

        assertCode(saved(), ErrorCode.MANUAL_TOO_LARGE);
    }

    @Test
    void whoeverWatchesCanEndIt() throws IOException {
        write(page(), BODY, 10, 50, 400, "Readable");
        byte[] content = saved();

        assertThatThrownBy(
                        () -> new FileManualReader().read("m.pdf", content, new io.defectsdk.spi.ManualReader.Pages() {
                            @Override
                            public void working(int done, int total) {
                                throw new CancellationException("enough");
                            }

                            @Override
                            public void page(ManualPage page) {}
                        }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void theSameFileGivesTheSamePages() throws IOException {
        write(page(), BODY, 10, 50, 400, "Readable");
        byte[] content = saved();

        assertThat(Reading.of("m.pdf", content).pages())
                .isEqualTo(Reading.of("m.pdf", content).pages());
    }

    @Test
    void readsOurOwnManual() throws IOException {
        byte[] content = PdfManualTest.class
                .getResourceAsStream("/io/defectsdk/testing/manuals/sim-casting_manual.pdf")
                .readAllBytes();

        Reading reading = Reading.of("sim-casting_manual.pdf", content);

        assertThat(reading.pages())
                .allSatisfy(page -> assertThat(page.quality()).isEqualTo(PageQuality.READABLE));
        assertThat(reading.blocks())
                .contains(
                        "HEADING 2: 2. hole (기공)",
                        "HEADING 4: 2.2 발생 원인",
                        "LIST_ITEM: 1. 해당 로트를 격리하고, 주입 시각으로 조형 번호를 찾는다.",
                        "LIST_ITEM: 2. 물 얼룩이면 헹굼수를 갈고 전기전도도를 100 μS/cm 이하로 낮춘다.",
                        "TABLE_ROW: 긁힘 | 선삭한 윗면 | 척과 가이드에 낀 칩, 닳은 그리퍼 패드 | 칩 제거, 척 압력 2.0 MPa, 패드 교체");
    }

    @Test
    void anOldWordFileIsRefused() {
        byte[] ole = new byte[600];
        int[] magic = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
        for (int i = 0; i < magic.length; i++) {
            ole[i] = (byte) magic[i];
        }

        assertThatThrownBy(() -> Reading.of("m.doc", ole)).isInstanceOf(CatalogException.class);
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, ole, 100, name.length);
        assertCode(ole, ErrorCode.MANUAL_ENCRYPTED);
    }
}
