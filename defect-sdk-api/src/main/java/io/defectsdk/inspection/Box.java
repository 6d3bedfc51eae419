package io.defectsdk.inspection;

/**
 * A rectangle of whole pixels, origin top left. Immutable.
 *
 * @param x first column
 * @param y first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Box(int x, int y, int width, int height) {
    /** Checks that the box holds a pixel. */
    public Box {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a box holds at least one pixel, but is " + width + "x" + height);
        }
    }

    /** Whether at least one pixel lies in both. */
    public boolean overlaps(Box other) {
        return x < (long) other.x + other.width
                && other.x < (long) x + width
                && y < (long) other.y + other.height
                && other.y < (long) y + height;
    }
}
