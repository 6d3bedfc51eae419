package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.GuideSection;
import io.defectsdk.guide.ManualPage;
import io.defectsdk.guide.ManualSentence;
import io.defectsdk.guide.PageArea;
import io.defectsdk.guide.PageQuality;
import io.defectsdk.guide.Passage;
import io.defectsdk.guide.TextBlock;
import io.defectsdk.guide.TextBlock.Kind;
import io.defectsdk.guide.TextBlock.PlacedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a manual into passages: by heading first, where those that only announce causes or actions stay together under their subject, then,
 * where one is too long, between sentences; never inside a sentence, a list's item or a table's row, nor between a cause and the action that
 * follows it. Confined to one thread, for one manual.
 */
final class PassageSplitter {
    /** Characters that a passage grows to before it is cut: about what an embedder of 512 pieces takes in. */
    static final int LONGEST = 900;

    private final ManualText manual;
    private final DefectNames names;
    private final List<Passage> passages = new ArrayList<>();
    private final List<Heading> headings = new ArrayList<>();
    private final List<ManualSentence> sentences = new ArrayList<>();
    private Optional<String> defect = Optional.empty();
    private Optional<GuideSection> section = Optional.empty();
    private boolean table;
    /** What the columns of the present table hold, by its head; empty where that does not say. */
    private List<Optional<GuideSection>> columns = List.of();

    private int length;

    private PassageSplitter(ManualText manual, DefectNames names) {
        this.manual = manual;
        this.names = names;
    }

    private record Heading(int level, String text) {}

    /** The passages of a manual's readable pages, in order. */
    static List<Passage> passages(ManualText manual, DefectNames names) {
        PassageSplitter splitter = new PassageSplitter(manual, names);
        for (ManualPage page : manual.pages()) {
            if (page.quality() == PageQuality.READABLE) {
                page.blocks().forEach(block -> splitter.take(page, block));
            }
        }
        splitter.end();
        return splitter.passages;
    }

    private void take(ManualPage page, TextBlock block) {
        String text = page.text().substring(block.start(), block.end()).strip();
        if (text.isEmpty()) {
            return;
        }
        if (block.kind() == Kind.HEADING) {
            heading(block.level(), text);
            return;
        }
        boolean row = block.kind() == Kind.TABLE_ROW;
        if (row && TableRows.isHead(text, names)) {
            end();
            columns = TableRows.columns(text);
            table = true;
            return;
        }
        if (row) {
            Optional<String> named = names.named(text.split("\\|", -1)[0]);
            // rows about other defects, and what stands beside the table, are passages of their own
            if (!table || !named.equals(defect)) {
                end();
                defect = named.isPresent() ? named : ofHeadings();
            }
        } else if (table) {
            end();
            defect = ofHeadings();
            columns = List.of();
        }
        table = row;
        for (ManualSentence sentence : sentences(page, block)) {
            add(sentence);
        }
    }

    private void heading(int level, String text) {
        Optional<GuideSection> announced = SectionWords.of(text);
        if (announced.isPresent() && names.named(text).isEmpty() && !headings.isEmpty()) {
            section = announced;
            return;
        }
        end();
        headings.removeIf(heading -> heading.level() >= level);
        headings.add(new Heading(level, text));
        section = announced;
        table = false;
        columns = List.of();
        defect = ofHeadings();
    }

    /** The lowest heading that names one says what a passage is about. */
    private Optional<String> ofHeadings() {
        for (int i = headings.size() - 1; i >= 0; i--) {
            Optional<String> named = names.named(headings.get(i).text());
            if (named.isPresent()) {
                return named;
            }
        }
        return Optional.empty();
    }

    private List<ManualSentence> sentences(ManualPage page, TextBlock block) {
        if (block.kind() == Kind.TABLE_ROW && !columns.isEmpty()) {
            return TableRows.cells(page.text(), block.start(), block.end(), columns, names).stream()
                    .map(cell -> new ManualSentence(
                            cell.section(),
                            page.number(),
                            cell.start(),
                            cell.end(),
                            page.text().substring(cell.start(), cell.end()),
                            areas(block, cell.start(), cell.end())))
                    .toList();
        }
        if (block.kind() != Kind.PARAGRAPH) {
            return List.of(sentence(page, block, block.start(), block.end()));
        }
        String text = page.text().substring(block.start(), block.end());
        return Sentences.of(text).stream()
                .map(range -> sentence(page, block, block.start() + range.start(), block.start() + range.end()))
                .toList();
    }

    private ManualSentence sentence(ManualPage page, TextBlock block, int start, int end) {
        String text = page.text().substring(start, end).strip();
        Optional<GuideSection> own = SectionWords.ofPrefix(text);
        return new ManualSentence(
                block.kind() == Kind.TABLE_ROW ? Optional.empty() : own.or(() -> section),
                page.number(),
                start,
                end,
                text,
                areas(block, start, end));
    }

    /** One rectangle around the words of each line. */
    private static List<PageArea> areas(TextBlock block, int start, int end) {
        List<PageArea> lines = new ArrayList<>();
        for (PlacedText word : block.words()) {
            if (word.start() < end && word.end() > start) {
                PageArea last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
                if (last != null && sameLine(last, word.area())) {
                    lines.set(lines.size() - 1, around(last, word.area()));
                } else {
                    lines.add(word.area());
                }
            }
        }
        return lines;
    }

    private static boolean sameLine(PageArea a, PageArea b) {
        float shared = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        return shared > 0.5f * Math.min(a.height(), b.height()) && b.x() >= a.x();
    }

    private static PageArea around(PageArea a, PageArea b) {
        float x = Math.min(a.x(), b.x());
        float y = Math.min(a.y(), b.y());
        return new PageArea(
                x,
                y,
                Math.max(a.x() + a.width(), b.x() + b.width()) - x,
                Math.max(a.y() + a.height(), b.y() + b.height()) - y);
    }

    private void add(ManualSentence sentence) {
        if (!sentences.isEmpty() && length + sentence.text().length() > LONGEST && !answersTheLast(sentence)) {
            Optional<String> same = defect;
            end();
            defect = same;
        }
        sentences.add(sentence);
        length += sentence.text().length();
    }

    /** '원인: …', '조치: …' one after the other belong together. */
    private boolean answersTheLast(ManualSentence sentence) {
        return SectionWords.ofPrefix(sentence.text()).equals(Optional.of(GuideSection.ACTION))
                && SectionWords.ofPrefix(sentences.get(sentences.size() - 1).text())
                        .equals(Optional.of(GuideSection.CAUSE));
    }

    private void end() {
        if (!sentences.isEmpty()) {
            passages.add(new Passage(
                    manual.manualId() + "." + manual.revision() + "." + (passages.size() + 1),
                    manual.manualId(),
                    manual.manualName(),
                    manual.revision(),
                    manual.productCode(),
                    headings.stream().map(Heading::text).toList(),
                    defect,
                    sentences));
        }
        sentences.clear();
        length = 0;
    }
}
