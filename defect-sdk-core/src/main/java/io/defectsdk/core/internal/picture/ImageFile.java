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
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pixels as a file of a picture format. */
public final class ImageFile {
    private ImageFile() {}

    /** A PNG, without loss. */
    static byte[] png(PixelImage picture) {
        return write(PictureFormat.PNG, picture, 1);
    }

    /**
     * A JPEG.
     *
     * @param picture of 8 bits a sample
     * @param quality 0 to 1
     */
    public static byte[] jpeg(PixelImage picture, float quality) {
        if (picture.bitDepth() != 8) {
            throw new IllegalArgumentException("a JPEG has 8 bits a sample, but this is a " + picture);
        }
        return write(PictureFormat.JPEG, picture, quality);
    }

    private static byte[] write(PictureFormat format, PixelImage picture, float quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = null;
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer = format.newWriter();
            writer.setOutput(output);
            ImageWriteParam options = writer.getDefaultWriteParam();
            if (format == PictureFormat.JPEG) {
                options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                options.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(image(picture), null, null), options);
        } catch (IOException e) {
            throw new PictureException(
                    ErrorCode.PICTURE_UNREADABLE, "the picture cannot be written as " + format + ": " + e, e);
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
