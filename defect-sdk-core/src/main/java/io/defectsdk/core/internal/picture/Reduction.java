package io.defectsdk.core.internal.picture;

import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import java.util.Arrays;

/** Makes pictures smaller: each new pixel is the mean of the area that it covers. The same samples on every machine. */
public final class Reduction {
    private Reduction() {}

    /**
     * A part of a picture, made smaller, of 8 bits a sample.
     *
     * @param part lies in the picture
     * @param width of the result, at most the part's
     * @param height of the result, at most the part's
     */
    public static PixelImage of(PixelImage picture, Box part, int width, int height) {
        if (width > part.width() || height > part.height()) {
            throw new IllegalArgumentException("a part of " + part.width() + "x" + part.height()
                    + " pixels is not made larger, to " + width + "x" + height);
        }
        int channels = picture.channels();
        byte[] samples = new byte[width * height * channels];
        double[] sums = new double[width * channels];
        float[] row = new float[3 * picture.width()];
        double down = (double) part.height() / height;
        for (int y = 0; y < height; y++) {
            double top = y * down;
            double bottom = Math.min(part.height(), (y + 1) * down);
            Arrays.fill(sums, 0);
            for (int from = (int) top; from < bottom; from++) {
                picture.copyRow(part.y() + from, row);
                add(row, part, channels, Math.min(bottom, from + 1) - Math.max(top, from), sums);
            }
            double area = down * part.width() / width;
            for (int i = 0; i < sums.length; i++) {
                samples[y * sums.length + i] = (byte) Math.min(255, (int) (sums[i] / area + 0.5));
            }
        }
        return PixelImage.ofBytes(width, height, channels, samples);
    }

    /** Adds a row, so much of which lies under the new one. */
    private static void add(float[] row, Box part, int channels, double share, double[] sums) {
        int width = sums.length / channels;
        double across = (double) part.width() / width;
        for (int x = 0; x < width; x++) {
            double left = x * across;
            double right = Math.min(part.width(), (x + 1) * across);
            for (int from = (int) left; from < right; from++) {
                double weight = share * (Math.min(right, from + 1) - Math.max(left, from));
                for (int channel = 0; channel < channels; channel++) {
                    sums[x * channels + channel] += weight * row[3 * (part.x() + from) + channel];
                }
            }
        }
    }
}
