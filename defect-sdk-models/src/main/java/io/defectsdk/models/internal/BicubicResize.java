package io.defectsdk.models.internal;

import io.defectsdk.inspection.PixelImage;
import java.util.Arrays;

/**
 * Resizes pictures as Pillow's {@code resize(size, BICUBIC)} does, byte for byte: across, rounded to 8 bits, then down. (So did every
 * Pillow that CLIP models were trained with; Pillow 13 takes tall pictures down first, which differs by a few grey levels.) It
 * goes over the picture row by row and keeps no more rows than one target row takes from, so a long picture needs no second copy.
 */
final class BicubicResize {
    private static final int HALF = 1 << (BicubicWeights.PRECISION_BITS - 1);

    private BicubicResize() {}

    /**
     * A window of a resized picture, in pixels of that. Immutable.
     *
     * @param width of the whole resized picture
     * @param height of the whole resized picture
     * @param left columns before the window
     * @param top rows above the window
     * @param columns of the window
     * @param rows of the window
     */
    record Window(int width, int height, int left, int top, int columns, int rows) {
        /** All of a resized picture. */
        static Window whole(int width, int height) {
            return new Window(width, height, 0, 0, width, height);
        }
    }

    /**
     * Resizes a picture; 16-bit samples are cut to 8 bits first, as {@link PixelImage#rgb} does.
     *
     * @return {@code [rows, columns, 3]} of the window, each 0 to 255 unsigned
     */
    static byte[] resize(PixelImage picture, Window window) {
        BicubicWeights across = BicubicWeights.of(picture.width(), window.width(), window.left(), window.columns());
        BicubicWeights down = BicubicWeights.of(picture.height(), window.height(), window.top(), window.rows());
        int rowLength = 3 * window.columns();
        byte[] result = new byte[window.rows() * rowLength];
        int[] source = new int[across.end() - across.begin()];
        int[] sums = new int[rowLength];
        // a ring: source row y, resized across, lies at y modulo the ring's length
        byte[][] ring = new byte[down.maxTaps()][rowLength];
        int nextRow = down.begin();
        for (int y = 0; y < window.rows(); y++) {
            int end = down.first(y) + down.taps(y);
            for (; nextRow < end; nextRow++) {
                for (int x = 0; x < source.length; x++) {
                    source[x] = picture.rgb(across.begin() + x, nextRow);
                }
                resizeAcross(source, across, ring[nextRow % ring.length]);
            }
            addUp(ring, down, y, sums);
            for (int i = 0; i < rowLength; i++) {
                result[y * rowLength + i] = toByte(sums[i]);
            }
        }
        return result;
    }

    private static void resizeAcross(int[] source, BicubicWeights across, byte[] row) {
        for (int x = 0; x < across.size(); x++) {
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int from = across.first(x) - across.begin();
            for (int k = 0; k < across.taps(x); k++) {
                int rgb = source[from + k];
                int weight = across.weight(x, k);
                red += (rgb >> 16) * weight;
                green += (rgb >> 8 & 0xFF) * weight;
                blue += (rgb & 0xFF) * weight;
            }
            row[3 * x] = toByte(red);
            row[3 * x + 1] = toByte(green);
            row[3 * x + 2] = toByte(blue);
        }
    }

    private static void addUp(byte[][] ring, BicubicWeights down, int y, int[] sums) {
        Arrays.fill(sums, HALF);
        for (int k = 0; k < down.taps(y); k++) {
            byte[] row = ring[(down.first(y) + k) % ring.length];
            int weight = down.weight(y, k);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += (row[i] & 0xFF) * weight;
            }
        }
    }

    private static byte toByte(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> BicubicWeights.PRECISION_BITS));
    }
}
