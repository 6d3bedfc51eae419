package io.defectsdk.core.internal.render;

import io.defectsdk.core.internal.picture.Reduction;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Draws an inspected patch beside an OK patch, each in its surroundings, and right of them the whole pictures, one above the other. No
 * text is drawn: the machine may have no font, least of all a Korean one. Immutable.
 *
 * @param inspected drawn left, and above
 * @param ok drawn right, and below
 */
public record PatchComparison(Side inspected, Side ok) {
    /** Patches on each side of the one that is shown. */
    private static final int AROUND = 3;

    private static final int CLOSE_UP = 360;
    private static final int GAP = 12;
    private static final int OVERVIEW = (CLOSE_UP - GAP) / 2;
    private static final Color PAPER = Color.WHITE;
    private static final Color HALO = new Color(0, 0, 0, 140);
    private static final Color BAD = new Color(224, 36, 36);
    private static final Color GOOD = new Color(0, 158, 96);

    /**
     * A picture and a patch of it.
     *
     * @param picture whole
     * @param patch in the picture's pixels
     */
    public record Side(PixelImage picture, Rectangle2D patch) {
        /** The surroundings of the patch: a square, moved or cut where the picture ends. */
        private Box window() {
            double side = (2 * AROUND + 1) * Math.max(patch.getWidth(), patch.getHeight());
            int width = (int) Math.max(1, Math.min(picture.width(), Math.round(side)));
            int height = (int) Math.max(1, Math.min(picture.height(), Math.round(side)));
            long left = Math.round(patch.getCenterX() - width / 2.0);
            long top = Math.round(patch.getCenterY() - height / 2.0);
            return new Box(
                    (int) Math.max(0, Math.min(picture.width() - width, left)),
                    (int) Math.max(0, Math.min(picture.height() - height, top)),
                    width,
                    height);
        }

        /** Pixels drawn for one of the close-up; less than it should be where a patch is a part of a pixel. */
        private double magnification(Box window) {
            return Math.min(
                    CLOSE_UP / ((2 * AROUND + 1) * Math.max(patch.getWidth(), patch.getHeight())),
                    (double) CLOSE_UP / Math.max(window.width(), window.height()));
        }
    }

    /** A new image at each call. */
    public BufferedImage draw() {
        int overviews = 2 * (CLOSE_UP + GAP);
        BufferedImage image = new BufferedImage(overviews + OVERVIEW, CLOSE_UP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(PAPER);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            closeUp(graphics, inspected, 0, BAD, cross());
            closeUp(graphics, ok, CLOSE_UP + GAP, GOOD, tick());
            overview(graphics, inspected, overviews, 0, BAD);
            overview(graphics, ok, overviews, OVERVIEW + GAP, GOOD);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void closeUp(Graphics2D graphics, Side side, int left, Color colour, Shape sign) {
        Box window = side.window();
        Rectangle2D drawn = draw(graphics, side.picture(), window, side.magnification(window), left, 0, CLOSE_UP);
        outline(graphics, placed(side.patch(), window, drawn), colour, 3);
        sign(graphics, sign, left, colour);
    }

    private static void overview(Graphics2D graphics, Side side, int left, int top, Color colour) {
        Box whole = new Box(0, 0, side.picture().width(), side.picture().height());
        double scale = (double) OVERVIEW / Math.max(whole.width(), whole.height());
        Rectangle2D drawn = draw(graphics, side.picture(), whole, scale, left, top, OVERVIEW);
        Box window = side.window();
        Shape clip = graphics.getClip();
        graphics.clip(drawn);
        outline(
                graphics,
                placed(new Rectangle(window.x(), window.y(), window.width(), window.height()), whole, drawn),
                colour,
                2);
        graphics.setClip(clip);
    }

    /** Draws a part of a picture in the middle of a square field, and says where. */
    private static Rectangle2D draw(
            Graphics2D graphics, PixelImage picture, Box part, double scale, int left, int top, int field) {
        BufferedImage drawn = drawn(picture, part, scale);
        int x = left + (field - drawn.getWidth()) / 2;
        int y = top + (field - drawn.getHeight()) / 2;
        graphics.drawImage(drawn, x, y, null);
        return new Rectangle(x, y, drawn.getWidth(), drawn.getHeight());
    }

    /** A part of a picture, so many times as large: its mean where it gets smaller, smooth where it gets larger. */
    private static BufferedImage drawn(PixelImage picture, Box part, double scale) {
        int width = (int) Math.max(1, Math.round(part.width() * scale));
        int height = (int) Math.max(1, Math.round(part.height() * scale));
        BufferedImage least = Reduction.of(
                        picture, part, Math.min(width, part.width()), Math.min(height, part.height()))
                .toBufferedImage();
        if (least.getWidth() == width && least.getHeight() == height) {
            return least;
        }
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(least, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return drawn;
    }

    /** Where a rectangle of a picture lies once a part of the picture is drawn there. */
    private static Rectangle2D placed(Rectangle2D box, Box part, Rectangle2D drawn) {
        double scaleX = drawn.getWidth() / part.width();
        double scaleY = drawn.getHeight() / part.height();
        return new Rectangle2D.Double(
                drawn.getX() + (box.getX() - part.x()) * scaleX,
                drawn.getY() + (box.getY() - part.y()) * scaleY,
                box.getWidth() * scaleX,
                box.getHeight() * scaleY);
    }

    private static void outline(Graphics2D graphics, Rectangle2D box, Color colour, float line) {
        graphics.setStroke(new BasicStroke(line + 2));
        graphics.setColor(HALO);
        graphics.draw(box);
        graphics.setStroke(new BasicStroke(line));
        graphics.setColor(colour);
        graphics.draw(box);
    }

    /** A white sign on a disc of the colour, for those who cannot tell red from green. */
    private static void sign(Graphics2D graphics, Shape sign, int left, Color colour) {
        graphics.setColor(PAPER);
        graphics.fill(new Ellipse2D.Double(left + 6, 6, 36, 36));
        graphics.setColor(colour);
        graphics.fill(new Ellipse2D.Double(left + 8, 8, 32, 32));
        graphics.setColor(PAPER);
        graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(AffineTransform.getTranslateInstance(left + 24, 24).createTransformedShape(sign));
    }

    private static Shape cross() {
        Path2D cross = new Path2D.Double();
        cross.moveTo(-7, -7);
        cross.lineTo(7, 7);
        cross.moveTo(7, -7);
        cross.lineTo(-7, 7);
        return cross;
    }

    private static Shape tick() {
        Path2D tick = new Path2D.Double();
        tick.moveTo(-8, 0);
        tick.lineTo(-2, 7);
        tick.lineTo(8, -7);
        return tick;
    }
}
