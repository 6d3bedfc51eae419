package io.defectsdk.manuals.internal;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;

/** Collects the straight lines that are drawn on a page, and how much of it pictures cover. Confined to one thread, for one page. */
final class RulingFinder extends PDFGraphicsStreamEngine {
    /** Thicker, a rectangle is an area; its sides count as lines. */
    private static final float THICK = 3;

    private static final float SHORTEST = 4;

    /** More are a drawing, not a table. */
    private static final int MOST = 5_000;

    private final AffineTransform shown;
    private final float pageArea;
    private final List<Ruling> rulings = new ArrayList<>();
    private final List<Point2D[]> path = new ArrayList<>();
    private Point2D current = new Point2D.Float();
    private Point2D start = new Point2D.Float();
    private double pictures;

    private RulingFinder(PDPage page) {
        super(page);
        this.shown = shown(page);
        PDRectangle crop = page.getCropBox();
        this.pageArea = crop.getWidth() * crop.getHeight();
    }

    static RulingFinder of(PDPage page) throws IOException {
        RulingFinder finder = new RulingFinder(page);
        finder.processPage(page);
        return finder;
    }

    /** From the page's own coordinates to those of the page as it is shown: turned, cropped, from the upper left corner. */
    static AffineTransform shown(PDPage page) {
        PDRectangle crop = page.getCropBox();
        AffineTransform transform =
                switch (Math.floorMod(page.getRotation(), 360)) {
                    case 90 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 180 -> new AffineTransform(-1, 0, 0, 1, crop.getWidth(), 0);
                    case 270 -> new AffineTransform(0, -1, -1, 0, crop.getHeight(), crop.getWidth());
                    default -> new AffineTransform(1, 0, 0, -1, 0, crop.getHeight());
                };
        transform.translate(-crop.getLowerLeftX(), -crop.getLowerLeftY());
        return transform;
    }

    List<Ruling> rulings() {
        return rulings.size() > MOST ? List.of() : List.copyOf(rulings);
    }

    /** The share of the page that pictures cover, overlapping ones counted twice. */
    double pictureShare() {
        return pageArea <= 0 ? 0 : pictures / pageArea;
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        path.add(new Point2D[] {p0, p1});
        path.add(new Point2D[] {p1, p2});
        path.add(new Point2D[] {p2, p3});
        path.add(new Point2D[] {p3, p0});
        moveTo((float) p0.getX(), (float) p0.getY());
    }

    @Override
    public void drawImage(PDImage image) {
        AffineTransform at = getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
        pictures += Math.abs(at.getDeterminant());
    }

    @Override
    public void clip(int windingRule) {}

    @Override
    public void moveTo(float x, float y) {
        current = new Point2D.Float(x, y);
        start = current;
    }

    @Override
    public void lineTo(float x, float y) {
        Point2D next = new Point2D.Float(x, y);
        path.add(new Point2D[] {current, next});
        current = next;
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        current = new Point2D.Float(x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        return current;
    }

    @Override
    public void closePath() {
        path.add(new Point2D[] {current, start});
        current = start;
    }

    @Override
    public void endPath() {
        path.clear();
    }

    @Override
    public void strokePath() {
        take();
    }

    @Override
    public void fillPath(int windingRule) {
        take();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        take();
    }

    @Override
    public void shadingFill(COSName shadingName) {}

    private void take() {
        for (Point2D[] side : path) {
            if (rulings.size() <= MOST) {
                take(shown.transform(side[0], null), shown.transform(side[1], null));
            }
        }
        path.clear();
    }

    private void take(Point2D a, Point2D b) {
        float dx = (float) Math.abs(a.getX() - b.getX());
        float dy = (float) Math.abs(a.getY() - b.getY());
        if (dy <= THICK && dx >= SHORTEST && dy < dx) {
            rulings.add(
                    new Ruling(true, (float) (a.getY() + b.getY()) / 2, (float) Math.min(a.getX(), b.getX()), (float)
                            Math.max(a.getX(), b.getX())));
        } else if (dx <= THICK && dy >= SHORTEST) {
            rulings.add(
                    new Ruling(false, (float) (a.getX() + b.getX()) / 2, (float) Math.min(a.getY(), b.getY()), (float)
                            Math.max(a.getY(), b.getY())));
        }
    }
}
