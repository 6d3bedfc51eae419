package io.defectsdk.manuals.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.guide.PageQuality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocxManualTest {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
            + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>";
    private static final String STYLES =
            "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                    + "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>"
                    + "<w:style w:styleId=\"own\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"1\"/></w:style>"
                    + "<w:style w:styleId=\"loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"loop\"/></w:style></w:styles>";
    private static final String NUMBERING =
            "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                    + "<w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
                    + "<w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"
                    + "<w:abstractNum w:abstractNumId=\"6\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/>"
                    + "</w:lvl></w:abstractNum>"
                    + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num>"
                    + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"6\"/></w:num></w:numbering>";

    private static byte[] zip(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] docx(String body) throws IOException {
        return zip(new TreeMap<>(Map.of(
                "word/document.xml", HEAD + body + "</w:body></w:document>",
                "word/styles.xml", STYLES,
                "word/numbering.xml", NUMBERING)));
    }

    private static String p(String properties, String text) {
        return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
    }

    private static String cell(String properties, String text) {
        return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + p("", text) + "</w:tc>";
    }

    private static Reading read(String body) throws IOException {
        return Reading.of("m.docx", docx(body));
    }

    @Test
    void tellsHeadingsByStyleOutlineAndLooks() throws IOException {
        assertThat(read(p("<w:pStyle w:val=\"1\"/>", "기공")
                                + p("<w:pStyle w:val=\"own\"/>", "버")
                                + p("<w:outlineLvl w:val=\"2\"/>", "조치")
                                + p("<w:pStyle w:val=\"loop\"/>", "본문")
                                + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>긁힘</w:t></w:r></w:p>"
                                + p("", "가스가 남는다."))
                        .blocks())
                .containsExactly(
                        "HEADING 1: 기공",
                        "HEADING 1: 버",
                        "HEADING 3: 조치",
                        "PARAGRAPH: 본문",
                        "HEADING 6: 긁힘",
                        "PARAGRAPH: 가스가 남는다.");
    }

    @Test
    void countsItemsAsAWordProcessorDoes() throws IOException {
        String one = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
        String bullet = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>";

        assertThat(read(p(one, "전원을 끈다.") + p(one, "벤트를 청소한다.") + p(bullet, "확인한다.") + p("", "• 손으로 쓴 점"))
                        .blocks())
                .containsExactly(
                        "LIST_ITEM: 1. 전원을 끈다.", "LIST_ITEM: 2. 벤트를 청소한다.", "LIST_ITEM: 확인한다.", "LIST_ITEM: 손으로 쓴 점");
    }

    @Test
    void readsTablesWithCellsOverRowsAndColumns() throws IOException {
        String table = "<w:tbl><w:tr>" + cell("", "불량") + cell("", "원인") + cell("", "조치") + "</w:tr><w:tr>"
                + cell("<w:vMerge w:val=\"restart\"/>", "버") + cell("", "금형 마모") + cell("", "재연마") + "</w:tr><w:tr>"
                + cell("<w:vMerge/>", "") + cell("<w:gridSpan w:val=\"2\"/>", "클램프 점검") + "</w:tr></w:tbl>";

        assertThat(read(table).blocks())
                .containsExactly("TABLE_ROW: 불량 | 원인 | 조치", "TABLE_ROW: 버 | 금형 마모 | 재연마", "TABLE_ROW: 버 | 클램프 점검");
    }

    @Test
    void countsPagesByTheirBreaks() throws IOException {
        Reading reading = read(p("", "하나") + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>" + p("", "둘")
                + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>셋</w:t></w:r></w:p>");

        assertThat(reading.pages()).hasSize(3);
        assertThat(reading.pages().get(2).text()).isEqualTo("셋");
    }

    @Test
    void leavesOutWhatWasDeletedAndKeepsWhatWasInserted() throws IOException {
        assertThat(
                        read("<w:p><w:r><w:t>온도 </w:t></w:r><w:del><w:r><w:delText>180</w:delText><w:t>180</w:t></w:r></w:del>"
                                        + "<w:ins><w:r><w:t>170</w:t></w:r></w:ins><w:r><w:t> ℃</w:t></w:r></w:p>")
                                .blocks())
                .containsExactly("PARAGRAPH: 온도 170 ℃");
    }

    @Test
    void readsTextBoxesOnce() throws IOException {
        String box = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + p("", "상자")
                + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + p("", "상자")
                + "</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>본문</w:t></w:r></w:p>";

        assertThat(read(box).blocks()).containsExactly("PARAGRAPH: 상자", "PARAGRAPH: 본문");
    }

    @Test
    void anEmptyOneHasAnEmptyPage() throws IOException {
        assertThat(read("").pages()).singleElement().satisfies(page -> assertThat(page.quality())
                .isEqualTo(PageQuality.EMPTY));
    }

    @Test
    void followsNoReferences(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "PASSWORD");
        byte[] hostile = zip(Map.of(
                "word/document.xml",
                "<!DOCTYPE w [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>" + HEAD.substring(HEAD.indexOf("?>") + 2)
                        + p("", "a&x;b") + "</w:body></w:document>"));

        try {
            assertThat(Reading.of("m.docx", hostile).blocks()).noneMatch(block -> block.contains("PASSWORD"));
        } catch (DefectSdkException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.MANUAL_UNREADABLE);
            assertThat(e).hasMessageNotContaining("PASSWORD");
        }
    }

    @Test
    void entitiesThatGrowAreNotExpanded() throws IOException {
        StringBuilder type = new StringBuilder("<!DOCTYPE w [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            type.append("<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">");
        }
        byte[] hostile = zip(Map.of(
                "word/document.xml",
                type + "]>" + HEAD.substring(HEAD.indexOf("?>") + 2) + p("", "&a39;") + "</w:body></w:document>"));

        try {
            assertThat(String.join("", Reading.of("m.docx", hostile).blocks()).length())
                    .isLessThan(1_000);
        } catch (DefectSdkException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.MANUAL_UNREADABLE);
        }
    }

    @Test
    void refusesABomb() throws IOException {
        String much = "0".repeat(1 << 20);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            for (int i = 0; i < 80; i++) {
                zip.write(much.getBytes(StandardCharsets.US_ASCII));
            }
            zip.closeEntry();
        }

        assertCode(bytes.toByteArray(), ErrorCode.MANUAL_TOO_LARGE);
    }

    @Test
    void refusesWhatIsNoWholeDocx() throws IOException {
        byte[] whole = docx(p("", "x".repeat(5_000)));

        assertCode(Arrays.copyOf(whole, whole.length / 2), ErrorCode.MANUAL_UNREADABLE);
        assertCode(Arrays.copyOf(whole, 10), ErrorCode.MANUAL_UNREADABLE);
        assertCode(zip(Map.of("xl/workbook.xml", "<x/>")), ErrorCode.MANUAL_FORMAT_UNSUPPORTED);
        assertCode(zip(Map.of("word/document.xml", "<w:document")), ErrorCode.MANUAL_UNREADABLE);
    }

    private static void assertCode(byte[] content, ErrorCode code) {
        assertThatThrownBy(() -> Reading.of("m.docx", content))
                .isInstanceOfSatisfying(
                        DefectSdkException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void readsOurOwnManual() throws IOException {
        byte[] content = DocxManualTest.class
                .getResourceAsStream("/io/defectsdk/testing/manuals/sim-shaft_manual.docx")
                .readAllBytes();

        assertThat(Reading.of("sim-shaft_manual.docx", content).blocks())
                .contains(
                        "HEADING 1: 2. Crack (균열)",
                        "HEADING 2: 2.3 Action 조치",
                        "LIST_ITEM: 1. 같은 열처리 lot 전체를 hold하고 100 % 자분탐상을 한다.");
    }
}
