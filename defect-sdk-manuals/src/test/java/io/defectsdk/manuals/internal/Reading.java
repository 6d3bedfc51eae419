package io.defectsdk.manuals.internal;

import io.defectsdk.guide.ManualPage;
import io.defectsdk.guide.TextBlock;
import io.defectsdk.guide.TextBlock.Kind;
import io.defectsdk.spi.ManualReader.Pages;
import java.util.ArrayList;
import java.util.List;

/** What a reader told. */
final class Reading implements Pages {
    private final List<ManualPage> pages = new ArrayList<>();
    private int steps;
    private int last;

    static Reading of(String name, byte[] content) {
        Reading reading = new Reading();
        new FileManualReader().read(name, content, reading);
        return reading;
    }

    @Override
    public void working(int done, int total) {
        if (done < last || done > total) {
            throw new AssertionError("progress goes from " + last + " to " + done + " of " + total);
        }
        last = done;
        steps++;
    }

    @Override
    public void page(ManualPage page) {
        pages.add(page);
    }

    List<ManualPage> pages() {
        return pages;
    }

    int steps() {
        return steps;
    }

    /** {@code "HEADING 1: words"} of each block. */
    List<String> blocks() {
        List<String> blocks = new ArrayList<>();
        for (ManualPage page : pages) {
            for (TextBlock block : page.blocks()) {
                blocks.add(block.kind() + (block.kind() == Kind.HEADING ? " " + block.level() : "") + ": "
                        + page.text().substring(block.start(), block.end()));
            }
        }
        return blocks;
    }
}
