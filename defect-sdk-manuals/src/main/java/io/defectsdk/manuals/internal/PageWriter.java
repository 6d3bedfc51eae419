package io.defectsdk.manuals.internal;

import io.defectsdk.guide.ManualPage;
import io.defectsdk.guide.PageQuality;
import io.defectsdk.guide.TextBlock;
import io.defectsdk.guide.TextBlock.Kind;
import io.defectsdk.guide.TextBlock.PlacedText;
import java.util.ArrayList;
import java.util.List;

/** Puts a page's text and blocks together. Confined to one thread, for one page. */
final class PageWriter {
    private final StringBuilder text = new StringBuilder();
    private final List<TextBlock> blocks = new ArrayList<>();

    void add(Kind kind, int level, Joined words) {
        if (words.text().isBlank()) {
            return;
        }
        if (text.length() > 0) {
            text.append('\n');
        }
        int start = text.length();
        text.append(words.text());
        blocks.add(new TextBlock(
                kind,
                level,
                start,
                text.length(),
                words.places().stream()
                        .map(place -> new PlacedText(place.start() + start, place.end() + start, place.area()))
                        .toList()));
    }

    /** The cells of a table's row. */
    void addRow(List<Joined> cells) {
        StringBuilder row = new StringBuilder();
        List<PlacedText> places = new ArrayList<>();
        for (Joined cell : cells) {
            if (row.length() > 0) {
                row.append(" | ");
            }
            int start = row.length();
            row.append(cell.text());
            cell.places()
                    .forEach(place ->
                            places.add(new PlacedText(place.start() + start, place.end() + start, place.area())));
        }
        add(Kind.TABLE_ROW, 0, new Joined(row.toString(), places));
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    ManualPage page(int number) {
        return new ManualPage(number, PageQuality.READABLE, "", text.toString(), blocks);
    }
}
