package io.defectsdk.core.internal.guide;

import io.defectsdk.CatalogException;
import io.defectsdk.ManualException;
import io.defectsdk.StorageException;
import io.defectsdk.catalog.Manual;
import io.defectsdk.core.internal.storage.VerifiedContent;
import io.defectsdk.guide.ManualIndexSummary.ManualOutcome;
import io.defectsdk.guide.ManualIndexSummary.UnreadablePage;
import io.defectsdk.guide.ManualPage;
import io.defectsdk.guide.PageQuality;
import io.defectsdk.guide.Passage;
import io.defectsdk.spi.ManualReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads stored manuals, and cuts them into passages. Thread-safe. */
final class ManualTexts {
    private final VerifiedContent content;
    private final ManualReader reader;

    ManualTexts(VerifiedContent content, ManualReader reader) {
        this.content = content;
        this.reader = reader;
    }

    /** Told how far reading is; what it throws ends it. */
    @FunctionalInterface
    interface Watch {
        void read(int done, int total);
    }

    /**
     * What came of a manual.
     *
     * @param passages none where nothing of it can be read
     * @param outcome what is said of it
     */
    record Cut(List<Passage> passages, ManualOutcome outcome) {}

    /** The passages of a manual; one that cannot be read has none, and a reason. */
    Cut cut(Manual manual, DefectNames names, Watch watch) {
        if (manual.content().isEmpty()) {
            return failed(
                    manual,
                    "its file lies where the old system put it, at " + manual.storageKey()
                            + ": hand it in again with manuals().replace(...)");
        }
        List<ManualPage> pages = new ArrayList<>();
        try {
            byte[] bytes = content.read(
                    manual.fileName(), manual.storageKey(), manual.content().get());
            reader.read(manual.fileName(), bytes, new ManualReader.Pages() {
                @Override
                public void working(int done, int total) {
                    watch.read(done, total);
                }

                @Override
                public void page(ManualPage page) {
                    pages.add(page);
                }
            });
        } catch (ManualException | CatalogException | StorageException e) {
            return failed(manual, String.valueOf(e.getMessage()));
        }
        List<Passage> passages = PassageSplitter.passages(
                new ManualText(manual.id(), manual.fileName(), manual.revision(), manual.productCode(), pages), names);
        return new Cut(passages, outcome(manual, pages, passages.size()));
    }

    private static Cut failed(Manual manual, String reason) {
        return new Cut(
                List.of(),
                new ManualOutcome(
                        manual.id(), manual.fileName(), manual.revision(), 0, 0, List.of(), 0, Optional.of(reason)));
    }

    private static ManualOutcome outcome(Manual manual, List<ManualPage> pages, int passages) {
        List<UnreadablePage> unreadable = pages.stream()
                .filter(page -> page.quality() != PageQuality.READABLE)
                .map(page -> new UnreadablePage(page.number(), page.quality(), page.reason()))
                .toList();
        return new ManualOutcome(
                manual.id(),
                manual.fileName(),
                manual.revision(),
                pages.size(),
                passages,
                unreadable.stream().limit(ManualOutcome.MAX_UNREADABLE).toList(),
                unreadable.size(),
                Optional.empty());
    }
}
