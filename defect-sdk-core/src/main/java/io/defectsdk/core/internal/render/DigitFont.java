package io.defectsdk.core.internal.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Map;

/** Figures drawn from squares, for machines that have no font. */
final class DigitFont {
    private static final int ROWS = 7;
    private static final int COLUMNS = 5;

    /** Seven rows of five bits each, the leftmost the highest. */
    private static final Map<Character, int[]> GLYPHS = Map.ofEntries(
            Map.entry('0', new int[] {14, 17, 19, 21, 25, 17, 14}),
            Map.entry('1', new int[] {4, 12, 4, 4, 4, 4, 14}),
            Map.entry('2', new int[] {14, 17, 1, 2, 4, 8, 31}),
            Map.entry('3', new int[] {31, 2, 4, 2, 1, 17, 14}),
            Map.entry('4', new int[] {2, 6, 10, 18, 31, 2, 2}),
            Map.entry('5', new int[] {31, 16, 30, 1, 1, 17, 14}),
            Map.entry('6', new int[] {6, 8, 16, 30, 17, 17, 14}),
            Map.entry('7', new int[] {31, 1, 2, 4, 8, 8, 8}),
            Map.entry('8', new int[] {14, 17, 17, 14, 17, 17, 14}),
            Map.entry('9', new int[] {14, 17, 17, 15, 1, 2, 12}),
            Map.entry('.', new int[] {0, 0, 0, 0, 0, 12, 12}),
            Map.entry('-', new int[] {0, 0, 0, 31, 0, 0, 0}));

    private DigitFont() {}

    /** How wide a text is in pixels, at a scale of whole pixels a dot. */
    static int width(String text, int scale) {
        return text.length() * (COLUMNS + 1) * scale - scale;
    }

    /** How high a text is in pixels. */
    static int height(int scale) {
        return ROWS * scale;
    }

    /** Draws digits, points and minus signs; other characters stay empty. */
    static void draw(Graphics2D graphics, String text, int left, int top, int scale, Color colour) {
        graphics.setColor(colour);
        for (int i = 0; i < text.length(); i++) {
            int[] rows = GLYPHS.getOrDefault(text.charAt(i), new int[ROWS]);
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    if ((rows[row] >> (COLUMNS - 1 - column) & 1) == 1) {
                        graphics.fillRect(left + (i * (COLUMNS + 1) + column) * scale, top + row * scale, scale, scale);
                    }
                }
            }
        }
    }
}
