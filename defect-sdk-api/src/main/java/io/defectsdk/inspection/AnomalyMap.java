package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.awt.image.BufferedImage;

/**
 * How anomalous each pixel of a picture is, in the picture's own upright pixel coordinates. Immutable and thread-safe.
 *
 * <p>The values are raw anomaly scores (0 and up, unbounded, on the same scale as the recipe's thresholds). They are
 * kept at the resolution at which the backbone saw the picture and interpolated (bilinear, pixel centres at half
 * integers) when asked for in picture pixels, so that a map of a large picture takes little memory.
 */
public final class AnomalyMap {
    /** The grey value of {@link #toGrey} that stands for its {@code unit}. */
    public static final int GREY_UNIT = 16_384;

    private final int width;
    private final int height;
    private final int gridWidth;
    private final int gridHeight;
    private final float[] grid;
    private final InspectionArea area;

    /**
     * A map of a whole picture.
     *
     * @param width the picture's width in pixels
     * @param height the picture's height in pixels
     * @param gridWidth columns of the values
     * @param gridHeight rows of the values
     * @param grid {@code [gridHeight, gridWidth]}, row-major, covering the whole picture; copied
     */
    public AnomalyMap(int width, int height, int gridWidth, int gridHeight, float[] grid) {
        this(width, height, gridWidth, gridHeight, grid, InspectionArea.whole());
    }

    /**
     * A map of some of a picture: pixels whose centre lies outside the area are 0.
     *
     * @param width the picture's width in pixels
     * @param height the picture's height in pixels
     * @param gridWidth columns of the values
     * @param gridHeight rows of the values
     * @param grid {@code [gridHeight, gridWidth]}, row-major, covering the whole picture; copied
     * @param area what is looked at; values beyond its border help to interpolate up to it
     */
    public AnomalyMap(int width, int height, int gridWidth, int gridHeight, float[] grid, InspectionArea area) {
        this.width = Checks.inRange(width, "width", 1, 1 << 20);
        this.height = Checks.inRange(height, "height", 1, 1 << 20);
        this.gridWidth = Checks.inRange(gridWidth, "gridWidth", 1, 1 << 20);
        this.gridHeight = Checks.inRange(gridHeight, "gridHeight", 1, 1 << 20);
        long values = (long) gridWidth * gridHeight;
        if (grid.length != values) {
            throw new IllegalArgumentException("a grid of " + gridWidth + "x" + gridHeight + " has " + values
                    + " values, but " + grid.length + " were given");
        }
        this.grid = grid.clone();
        this.area = requireNonNull(area, "area");
    }

    /** The picture's width in pixels. */
    public int width() {
        return width;
    }

    /** The picture's height in pixels. */
    public int height() {
        return height;
    }

    /** What of the picture is looked at. */
    public InspectionArea area() {
        return area;
    }

    /** The score of one pixel; {@code 0 <= x < width}, {@code 0 <= y < height}. */
    public float at(int x, int y) {
        if (x < 0 || x >= width || y < 0 || y >= height) {
            throw new IndexOutOfBoundsException("(" + x + ", " + y + ") is outside a map of " + width + "x" + height);
        }
        float[] value = new float[1];
        copy(x, y, 1, value);
        return area.coversAll() || area.row((y + 0.5) / height, width)[x] ? value[0] : 0;
    }

    /**
     * Copies the scores of one row of pixels.
     *
     * @param row receives {@code width} values; at least that long
     */
    public void copyRow(int y, float[] row) {
        if (y < 0 || y >= height) {
            throw new IndexOutOfBoundsException("row " + y + " is outside a map of " + width + "x" + height);
        }
        copy(0, y, width, row);
        if (area.coversAll()) {
            return;
        }
        boolean[] inside = area.row((y + 0.5) / height, width);
        for (int x = 0; x < width; x++) {
            row[x] = inside[x] ? row[x] : 0;
        }
    }

    private void copy(int firstX, int y, int count, float[] out) {
        float gy = Math.min(Math.max((y + 0.5f) * gridHeight / height - 0.5f, 0), gridHeight - 1);
        int top = (int) gy;
        int bottom = Math.min(top + 1, gridHeight - 1);
        float down = gy - top;
        for (int i = 0; i < count; i++) {
            float gx = Math.min(Math.max((firstX + i + 0.5f) * gridWidth / width - 0.5f, 0), gridWidth - 1);
            int left = (int) gx;
            int right = Math.min(left + 1, gridWidth - 1);
            float across = gx - left;
            float upper = mix(grid[top * gridWidth + left], grid[top * gridWidth + right], across);
            float lower = mix(grid[bottom * gridWidth + left], grid[bottom * gridWidth + right], across);
            out[i] = mix(upper, lower, down);
        }
    }

    private static float mix(float a, float b, float share) {
        return a + (b - a) * share;
    }

    /** All scores, {@code [height, width]}, row-major: four bytes a pixel, so ask only for pictures of sane size. */
    public float[] toArray() {
        float[] all = new float[Math.multiplyExact(width, height)];
        float[] row = new float[width];
        for (int y = 0; y < height; y++) {
            copyRow(y, row);
            System.arraycopy(row, 0, all, y * width, width);
        }
        return all;
    }

    /**
     * The map as a 16-bit grey picture, which ImageIO writes as PNG without loss: grey value = score / unit × {@value #GREY_UNIT}, rounded;
     * 65,535 from four units (less a hair) on. To get scores back: grey × unit / {@value #GREY_UNIT}.
     *
     * @param unit raw score that becomes {@value #GREY_UNIT}, above 0; the NG threshold makes pictures of a recipe comparable
     * @return {@link BufferedImage#TYPE_USHORT_GRAY}, as wide and high as the picture: two bytes a pixel
     */
    public BufferedImage toGrey(double unit) {
        if (!(unit > 0) || Double.isInfinite(unit)) {
            throw new IllegalArgumentException("the unit of grey values is above 0 and finite, but is " + unit);
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        float[] scores = new float[width];
        int[] greys = new int[width];
        for (int y = 0; y < height; y++) {
            copyRow(y, scores);
            for (int x = 0; x < width; x++) {
                greys[x] = (int) Math.min(65_535, Math.round(scores[x] / unit * GREY_UNIT));
            }
            image.getRaster().setSamples(0, y, width, 1, 0, greys);
        }
        return image;
    }

    @Override
    public String toString() {
        return "anomaly map of " + width + "x" + height;
    }
}
