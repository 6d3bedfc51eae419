package io.defectsdk.core.internal.render;

import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.AnomalyRegion;
import io.defectsdk.inspection.AreaPolygon;
import io.defectsdk.inspection.InspectionArea;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Vertex;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Draws heat maps and overlays. No text is drawn: the machine may have no font, least of all a Korean one. Immutable.
 */
public final class HeatRenderer {
    private static final int WHITE = 0xFFFFFF;
    private static final Color AREA = new Color(0, 255, 140);

    private final HeatColours colours;

    /** With the colours of this NG threshold. */
    public HeatRenderer(double ngThreshold) {
        this.colours = new HeatColours(ngThreshold);
    }

    /** The map in colours; below it the scale, with a white line at the NG threshold. */
    public BufferedImage heatMap(AnomalyMap map) {
        int bar = Math.max(4, map.height() / 24);
        int gap = Math.max(1, bar / 3);
        BufferedImage image = new BufferedImage(map.width(), map.height() + gap + bar, BufferedImage.TYPE_INT_RGB);
        float[] scores = new float[map.width()];
        int[] row = new int[map.width()];
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, scores);
            for (int x = 0; x < row.length; x++) {
                row[x] = HeatColours.colour(colours.position(scores[x]));
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        drawScale(image, map.height() + gap);
        return image;
    }

    private static void drawScale(BufferedImage image, int top) {
        int width = image.getWidth();
        int[] row = new int[width];
        int mark = Math.max(1, width / 256);
        for (int x = 0; x < width; x++) {
            boolean threshold = Math.abs(2 * x - width) < 2 * mark;
            row[x] = threshold ? WHITE : HeatColours.colour((x + 0.5f) / width);
        }
        for (int y = top; y < image.getHeight(); y++) {
            image.setRGB(0, y, width, 1, row, 0, width);
        }
    }

    /** The picture with heat where it is above what good parts show, each region's outline, and dashed the area's. */
    public BufferedImage overlay(PixelImage picture, AnomalyMap map, List<AnomalyRegion> regions) {
        BufferedImage image = picture.toBufferedImage();
        float[] scores = new float[map.width()];
        int[] row = new int[map.width()];
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, scores);
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                float position = colours.position(scores[x]);
                row[x] = mix(row[x], HeatColours.colour(position), HeatColours.opacity(position));
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        drawArea(image, map.area());
        drawOutlines(image, regions);
        return image;
    }

    private static int mix(int under, int over, float opacity) {
        if (opacity == 0) {
            return under;
        }
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = under >> shift & 0xFF;
            int b = over >> shift & 0xFF;
            mixed |= Math.round(a + (b - a) * opacity) << shift;
        }
        return mixed;
    }

    /** Dashed, in a colour that no heat has. */
    private static void drawArea(BufferedImage image, InspectionArea area) {
        if (area.coversAll()) {
            return;
        }
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            float line = Math.max(1f, Math.min(image.getWidth(), image.getHeight()) / 200f);
            float[] dashes = {6 * line, 3 * line};
            graphics.setStroke(new BasicStroke(line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
            graphics.setColor(AREA);
            area.included().forEach(polygon -> graphics.draw(path(polygon, image)));
            area.excluded().forEach(polygon -> graphics.draw(path(polygon, image)));
        } finally {
            graphics.dispose();
        }
    }

    private static Polygon path(AreaPolygon polygon, BufferedImage image) {
        Polygon path = new Polygon();
        for (AreaPolygon.Corner corner : polygon.corners()) {
            path.addPoint((int) Math.min(image.getWidth() - 1, Math.round(corner.x() * image.getWidth())), (int)
                    Math.min(image.getHeight() - 1, Math.round(corner.y() * image.getHeight())));
        }
        return path;
    }

    private static void drawOutlines(BufferedImage image, List<AnomalyRegion> regions) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            float line = Math.max(1f, Math.min(image.getWidth(), image.getHeight()) / 160f);
            for (AnomalyRegion region : regions) {
                Polygon outline = polygon(region);
                graphics.setStroke(new BasicStroke(line * 2));
                graphics.setColor(new Color(0, 0, 0, 120));
                graphics.drawPolygon(outline);
                graphics.setStroke(new BasicStroke(line));
                graphics.setColor(Color.WHITE);
                graphics.drawPolygon(outline);
            }
        } finally {
            graphics.dispose();
        }
    }

    /** Through the region's outermost pixels: beyond the last row and column nothing could be drawn. */
    private static Polygon polygon(AnomalyRegion region) {
        int right = region.box().x() + region.box().width() - 1;
        int bottom = region.box().y() + region.box().height() - 1;
        Polygon polygon = new Polygon();
        for (Vertex corner : region.outline()) {
            polygon.addPoint(Math.min(right, corner.x()), Math.min(bottom, corner.y()));
        }
        return polygon;
    }
}
