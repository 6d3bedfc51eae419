package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What was read of one page. Immutable.
 *
 * @param number from 1; a DOCX file, which knows no pages until it is laid out, is counted by the page breaks that it records
 * @param quality whether it can be cited
 * @param reason why not, in words; empty for a readable one
 * @param text its text, NFC-normalised, in reading order, blocks apart by {@code '\n'}; empty unless it is readable
 * @param blocks its blocks, in order, not overlapping
 */
public record ManualPage(int number, PageQuality quality, String reason, String text, List<TextBlock> blocks) {
    /** Checks that the blocks lie in the text. */
    public ManualPage {
        requireNonNull(quality, "quality");
        requireNonNull(reason, "reason");
        requireNonNull(text, "text");
        blocks = List.copyOf(blocks);
        if (number < 1) {
            throw new IllegalArgumentException("pages are counted from 1, but this one is " + number);
        }
        int before = 0;
        for (TextBlock block : blocks) {
            if (block.start() < before || block.end() > text.length()) {
                throw new IllegalArgumentException("blocks lie in the text one after the other, but one is at "
                        + block.start() + " to " + block.end() + ", after " + before + ", in " + text.length());
            }
            before = block.end();
        }
    }
}
