package io.defectsdk.manuals.internal;

import io.defectsdk.guide.ManualPage;
import io.defectsdk.guide.PageQuality;
import io.defectsdk.guide.TextBlock.Kind;
import io.defectsdk.spi.ManualReader.Pages;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a DOCX file. Its pages are those between the page breaks that it records; a file that records none is one page. What was deleted under change tracking is left
 * out, what was inserted is there.
 */
final class DocxManual {
    private static final int MOST_PAGES = 5_000;
    private static final int LONGEST_HEADING = 60;
    private static final int NESTED = 64;

    private final String fileName;
    private final Pages pages;
    private final DocxStyles styles;
    private final DocxNumbering numbering;
    private final int size;
    private PageWriter writer = new PageWriter();
    private int number = 1;

    private Paragraph paragraph = new Paragraph();
    private final Deque<Paragraph> outer = new ArrayDeque<>();
    private final Deque<Table> tables = new ArrayDeque<>();
    private int deleted;
    private boolean inRun;
    private boolean runBold;

    private DocxManual(String fileName, Pages pages, DocxStyles styles, DocxNumbering numbering, int size) {
        this.fileName = fileName;
        this.pages = pages;
        this.styles = styles;
        this.numbering = numbering;
        this.size = size;
    }

    static void read(String fileName, byte[] content, Pages pages) {
        pages.working(0, 1);
        DocxParts parts = DocxParts.unpack(fileName, content);
        try {
            DocxManual manual = new DocxManual(
                    fileName,
                    pages,
                    DocxStyles.read(parts.open(DocxParts.STYLES)),
                    DocxNumbering.read(parts.open(DocxParts.NUMBERING)),
                    parts.size(DocxParts.DOCUMENT));
            manual.read(Xml.open(parts.open(DocxParts.DOCUMENT).orElseThrow()));
        } catch (XMLStreamException e) {
            throw FileManualReader.unreadable(fileName, "it is damaged (" + e.getMessage() + ")", e);
        }
    }

    /** What is known of a paragraph so far. */
    private static final class Paragraph {
        private final StringBuilder text = new StringBuilder();
        private String style = "";
        private int outline = -1;
        private int listId;
        private int listLevel;
        private int letters;
        private int boldLetters;
        private boolean breaksBefore;
    }

