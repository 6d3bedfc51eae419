package io.defectsdk.manuals.internal;

import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Collects a page's words with their places, and counts letters that nobody knows. Confined to one thread, for one document. */
final class WordFinder extends PDFTextStripper {
    private static final int FORCE_BOLD_WEIGHT = 600;

    private List<Word> words = new ArrayList<>();
    private int letters;
    private int unknown;

    WordFinder() {
        setSortByPosition(true);
        setSuppressDuplicateOverlappingText(true); // shadows, and bold letters that are printed twice
    }

    /**
     * What is on a page.
     *
     * @param words in no certain order
     * @param letters how many glyphs there are, spaces aside
     * @param unknown how many of them stand for nobody knows what
     */
    record Found(List<Word> words, int letters, int unknown) {}

    /** The words of a page, numbered from 1. */
    Found find(PDDocument document, int page) throws IOException {
        words = new ArrayList<>();
        letters = 0;
        unknown = 0;
        setStartPage(page);
        setEndPage(page);
        writeText(document, Writer.nullWriter());
        return new Found(List.copyOf(words), letters, unknown);
    }

    @Override
    protected void showGlyph(
            org.apache.pdfbox.util.Matrix matrix, PDFont font, int code, org.apache.pdfbox.util.Vector displacement)
            throws IOException {
        // PDFBox leaves a glyph out that stands for nothing: it must be counted before
        String unicode = font.toUnicode(code, GlyphList.getAdobeGlyphList());
        boolean known = unicode != null && unicode.codePoints().noneMatch(WordFinder::isMeaningless);
        if (known ? !unicode.isBlank() : draws(font, code)) {
            letters++;
            unknown += known ? 0 : 1;
        }
        super.showGlyph(matrix, font, code, displacement);
    }

    /** Many programs leave out what their blanks stand for. */
    private static boolean draws(PDFont font, int code) throws IOException {
        return !(font instanceof PDVectorFont outlines)
                || !outlines.getPath(code).getPathIterator(null).isDone();
    }

    private static boolean isMeaningless(int c) {
        int type = Character.getType(c);
        return c == 0xFFFD
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE
                || (type == Character.CONTROL && c != '\t' && c != '\n' && c != '\r');
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        List<TextPosition> part = new ArrayList<>();
        for (TextPosition position : positions) {
            if (position.getUnicode().isBlank()) {
                add(part);
                part.clear();
            } else {
                part.add(position);
            }
        }
        add(part);
    }

    private void add(List<TextPosition> positions) {
        if (positions.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        float left = Float.MAX_VALUE;
        float right = 0;
        float bottom = 0;
        float height = 0;
        for (TextPosition position : positions) {
            text.append(position.getUnicode());
            left = Math.min(left, position.getXDirAdj());
            right = Math.max(right, position.getXDirAdj() + position.getWidthDirAdj());
            bottom = Math.max(bottom, position.getYDirAdj());
            height = Math.max(height, position.getHeightDir());
        }
        TextPosition first = positions.get(0);
        float size = first.getFontSizeInPt() <= 0 ? height : first.getFontSizeInPt();
        // PDFBox gives the height of small letters: a rectangle around a word reaches from ascender to descender
        float top = bottom - Math.max(height, 0.8f * size);
        String normalised = Normalizer.normalize(clean(text), Normalizer.Form.NFC);
        if (!normalised.isBlank()) {
            words.add(new Word(
                    normalised, left, top, right - left, bottom + 0.2f * size - top, size, isBold(first.getFont())));
        }
    }

    private static String clean(CharSequence text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(c -> !isMeaningless(c) && c != 0x00AD && Character.getType(c) != Character.FORMAT)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isBold(PDFont font) {
        String name = Objects.requireNonNullElse(font.getName(), "").toLowerCase(Locale.ROOT);
        PDFontDescriptor descriptor = font.getFontDescriptor();
        return name.contains("bold")
                || name.contains("black")
                || name.contains("heavy")
                || (descriptor != null
                        && (descriptor.isForceBold() || descriptor.getFontWeight() >= FORCE_BOLD_WEIGHT));
    }

    /** The page as it is shown, for whoever compares places. */
    static float shownHeight(PDPage page) {
        boolean turned = Math.floorMod(page.getRotation(), 180) == 90;
        return turned ? page.getCropBox().getWidth() : page.getCropBox().getHeight();
    }
}
