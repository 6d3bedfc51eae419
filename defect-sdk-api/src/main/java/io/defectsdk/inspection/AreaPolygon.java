package io.defectsdk.inspection;

import io.defectsdk.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * A polygon in fractions of a picture's width and height, so that it holds for every resolution; where its edges cross, the even-odd rule
 * says what is inside. Immutable.
 *
 * @param corners 3 to 1,000, in order; the last one is joined with the first
 */
public record AreaPolygon(List<Corner> corners) {
    /** Below this share of the picture a polygon is a line. */
    private static final double SMALLEST = 1e-9;

    /**
     * A corner.
     *
     * @param x share of the picture's width to its left, 0 to 1
     * @param y share of the picture's height above it, 0 to 1
     */
    public record Corner(double x, double y) {
        /** Checks that the corner lies in the picture. */
        public Corner {
            x = Checks.inRange(x, "x of an area's corner", 0, 1) + 0.0;
            y = Checks.inRange(y, "y of an area's corner", 0, 1) + 0.0;
        }
    }

    /** Copies the corners; refuses a polygon without an area. */
    public AreaPolygon {
        corners = List.copyOf(corners);
        Checks.inRange(corners.size(), "corners of an area", 3, 1_000);
        if (Math.abs(signedArea(corners)) < SMALLEST) {
            throw new IllegalArgumentException(
                    "a polygon of an area encloses at least a billionth of the picture, but these"
                            + " corners, in this order, enclose less: " + corners);
        }
    }

    /**
     * A polygon.
     *
     * @param xy fractions of width and height by turns: x, y, x, y, …
     */
    public static AreaPolygon of(double... xy) {
        return scaled(1, 1, xy);
    }

    /**
     * A polygon drawn on a reference picture; it holds for pictures of other sizes that show the part in the same place.
     *
     * @param width of the reference picture in pixels
     * @param height of the reference picture in pixels
     * @param xy columns and rows by turns, origin at the upper left corner of the upper left pixel
     */
    public static AreaPolygon ofPixels(int width, int height, double... xy) {
        Checks.inRange(width, "width", 1, 1 << 20);
        Checks.inRange(height, "height", 1, 1 << 20);
        return scaled(width, height, xy);
    }

    /** An upright rectangle, in fractions of width and height. */
    public static AreaPolygon rectangle(double left, double top, double right, double bottom) {
        return of(left, top, right, top, right, bottom, left, bottom);
    }

    private static AreaPolygon scaled(double width, double height, double... xy) {
        if (xy.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "corners are given as x and y by turns, but there are " + xy.length + " numbers");
        }
        List<Corner> corners = new ArrayList<>();
        for (int i = 0; i < xy.length; i += 2) {
            corners.add(new Corner(xy[i] / width, xy[i + 1] / height));
        }
        return new AreaPolygon(corners);
    }

    private static double signedArea(List<Corner> corners) {
        double sum = 0;
        Corner from = corners.get(corners.size() - 1);
        for (Corner to : corners) {
            sum += from.x() * to.y() - to.x() * from.y();
            from = to;
        }
        return sum / 2;
    }

    /** Which of {@code width} equal pixels of the row at height {@code y} lie inside, by their centres. */
    boolean[] row(double y, int width) {
        boolean[] inside = new boolean[width];
        Corner from = corners.get(corners.size() - 1);
        for (Corner to : corners) {
            if ((from.y() > y) != (to.y() > y)) {
                double x = (from.x() - to.x()) * (y - to.y()) / (from.y() - to.y()) + to.x();
                int first = (int) Math.ceil(x * width - 0.5);
                if (first < width) {
                    inside[Math.max(0, first)] ^= true;
                }
            }
            from = to;
        }
        for (int i = 1; i < width; i++) {
            inside[i] ^= inside[i - 1];
        }
        return inside;
    }
}