    /** A table that is being read. */
    private static final class Table {
        private final Map<Integer, String> above = new HashMap<>();
        private List<String> cells = new ArrayList<>();
        private StringBuilder cell = new StringBuilder();
        private int column;
        private int span = 1;
        private boolean goesOn;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        int steps = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                begin(xml, isSecondChoice(xml) ? "del" : Xml.name(xml));
                if (++steps % 2_000 == 0) {
                    pages.working(Math.min(size, xml.getLocation().getCharacterOffset()), size);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(isSecondChoice(xml) ? "del" : Xml.name(xml));
            }
        }
        endPage();
        pages.working(size, size);
    }

    /** What older word processors show instead of a text box says the same again. */
    private static boolean isSecondChoice(XMLStreamReader xml) {
        return xml.getLocalName().equals("Fallback");
    }

    private void begin(XMLStreamReader xml, String name) throws XMLStreamException {
        switch (name) {
            case "p" -> {
                if (outer.size() >= NESTED) {
                    throw new XMLStreamException("its text boxes are nested " + NESTED + " deep");
                }
                outer.push(paragraph);
                paragraph = new Paragraph();
            }
            case "pStyle" -> paragraph.style = Xml.attribute(xml, "val").orElse("");
            case "outlineLvl" -> paragraph.outline = Xml.number(xml, "val", -1);
            case "numId" -> paragraph.listId = Xml.number(xml, "val", 0);
            case "ilvl" -> paragraph.listLevel = Xml.number(xml, "val", 0);
            case "del", "moveFrom" -> deleted++;
            case "r" -> {
                inRun = true;
                runBold = false;
            }
            case "b" -> runBold = inRun && Xml.isOn(xml);
            case "t" -> text(xml.getElementText());
            case "tab" -> text(inRun ? " " : "");
            case "noBreakHyphen" -> text("-");
            case "br" -> lineBreak(Xml.attribute(xml, "type").orElse("").equals("page"));
            case "cr" -> text(" ");
            case "lastRenderedPageBreak" -> pageBreak();
            case "pageBreakBefore" -> paragraph.breaksBefore = Xml.isOn(xml);
            case "tbl" -> beginTable();
            case "tr" -> {
                if (!tables.isEmpty()) {
                    tables.peek().cells = new ArrayList<>();
                    tables.peek().column = 0;
                }
            }
            case "tc" -> {
                if (!tables.isEmpty()) {
                    tables.peek().cell = new StringBuilder();
                    tables.peek().span = 1;
                    tables.peek().goesOn = false;
                }
            }
            case "gridSpan" -> {
                if (!tables.isEmpty()) {
                    tables.peek().span = Math.max(1, Math.min(1_000, Xml.number(xml, "val", 1)));
                }
            }
            case "vMerge" -> {
                if (!tables.isEmpty()) {
                    tables.peek().goesOn =
                            !Xml.attribute(xml, "val").orElse("continue").equals("restart");
                }
            }
            default -> {}
        }
    }

    private void beginTable() throws XMLStreamException {
        if (tables.size() >= NESTED) {
            throw new XMLStreamException("its tables are nested " + NESTED + " deep");
        }
        tables.push(new Table());
    }

    private void end(String name) {
        switch (name) {
            case "p" -> {
                endParagraph();
                paragraph = outer.isEmpty() ? new Paragraph() : outer.pop();
            }
            case "del", "moveFrom" -> deleted--;
            case "r" -> inRun = false;
            case "tc" -> endCell();
            case "tr" -> endRow();
            case "tbl" -> {
                if (!tables.isEmpty()) {
                    tables.pop();
                }
            }
            default -> {}
        }
    }

    private void text(String words) {
        if (deleted > 0) {
            return;
        }
        paragraph.text.append(words);
        int letters = words.strip().length();
        paragraph.letters += letters;
        paragraph.boldLetters += runBold ? letters : 0;
    }

    private void lineBreak(boolean page) {
        if (page) {
            pageBreak();
        } else {
            text(" ");
        }
    }

    /** Inside a table, a page ends with the row: a row stands on one page. */
    private void pageBreak() {
        if (paragraph.text.isEmpty() && tables.isEmpty()) {
            endPage();
        } else {
            paragraph.breaksBefore |= paragraph.text.isEmpty();
        }
    }

    private void endPage() {
        if (number > MOST_PAGES) {
            throw FileManualReader.tooLarge(fileName, "has more than " + MOST_PAGES + " pages");
        }
        pages.page(
                writer.isEmpty()
                        ? new ManualPage(number, PageQuality.EMPTY, "there is nothing on it to read", "", List.of())
                        : writer.page(number));
        number++;
        writer = new PageWriter();
    }

    private static String clean(CharSequence text) {
        return Normalizer.normalize(
                text.toString().replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip(), Normalizer.Form.NFC);
    }

    private void endParagraph() {
        String text = clean(paragraph.text);
        if (!tables.isEmpty()) {
            StringBuilder cell = tables.peek().cell;
            if (!text.isEmpty()) {
                cell.append(cell.isEmpty() ? "" : " ").append(listNumber()).append(text);
            }
            return;
        }
        if (paragraph.breaksBefore && !writer.isEmpty()) {
            endPage();
        }
        if (text.isEmpty()) {
            return;
        }
        int level = headingLevel(text);
        String shown = listNumber() + text;
        int bullet = ListMarks.bullet(text);
        boolean item = level == 0 && (listId() > 0 || bullet > 0 || ListMarks.isNumbered(text));
        if (level > 0) {
            add(Kind.HEADING, level, shown);
        } else if (item) {
            add(Kind.LIST_ITEM, Math.min(9, paragraph.listLevel + 1), bullet > 0 ? text.substring(bullet) : shown);
        } else {
            add(Kind.PARAGRAPH, 0, text);
        }
    }

    private void add(Kind kind, int level, String text) {
        writer.add(kind, level, new Joined(text, List.of()));
    }

    private int listId() {
        return paragraph.listId > 0 ? paragraph.listId : styles.numberingId(paragraph.style);
    }

    private String listNumber() {
        if (listId() == 0) {
            return "";
        }
        String shown = numbering.next(listId(), paragraph.listLevel);
        return shown.isEmpty() ? "" : shown + " ";
    }

    /** By its style, or by its looks: short, all bold, no sentence. */
    private int headingLevel(String text) {
        if (paragraph.outline >= 0 && paragraph.outline < 9) {
            return paragraph.outline + 1;
        }
        int level = styles.headingLevel(paragraph.style);
        if (level > 0) {
            return level;
        }
        boolean bold = paragraph.letters > 0 && paragraph.boldLetters == paragraph.letters;
        boolean sentence = text.endsWith(".") || text.endsWith(":") || text.endsWith(",");
        return bold && !sentence && text.length() <= LONGEST_HEADING && ListMarks.bullet(text) == 0
                ? Math.min(9, 6 + Math.max(0, ListMarks.depth(text) - 1))
                : 0;
    }

    private void endCell() {
        if (tables.isEmpty()) {
            return;
        }
        Table table = tables.peek();
        String text = clean(table.cell);
        String shown = table.goesOn ? table.above.getOrDefault(table.column, "") : text;
        table.above.put(table.column, shown);
        if (!shown.isEmpty()) {
            table.cells.add(shown);
        }
        table.column += table.span;
    }

    /** A table in a cell is that cell's text. */
    private void endRow() {
        if (tables.isEmpty()) {
            return;
        }
        Table table = tables.pop();
        String row = String.join(" | ", table.cells);
        if (tables.isEmpty()) {
            if (!row.isEmpty()) {
                writer.addRow(table.cells.stream()
                        .map(cell -> new Joined(cell, List.of()))
                        .toList());
            }
        } else if (!row.isEmpty()) {
            StringBuilder cell = tables.peek().cell;
            cell.append(cell.isEmpty() ? "" : " ").append(row);
        }
        tables.push(table);
    }
}
