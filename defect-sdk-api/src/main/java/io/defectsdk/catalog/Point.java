package io.defectsdk.catalog;

/**
 * A point of a picture, origin at the upper left corner of the upper left pixel. Immutable.
 *
 * @param x columns to the right, finite
 * @param y rows down, finite
 */
public record Point(double x, double y) {
    /** Refuses what is not a number; minus zero is zero. */
    public Point {
        x += 0.0;
        y += 0.0;
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a point's coordinates are finite, but are " + x + ", " + y);
        }
    }
}
