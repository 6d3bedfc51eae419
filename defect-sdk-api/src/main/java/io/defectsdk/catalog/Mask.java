package io.defectsdk.catalog;

import io.defectsdk.inspection.Box;
import io.defectsdk.internal.Checks;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A region as single pixels of a whole picture. Immutable. Kept as run lengths over the picture, row by row from the upper
 * left: the first run is of pixels outside (and may be 0), the next one of pixels inside, and so on.
 */
public final class Mask implements RegionShape {
    /** More runs than this no drawn region has. */
    public static final int MAX_RUNS = 1_000_000;

    private final int width;
    private final int height;
    private final int[] runs;
    private final Box bounds;

    private Mask(int width, int height, int[] runs) {
        this.width = width;
        this.height = height;
        this.runs = runs;
        this.bounds = bounds(width, runs);
    }

    /**
     * A mask from its run lengths, which are copied.
     *
     * @param width of the picture in pixels, 1 to 2^15
     * @param height of the picture in pixels, 1 to 2^15
     * @param runs lengths, outside and inside by turns, beginning with outside; all but the first at least 1; together
     *     {@code width * height}; at most {@value #MAX_RUNS}
     * @throws IllegalArgumentException if they are not, or no pixel is inside
     */
    public static Mask ofRuns(int width, int height, int[] runs) {
        Checks.inRange(width, "mask width", 1, 1 << 15);
        Checks.inRange(height, "mask height", 1, 1 << 15);
        Checks.inRange(runs.length, "runs of a mask", 2, MAX_RUNS);
        int[] copy = runs.clone();
        long sum = 0;
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] < (i == 0 ? 0 : 1)) {
                throw new IllegalArgumentException("run " + i + " of a mask has " + copy[i] + " pixels");
            }
            sum += copy[i];
        }
        if (sum != (long) width * height) {
            throw new IllegalArgumentException(
                    "the runs of a mask of " + width + "x" + height + " have " + sum + " pixels together");
        }
        return new Mask(width, height, copy);
    }

    /**
     * A mask from an image of the picture's size: every pixel that is not black is inside.
     *
     * @throws IllegalArgumentException if all pixels are black
     */
    public static Mask of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] runs = new int[64];
        int count = 0;
        boolean inside = false;
        int length = 0;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int pixel : row) {
                if (((pixel & 0xFFFFFF) != 0) != inside) {
                    runs = append(runs, count++, length);
                    inside = !inside;
                    length = 0;
                }
                length++;
            }
        }
        runs = append(runs, count++, length);
        return ofRuns(width, height, Arrays.copyOf(runs, count));
    }

    private static int[] append(int[] runs, int index, int length) {
        if (index == MAX_RUNS) {
            throw new IllegalArgumentException("a mask has at most " + MAX_RUNS + " runs: is it noise?");
        }
        int[] roomy = index < runs.length ? runs : Arrays.copyOf(runs, Math.min(MAX_RUNS, runs.length * 2));
        roomy[index] = length;
        return roomy;
    }

    private static Box bounds(int width, int[] runs) {
        int left = width;
        int right = -1;
        int top = -1;
        int bottom = -1;
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            if (i % 2 == 1) {
                int first = at;
                int last = at + runs[i] - 1;
                top = top < 0 ? first / width : top;
                bottom = last / width;
                boolean severalRows = last / width > first / width;
                left = Math.min(left, severalRows ? 0 : first % width);
                right = Math.max(right, severalRows ? width - 1 : last % width);
            }
            at += runs[i];
        }
        return new Box(left, top, right - left + 1, bottom - top + 1);
    }

    /** Width of the picture in pixels. */
    public int width() {
        return width;
    }

    /** Height of the picture in pixels. */
    public int height() {
        return height;
    }

    /** The run lengths; a copy. */
    public int[] runs() {
        return runs.clone();
    }

    @Override
    public Box bounds() {
        return bounds;
    }

    /** Takes time in proportion to the number of runs. */
    @Override
    public boolean contains(int x, int y) {
        if (x < 0 || x >= width || y < 0 || y >= height) {
            return false;
        }
        int pixel = y * width + x;
        int end = 0;
        for (int i = 0; i < runs.length; i++) {
            end += runs[i];
            if (pixel < end) {
                return i % 2 == 1;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask
                && width == mask.width
                && height == mask.height
                && Arrays.equals(runs, mask.runs);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(runs);
    }

    @Override
    public String toString() {
        return "mask " + width + "x" + height + " with " + runs.length + " runs";
    }
}
