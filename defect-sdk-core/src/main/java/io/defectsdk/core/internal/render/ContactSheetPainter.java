package io.defectsdk.core.internal.render;

import io.defectsdk.core.internal.picture.Reduction;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws what was asked with beside what was found. Names are not drawn: the machine may have no font, least of all a Korean one.
 * Immutable.
 */
public final class ContactSheetPainter {
    private static final int SIDE = 220;
    private static final int GAP = 20;
    private static final int FOOT = 26;
    private static final int COLUMNS = 5;
    private static final Color BACKGROUND = new Color(246, 247, 249);
    private static final Color INK = new Color(32, 38, 50);
    private static final Color FAINT = new Color(168, 174, 186);
    private static final Color REGION = new Color(255, 196, 0);
    private static final Color DUPLICATE = new Color(120, 128, 144);

    private ContactSheetPainter() {}

    /**
     * A picture that was found.
     *
     * @param rank 1 for the most similar
     * @param cosineSimilarity what it is ranked by
     * @param thumbnail empty where its file cannot be had
     * @param nearDuplicate drawn with a dashed frame
     */
    public record Found(int rank, double cosineSimilarity, Optional<BufferedImage> thumbnail, boolean nearDuplicate) {}

    /** A picture made small, with some of its regions outlined. */
    public static BufferedImage thumbnail(PixelImage picture, List<Box> regions) {
        double scale = Math.min(1, (double) SIDE / Math.max(picture.width(), picture.height()));
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        BufferedImage image = Reduction.of(picture, new Box(0, 0, picture.width(), picture.height()), width, height)
                .toBufferedImage();
        Graphics2D graphics = image.createGraphics();
        try {
            for (Box region : regions) {
                int left = (int) Math.floor(region.x() * scale);
                int top = (int) Math.floor(region.y() * scale);
                int right = Math.min(width - 1, (int) Math.ceil((region.x() + region.width()) * scale));
                int bottom = Math.min(height - 1, (int) Math.ceil((region.y() + region.height()) * scale));
                outline(graphics, left, top, right, bottom, 4f, new Color(0, 0, 0, 140));
                outline(graphics, left, top, right, bottom, 2f, REGION);
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void outline(
            Graphics2D graphics, int left, int top, int right, int bottom, float line, Color colour) {
        graphics.setStroke(new BasicStroke(line));
        graphics.setColor(colour);
        graphics.drawRect(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    /** The sheet: what was asked with on the left, what was found by rank in rows of five. */
    public static BufferedImage paint(Optional<BufferedImage> asked, List<Found> found) {
        int rows = Math.max(1, (found.size() + COLUMNS - 1) / COLUMNS);
        int columns = Math.max(1, Math.min(COLUMNS, found.size()));
        int askedWidth = asked.isPresent() ? SIDE + 2 * GAP : 0;
        int cell = SIDE + GAP;
        BufferedImage sheet = new BufferedImage(
                askedWidth + GAP + columns * cell, GAP + rows * (cell + FOOT), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(BACKGROUND);
            graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            asked.ifPresent(picture -> {
                place(graphics, Optional.of(picture), GAP, GAP);
                graphics.setColor(FAINT);
                graphics.fillRect(SIDE + 2 * GAP, GAP, 2, sheet.getHeight() - 2 * GAP);
            });
            for (int i = 0; i < found.size(); i++) {
                int left = askedWidth + GAP + i % COLUMNS * cell;
                int top = GAP + i / COLUMNS * (cell + FOOT);
                draw(graphics, found.get(i), left, top);
            }
        } finally {
            graphics.dispose();
        }
        return sheet;
    }

    private static void draw(Graphics2D graphics, Found found, int left, int top) {
        place(graphics, found.thumbnail(), left, top);
        if (found.nearDuplicate()) {
            float[] dashes = {6, 4};
            graphics.setStroke(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
            graphics.setColor(DUPLICATE);
            graphics.drawRect(left, top, SIDE, SIDE);
        }
        DigitFont.draw(graphics, Integer.toString(found.rank()), left, top + SIDE + 7, 2, INK);
        String similarity = String.format(Locale.ROOT, "%.3f", found.cosineSimilarity());
        DigitFont.draw(graphics, similarity, left + SIDE - DigitFont.width(similarity, 2), top + SIDE + 7, 2, INK);
    }

    private static void place(Graphics2D graphics, Optional<BufferedImage> picture, int left, int top) {
        if (picture.isEmpty()) {
            graphics.setColor(FAINT);
            graphics.setStroke(new BasicStroke(1));
            graphics.drawRect(left, top, SIDE, SIDE);
            graphics.drawLine(left, top, left + SIDE, top + SIDE);
            return;
        }
        BufferedImage image = picture.get();
        graphics.drawImage(image, left + (SIDE - image.getWidth()) / 2, top + (SIDE - image.getHeight()) / 2, null);
    }
}
