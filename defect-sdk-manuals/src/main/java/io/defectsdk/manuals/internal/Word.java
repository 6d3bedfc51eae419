package io.defectsdk.manuals.internal;

import io.defectsdk.guide.PageArea;

/**
 * Letters side by side on a PDF's page. Immutable.
 *
 * @param text what they say, NFC-normalised
 * @param x left edge from the page's left edge, in points
 * @param y upper edge from the page's upper edge, in points
 * @param width in points
 * @param height in points
 * @param size of the font as it is shown, in points
 * @param bold whether the font is bold
 */
record Word(String text, float x, float y, float width, float height, float size, boolean bold) {
    float right() {
        return x + width;
    }

    float bottom() {
        return y + height;
    }

    float middleX() {
        return x + width / 2;
    }

    float middleY() {
        return y + height / 2;
    }

    PageArea area() {
        return new PageArea(Math.max(0, x), Math.max(0, y), Math.max(0.1f, width), Math.max(0.1f, height));
    }
}
