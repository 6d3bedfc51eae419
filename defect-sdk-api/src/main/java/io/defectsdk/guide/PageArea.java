package io.defectsdk.guide;

/**
 * A rectangle on a manual's page, as it is shown (turned pages are turned). Immutable.
 *
 * @param x distance of its left edge from the page's left edge, in points (1/72 inch), at least 0
 * @param y distance of its upper edge from the page's upper edge, in points, at least 0
 * @param width in points, above 0
 * @param height in points, above 0
 */
public record PageArea(float x, float y, float width, float height) {
    /** Checks the ranges. */
    public PageArea {
        if (!(x >= 0 && y >= 0 && width > 0 && height > 0)
                || !Float.isFinite(x + y + width + height)) { // as a negation, so that NaN fails too
            throw new IllegalArgumentException("an area lies on its page and has a size, but this one is at " + x + ", "
                    + y + " of " + width + " by " + height);
        }
    }
}
