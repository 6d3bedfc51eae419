package io.defectsdk.core.internal.picture;

import io.defectsdk.inspection.PixelImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * The samples of an image in memory. Grey stays grey as stored (Java's own conversion would bend it from a linear grey
 * space), 16-bit samples stay 16-bit, transparency is dropped.
 */
final class RasterPixels {
    private RasterPixels() {}

    static PixelImage of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int colours = model.getNumColorComponents();
        int space = model.getColorSpace().getType();
        boolean plain = model instanceof ComponentColorModel
                && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
                && !model.isAlphaPremultiplied();
        if (plain && fullRange(model, 8)) {
            return eightBit(image, colours);
        }
        if (plain && image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT && fullRange(model, 16)) {
            return sixteenBit(image, colours);
        }
        return converted(image);
    }

    /**
     * Of an image of our own whose memory holds its 8-bit samples row by row, and nothing else.
     *
     * @param image not to be changed any more: its memory becomes the picture's
     */
    static PixelImage shared(BufferedImage image) {
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        return PixelImage.ofBytes(
                image.getWidth(), image.getHeight(), image.getRaster().getNumBands(), samples);
    }

    private static boolean fullRange(ColorModel model, int bits) {
        for (int component = 0; component < model.getNumColorComponents(); component++) {
            if (model.getComponentSize(component) != bits) {
                return false;
            }
        }
        return true;
    }

    private static PixelImage eightBit(BufferedImage image, int channels) {
        Raster raster = image.getRaster();
        if (raster.getTransferType() == DataBuffer.TYPE_BYTE && raster.getNumBands() == channels) {
            byte[] all = (byte[]) raster.getDataElements(0, 0, image.getWidth(), image.getHeight(), null);
            return PixelImage.ofBytes(image.getWidth(), image.getHeight(), channels, all);
        }
        int rowLength = image.getWidth() * channels;
        byte[] samples = new byte[Math.multiplyExact(rowLength, image.getHeight())];
        int[] row = rowBuffer(image);
        for (int y = 0; y < image.getHeight(); y++) {
            readColours(image.getRaster(), y, channels, row);
            for (int i = 0; i < rowLength; i++) {
                samples[y * rowLength + i] = (byte) row[i];
            }
        }
        return PixelImage.ofBytes(image.getWidth(), image.getHeight(), channels, samples);
    }

    private static PixelImage sixteenBit(BufferedImage image, int channels) {
        int rowLength = image.getWidth() * channels;
        short[] samples = new short[Math.multiplyExact(rowLength, image.getHeight())];
        int[] row = rowBuffer(image);
        for (int y = 0; y < image.getHeight(); y++) {
            readColours(image.getRaster(), y, channels, row);
            for (int i = 0; i < rowLength; i++) {
                samples[y * rowLength + i] = (short) row[i];
            }
        }
        return PixelImage.ofShorts(image.getWidth(), image.getHeight(), channels, samples);
    }

    private static int[] rowBuffer(BufferedImage image) {
        return new int[image.getWidth() * image.getRaster().getNumBands()];
    }

    /** Reads a row and moves its colour samples to the front, leaving transparency out. */
    private static void readColours(Raster raster, int y, int channels, int[] row) {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
        int bands = raster.getNumBands();
        if (bands == channels) {
            return;
        }
        for (int x = 0; x < raster.getWidth(); x++) {
            System.arraycopy(row, x * bands, row, x * channels, channels);
        }
    }

    /** Palettes, packed integers, one-bit pictures and other colour spaces, through Java's own conversion to sRGB. */
    private static PixelImage converted(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] samples = new byte[Math.multiplyExact(width * 3, height)];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            int out = y * width * 3;
            for (int rgb : row) {
                samples[out++] = (byte) (rgb >> 16);
                samples[out++] = (byte) (rgb >> 8);
                samples[out++] = (byte) rgb;
            }
        }
        return PixelImage.ofBytes(width, height, 3, samples);
    }
}
