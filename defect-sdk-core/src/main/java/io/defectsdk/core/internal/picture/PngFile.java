package io.defectsdk.core.internal.picture;

import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.inspection.PixelImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pixels as PNG, without loss. */
final class PngFile {
    private PngFile() {}

    static byte[] of(PixelImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = null;
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer = PictureFormat.newPngWriter();
            writer.setOutput(output);
            writer.write(image(picture));
        } catch (IOException e) {
            throw new PictureException(ErrorCode.PICTURE_UNREADABLE, "the picture cannot be written as PNG: " + e, e);
        } finally {
            if (writer != null) {
                writer.dispose();
            }
        }
        return bytes.toByteArray();
    }

    private static BufferedImage image(PixelImage picture) {
        if (picture.bitDepth() == 8 && picture.channels() == 3) {
            return picture.toBufferedImage();
        }
        if (picture.bitDepth() == 8) {
            BufferedImage grey = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
            fill(picture, grey.getRaster());
            return grey;
        }
        return sixteenBit(picture);
    }

    private static BufferedImage sixteenBit(PixelImage picture) {
        int channels = picture.channels();
        int[] offsets = channels == 1 ? new int[] {0} : new int[] {0, 1, 2};
        short[] samples = new short[picture.width() * picture.height() * channels];
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferUShort(samples, samples.length),
                picture.width(),
                picture.height(),
                picture.width() * channels,
                channels,
                offsets,
                null);
        fill(picture, raster);
        ColorSpace space = ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ComponentColorModel model =
                new ComponentColorModel(space, false, false, ComponentColorModel.OPAQUE, DataBuffer.TYPE_USHORT);
        return new BufferedImage(model, raster, false, null);
    }

    private static void fill(PixelImage picture, WritableRaster raster) {
        int channels = picture.channels();
        int[] row = new int[channels * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = picture.sample(i / channels, y, i % channels);
            }
            raster.setPixels(0, y, picture.width(), 1, row);
        }
    }
}
