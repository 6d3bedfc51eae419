package io.defectsdk.core.internal.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures that the tests draw, and their files. */
public final class TestImages {
    private TestImages() {}

    /** Smooth colours with a little noise: what a camera sees, as far as a codec cares. */
    public static BufferedImage scene(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = 40 + 150 * x / width + random.nextInt(12);
                int green = 40 + 150 * y / height + random.nextInt(12);
                int blue = 40 + 150 * (x + y) / (width + height) + random.nextInt(12);
                image.setRGB(x, y, 0xFF << 24 | red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    public static BufferedImage scene(int width, int height) {
        return scene(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    /** 16 bits a sample, each sample another value, {@code channels} 1 or 3. */
    static BufferedImage sixteenBit(int width, int height, int channels) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, height, channels, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    raster.setSample(x, y, channel, sixteenBitSample(x, y, channel));
                }
            }
        }
        ColorSpace space = ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        return new BufferedImage(
                new ComponentColorModel(space, false, false, ComponentColorModel.OPAQUE, DataBuffer.TYPE_USHORT),
                raster,
                false,
                null);
    }

    static int sixteenBitSample(int x, int y, int channel) {
        return (x * 1021 + y * 4093 + channel * 257) & 0xFFFF;
    }

    public static byte[] file(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no writer for " + format + " of " + image);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The position of a byte sequence, the first from {@code from} on. */
    static int indexOf(byte[] bytes, int from, int... sequence) {
        for (int at = from; at + sequence.length <= bytes.length; at++) {
            int i = 0;
            while (i < sequence.length && (bytes[at + i] & 0xFF) == sequence[i]) {
                i++;
            }
            if (i == sequence.length) {
                return at;
            }
        }
        throw new IllegalArgumentException("no such bytes");
    }
}
