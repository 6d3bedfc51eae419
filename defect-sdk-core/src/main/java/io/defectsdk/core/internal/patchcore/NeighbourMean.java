package io.defectsdk.core.internal.patchcore;

import io.defectsdk.spi.FeatureMap;
import java.util.Arrays;

/**
 * The mean of each position's 3×3 neighbours in one channel, zeros beyond the border counted. The neighbours are added in reading
 * order, whatever the loops look like, so that the result is that of the plain sum, bit for bit. Confined to one thread.
 */
final class NeighbourMean {
    private final int height;
    private final int width;

    /** A channel with a border of zeros: adding zero changes no sum. */
    private final float[] padded;

    private final float[] sums;

    /** For channels of this shape. */
    NeighbourMean(int height, int width) {
        this.height = height;
        this.width = width;
        this.padded = new float[(height + 2) * (width + 2)];
        this.sums = new float[width];
    }

    /**
     * Of one channel.
     *
     * @param out receives {@code [height, width]}
     */
    void apply(FeatureMap map, int channel, float[] out) {
        int stride = width + 2;
        for (int y = 0; y < height; y++) {
            System.arraycopy(map.values(), (channel * height + y) * width, padded, (y + 1) * stride + 1, width);
        }
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            for (int row = y; row < y + 3; row++) {
                addThree(padded, row * stride, sums);
            }
            for (int x = 0; x < width; x++) {
                out[y * width + x] = sums[x] / 9;
            }
        }
    }

    private static void addThree(float[] values, int from, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] = sums[x] + values[from + x] + values[from + x + 1] + values[from + x + 2];
        }
    }
}
