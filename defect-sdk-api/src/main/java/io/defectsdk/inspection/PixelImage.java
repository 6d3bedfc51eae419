package io.defectsdk.inspection;

import static java.util.Objects.requireNonNull;

import io.defectsdk.internal.Checks;
import java.awt.image.BufferedImage;
import java.util.Objects;

/**
 * A decoded, upright picture: grey or RGB, 8 or 16 bits a sample. Immutable and thread-safe.
 *
 * <p>The origin is the top left corner, x runs right, y runs down. Samples are stored row-major, channels interleaved:
 * {@code [height, width, channels]}.
 */
public final class PixelImage {
    private static final float SIXTEEN_TO_EIGHT_BITS = 255f / 65535f;

    private final int width;
    private final int height;
    private final int channels;
    private final byte[] eightBit;
    private final short[] sixteenBit;

    private PixelImage(int width, int height, int channels, byte[] eightBit, short[] sixteenBit) {
        this.width = Checks.inRange(width, "width", 1, 1 << 20);
        this.height = Checks.inRange(height, "height", 1, 1 << 20);
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels must be 1 or 3, but is " + channels);
        }
        long samples = (long) width * height * channels;
        int given = Math.max(eightBit.length, sixteenBit.length);
        if (given != samples) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height + " with " + channels
                    + " channels has " + samples + " samples, but " + given + " were given");
        }
        this.channels = channels;
        this.eightBit = eightBit;
        this.sixteenBit = sixteenBit;
    }

    /**
     * A picture of 8 bits a sample.
     *
     * @param channels 1 (grey) or 3 (red, green, blue)
     * @param samples {@code [height, width, channels]}, each 0 to 255 unsigned; the array is not copied and must not
     *     change any more
     */
    public static PixelImage ofBytes(int width, int height, int channels, byte[] samples) {
        return new PixelImage(width, height, channels, requireNonNull(samples, "samples"), new short[0]);
    }

    /**
     * A picture of 16 bits a sample, 65535 being white.
     *
     * @param channels 1 (grey) or 3 (red, green, blue)
     * @param samples {@code [height, width, channels]}, each 0 to 65535 unsigned; the array is not copied and must not
     *     change any more
     */
    public static PixelImage ofShorts(int width, int height, int channels, short[] samples) {
        return new PixelImage(width, height, channels, new byte[0], requireNonNull(samples, "samples"));
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /** 1 for grey, 3 for red, green, blue. */
    public int channels() {
        return channels;
    }

    /** Bits a sample: 8 or 16. */
    public int bitDepth() {
        return sixteenBit.length == 0 ? 8 : 16;
    }

    /**
     * Copies one row as red, green and blue, each 0 to 255; 16-bit samples are scaled, not rounded, and grey is given
     * three times.
     *
     * @param rgb receives {@code [width, 3]}; at least {@code 3 * width} long
     */
    public void copyRow(int y, float[] rgb) {
        copyRow(y, 0, width, rgb);
    }

    /**
     * Copies a part of one row, as {@link #copyRow(int, float[])} does a whole one.
     *
     * @param from the first column, at least 0
     * @param count of columns, at least 0; {@code from + count} is at most the width
     * @param rgb receives {@code [count, 3]}; at least {@code 3 * count} long
     * @throws IndexOutOfBoundsException if the part does not lie in the picture, or {@code rgb} is too short
     */
    public void copyRow(int y, int from, int count, float[] rgb) {
        int start = index(0, y) + Objects.checkFromIndexSize(from, count, width) * channels;
        boolean eight = sixteenBit.length == 0;
        if (channels == 3) {
            for (int i = 0; i < 3 * count; i++) {
                rgb[i] = eight ? eightBit[start + i] & 0xFF : (sixteenBit[start + i] & 0xFFFF) * SIXTEEN_TO_EIGHT_BITS;
            }
        } else {
            for (int x = 0; x < count; x++) {
                float grey =
                        eight ? eightBit[start + x] & 0xFF : (sixteenBit[start + x] & 0xFFFF) * SIXTEEN_TO_EIGHT_BITS;
                rgb[3 * x] = grey;
                rgb[3 * x + 1] = grey;
                rgb[3 * x + 2] = grey;
            }
        }
    }

    /** One pixel as {@code 0xRRGGBB}, 16-bit samples cut to 8 bits; {@code 0 <= x < width}, {@code 0 <= y < height}. */
    public int rgb(int x, int y) {
        int index = index(x, y);
        int red = eightBits(index);
        return channels == 1
                ? red << 16 | red << 8 | red
                : red << 16 | eightBits(index + 1) << 8 | eightBits(index + 2);
    }

    /** One sample as it is stored: 0 to 255, or 0 to 65535 where {@link #bitDepth()} is 16. */
    public int sample(int x, int y, int channel) {
        int index = index(x, y) + Objects.checkIndex(channel, channels);
        return sixteenBit.length == 0 ? eightBit[index] & 0xFF : sixteenBit[index] & 0xFFFF;
    }

    private int index(int x, int y) {
        return (Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)) * channels;
    }

    private int eightBits(int index) {
        return sixteenBit.length == 0 ? eightBit[index] & 0xFF : (sixteenBit[index] & 0xFFFF) >> 8;
    }

    /** A new image of type {@link BufferedImage#TYPE_INT_RGB}, 8 bits a sample. */
    public BufferedImage toBufferedImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = rgb(x, y);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    @Override
    public String toString() {
        return "picture of " + width + "x" + height + ", " + channels + " channels of " + bitDepth() + " bits";
    }
}
