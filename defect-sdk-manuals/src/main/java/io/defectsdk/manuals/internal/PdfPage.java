package io.defectsdk.manuals.internal;

import io.defectsdk.guide.ManualPage;
import io.defectsdk.guide.TextBlock.Kind;
import io.defectsdk.guide.TextBlock.PlacedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes blocks of a page's lines and tables. Confined to one thread, for one page. */
final class PdfPage {
    private static final int LONGEST_HEADING = 60;

    private final DocumentLook look;
    private final PageWriter writer = new PageWriter();
    private final List<Line> paragraph = new ArrayList<>();
    private Kind kind = Kind.PARAGRAPH;
    private float rightMargin;

    private PdfPage(DocumentLook look) {
        this.look = look;
    }

    /** Empty if nothing but what every page repeats stands on it. */
    static Optional<ManualPage> read(
            int number, List<Word> words, List<Ruling> rulings, DocumentLook look, float height) {
        PdfPage page = new PdfPage(look);
        page.read(words, Grid.of(rulings), height);
        return page.writer.isEmpty() ? Optional.empty() : Optional.of(page.writer.page(number));
    }

    private void read(List<Word> words, List<Grid> grids, float height) {
        List<Grid> tables = grids.stream()
                .filter(grid -> grid.rows(words).stream().anyMatch(row -> row.size() > 1))
                .toList();
        List<Word> running = words.stream()
                .filter(word -> tables.stream().noneMatch(table -> table.holds(word)))
                .toList();
        List<Line> lines = Line.of(running).stream()
                .filter(line -> !look.isRepeated(line, height))
                .toList();
        rightMargin = (float) lines.stream().mapToDouble(Line::right).max().orElse(0);
        int next = 0;
        for (int i = 0; i < lines.size(); i++) {
            while (next < tables.size() && tables.get(next).top() < lines.get(i).y()) {
                write(tables.get(next++).rows(words));
            }
            int rows = AlignedRows.count(lines, i);
            if (rows > 0) {
                write(AlignedRows.rows(lines.subList(i, i + rows)));
                i += rows - 1;
            } else {
                take(lines.get(i));
            }
        }
        endParagraph();
        while (next < tables.size()) {
            write(tables.get(next++).rows(words));
        }
    }

    private void write(List<List<List<Word>>> rows) {
        endParagraph();
        for (List<List<Word>> row : rows) {
            writer.addRow(row.stream()
                    .map(cell -> Joined.ofLines(Line.of(cell), look::beginsWord))
                    .toList());
        }
    }

    private void take(Line line) {
        String text = line.text();
        int bullet = ListMarks.bullet(text);
        if (isHeading(line, text, bullet)) {
            endParagraph();
            writer.add(Kind.HEADING, level(line, text), Joined.of(line.words()));
        } else if (bullet > 0 || ListMarks.isNumbered(text)) {
            endParagraph();
            kind = Kind.LIST_ITEM;
            paragraph.add(line);
        } else {
            if (!paragraph.isEmpty() && !goesOn(line)) {
                endParagraph();
            }
            paragraph.add(line);
        }
    }

    /** Larger than running text, or short and bold, and no sentence. */
    private boolean isHeading(Line line, String text, int bullet) {
        boolean shortEnough = text.length() <= LONGEST_HEADING && !text.endsWith(",");
        boolean sentence = text.matches(".*(?:다|시오|요|세요)\\.$")
                || (text.endsWith(".") && text.contains(" ") && ListMarks.depth(text) == 0);
        if (!shortEnough || sentence || bullet > 0) {
            return false;
        }
        return look.isLarger(line.size()) || (line.bold() && line.size() >= look.bodySize() - 0.3f);
    }

    private int level(Line line, String text) {
        int bySize = look.level(line.size());
        int depth = ListMarks.depth(text);
        return look.isLarger(line.size()) || depth == 0 ? bySize : Math.min(9, bySize + depth - 1);
    }

    /** Whether a line goes on with what the paragraph says: near below it, of its size, and the line above is full. */
    private boolean goesOn(Line line) {
        Line last = paragraph.get(paragraph.size() - 1);
        float gap = line.y() - last.bottom();
        boolean near = gap < 0.9f * last.size() && gap > -last.size();
        boolean alike = Math.abs(line.size() - last.size()) < 1;
        boolean full = last.right() > rightMargin - 6 * last.size();
        boolean hanging = kind == Kind.LIST_ITEM && line.x() > paragraph.get(0).x() + 0.5f * line.size();
        boolean sameEdge = Math.abs(line.x() - last.x()) < 2.5f * line.size();
        return near && alike && (hanging || (full && sameEdge));
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            Joined words = Joined.ofLines(paragraph, look::beginsWord);
            writer.add(kind, kind == Kind.LIST_ITEM ? 1 : 0, withoutBullet(words));
            paragraph.clear();
        }
        kind = Kind.PARAGRAPH;
    }

    private static Joined withoutBullet(Joined words) {
        int bullet = ListMarks.bullet(words.text());
        if (bullet == 0) {
            return words;
        }
        return new Joined(
                words.text().substring(bullet),
                words.places().stream()
                        .filter(place -> place.end() > bullet)
                        .map(place ->
                                new PlacedText(Math.max(0, place.start() - bullet), place.end() - bullet, place.area()))
                        .toList());
    }
}
