package io.defectsdk.manuals.internal;

/**
 * A straight line that is drawn on a page, or a side of a cell's shade, as shown: from the page's upper left corner, in points. Immutable.
 *
 * @param horizontal whether it runs from left to right; from top to bottom if not
 * @param at its place across: y of a horizontal one, x of a vertical one
 * @param from where it begins
 * @param to where it ends, at least {@code from}
 */
record Ruling(boolean horizontal, float at, float from, float to) {
    /** Whether it covers most of a stretch at a place. */
    boolean covers(float place, float start, float end, float tolerance) {
        float shared = Math.min(to, end) - Math.max(from, start);
        return Math.abs(at - place) <= tolerance && shared >= 0.7f * (end - start);
    }
}
