package io.defectsdk.deployment;

import io.defectsdk.internal.Checks;

/**
 * How a large picture is cut into tiles, each of which the backbone sees in a square of its own, so that small defects are not lost when
 * the picture is made small. Tiles overlap, and of an overlap each tile gives the half that is farther from its border; so a patch lies at
 * least half an overlap away from where its tile was cut. What the backbone would see beyond that is padding to it, in OK pictures as in
 * inspected ones. The patches of all tiles make up one grid, searched and mapped as a whole, and regions run over the cuts. Immutable.
 *
 * <p>How many: a picture of width w is seen {@link #width} pixels wide, {@code inputSize × (1 + 0.75 × (columns − 1))} at the usual overlap, and
 * a defect of d pixels {@code d × width / w}; eight pixels are a good start. Where that takes more than {@value #MOST} tiles, ask for a larger
 * inputSize.
 *
 * <p>Each tile is resized to a square: choose columns and rows in about the proportion of the picture's width and height, 4 × 3 for
 * 4,000 × 3,000 pixels, so that nothing is stretched. An inspection runs the backbone as often as there are tiles, and the grid grows with
 * them; a larger bank may pay.
 *
 * @param columns tiles side by side, 1 to 32
 * @param rows tiles one above the other, 1 to 32; at most {@value #MOST} in all
 * @param overlap part of a tile's side that it shares with the next one, 0 to 0.5; rounded up to a multiple of 32 pixels of the square, so
 *     that small squares share more; backbones whose patches are not 32 pixels wide or a part of that take 0 only. One tile has none
 */
public record Tiling(int columns, int rows, double overlap) {
    /** Tiles of a picture, at most. */
    public static final int MOST = 64;

    /** Patches of the usual backbones are as wide as this or a part of it, so that no tile ends within one. */
    private static final int STEP = 32;

    private static final int MOST_IN_LINE = 32;

    /** Less than this of a step comes from 0.28 being no binary fraction. */
    private static final double ROUNDING = 1e-9;

    /** One tile: the whole picture is seen at once. */
    public static final Tiling NONE = new Tiling(1, 1, 0);

    /** Checks the ranges. */
    public Tiling {
        Checks.inRange(columns, "tiling's columns (with at most " + MOST + " tiles in all)", 1, MOST_IN_LINE);
        Checks.inRange(rows, "tiling's rows (with at most " + MOST + " tiles in all)", 1, MOST_IN_LINE);
        Checks.inRange(columns * rows, "tiling's tiles (columns × rows)", 1, MOST);
        Checks.inRange(overlap, "tiling's overlap", 0, 0.5);
        overlap = columns * rows == 1 ? 0 : overlap;
    }

    /** Tiles that overlap by a quarter of their side. */
    public static Tiling of(int columns, int rows) {
        return new Tiling(columns, rows, 0.25);
    }

    /** Tiles. */
    public int count() {
        return columns * rows;
    }

    /** Pixels that neighbouring squares of this side share. */
    public int overlapPixels(int inputSize) {
        return (int) Math.ceil(overlap * inputSize / STEP - ROUNDING) * STEP;
    }

    /** Pixels from one square's left side to the next one's. */
    public int step(int inputSize) {
        return inputSize - overlapPixels(inputSize);
    }

    /** Columns of the picture as the tiles of this side see it together. */
    public int width(int inputSize) {
        return inputSize + (columns - 1) * step(inputSize);
    }

    /** Rows of the picture as the tiles of this side see it together. */
    public int height(int inputSize) {
        return inputSize + (rows - 1) * step(inputSize);
    }
}
