package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A piece of a page's text that belongs together. Immutable.
 *
 * @param kind what it is
 * @param level of a heading, 1 (the highest) to 9; of a list's item, how deep it lies, 1 to 9; 0 of anything else
 * @param start where it begins in {@link ManualPage#text()}, in {@code char}s
 * @param end where it ends there, exclusive
 * @param words where its words stand, in the text's order; empty where the format knows no pages (DOCX)
 */
public record TextBlock(Kind kind, int level, int start, int end, List<PlacedText> words) {
    /** What a block is. */
    public enum Kind {
        /** A heading; the blocks up to the next one of its level or a higher one stand under it. */
        HEADING,
        /** Running text. */
        PARAGRAPH,
        /** One item of a list, without its mark; a numbered one keeps its number in the text. */
        LIST_ITEM,
        /** One row of a table, its cells apart by {@code " | "}. */
        TABLE_ROW
    }

    /**
     * Words that stand side by side.
     *
     * @param start where they begin in {@link ManualPage#text()}
     * @param end where they end there, exclusive
     * @param area where they stand on the page
     */
    public record PlacedText(int start, int end, PageArea area) {
        /** Checks the order. */
        public PlacedText {
            requireNonNull(area, "area");
            requireRange(start, end);
        }
    }

    /** Checks ranges, and copies the list. */
    public TextBlock {
        requireNonNull(kind, "kind");
        requireRange(start, end);
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException("a level is 0 to 9, but is " + level);
        }
        words = List.copyOf(words);
    }

    private static void requireRange(int start, int end) {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "a range begins at 0 or later and is not empty, but this one is " + start + " to " + end);
        }
    }
}
