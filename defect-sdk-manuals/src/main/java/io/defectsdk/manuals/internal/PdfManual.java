package io.defectsdk.manuals.internal;

import io.defectsdk.guide.ManualPage;
import io.defectsdk.guide.PageQuality;
import io.defectsdk.manuals.internal.WordFinder.Found;
import io.defectsdk.spi.ManualReader.Pages;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Reads a PDF twice: for what its headings look like and its pages repeat, and then page by page, no more than one in memory. */
final class PdfManual {
    private static final int MOST_PAGES = 5_000;

    /** Of a page's letters, this share may be unknown. */
    private static final double UNKNOWN_SHARE = 0.05;

    /** A scan covers this share of its page, with fewer letters than this behind it. */
    private static final double SCAN_SHARE = 0.5;

    private static final int SCAN_LETTERS = 40;

    private final PDDocument document;
    private final WordFinder finder = new WordFinder();
    private final DocumentLook look = new DocumentLook();
    private final int count;

    private PdfManual(PDDocument document) {
        this.document = document;
        this.count = document.getNumberOfPages();
    }

    static void read(String fileName, byte[] content, Pages pages) {
        try (PDDocument document = Loader.loadPDF(content, "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            PdfManual manual = new PdfManual(document);
            if (manual.count > MOST_PAGES) {
                throw FileManualReader.tooLarge(
                        fileName, "has " + manual.count + " pages, but no more than " + MOST_PAGES + " are read");
            }
            if (manual.count == 0) {
                throw FileManualReader.unreadable(fileName, "it has no pages", null);
            }
            manual.read(pages);
        } catch (InvalidPasswordException e) {
            throw FileManualReader.encrypted(fileName, e);
        } catch (IOException | PdfDamage e) {
            throw FileManualReader.unreadable(fileName, "it is cut off or damaged (" + e.getMessage() + ")", e);
        }
    }

    /** PDFBox meets damage by all kinds of exceptions. */
    private static final class PdfDamage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PdfDamage(Throwable cause) {
            super(cause.toString(), cause);
        }
    }

    private void read(Pages pages) {
        for (int number = 1; number <= count; number++) {
            pages.working(number - 1, 2 * count);
            PDPage page = page(number);
            look.take(Line.of(find(number).words()), WordFinder.shownHeight(page));
        }
        for (int number = 1; number <= count; number++) {
            pages.working(count + number - 1, 2 * count);
            pages.page(read(number));
        }
        pages.working(2 * count, 2 * count);
    }

    private ManualPage read(int number) {
        PDPage page = page(number);
        Found found = find(number);
        RulingFinder drawn = drawn(page);
        if (found.unknown() > UNKNOWN_SHARE * found.letters()) {
            return unreadable(
                    number,
                    PageQuality.GARBLED,
                    "its fonts do not say which characters " + found.unknown() + " of " + found.letters()
                            + " letters are: print the document to PDF anew, with fonts embedded");
        }
        if (drawn.pictureShare() >= SCAN_SHARE && found.letters() < SCAN_LETTERS) {
            return unreadable(
                    number,
                    PageQuality.SCANNED,
                    "it is a picture with no text behind it: run character recognition first");
        }
        return PdfPage.read(number, found.words(), drawn.rulings(), look, WordFinder.shownHeight(page))
                .orElseGet(() -> unreadable(number, PageQuality.EMPTY, "there is nothing on it to read"));
    }

    private static ManualPage unreadable(int number, PageQuality quality, String reason) {
        return new ManualPage(number, quality, reason, "", List.of());
    }

    private PDPage page(int number) {
        return sound(() -> document.getPage(number - 1));
    }

    private Found find(int number) {
        return sound(() -> finder.find(document, number));
    }

    private static RulingFinder drawn(PDPage page) {
        return sound(() -> RulingFinder.of(page));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T sound(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new PdfDamage(e);
        }
    }
}
