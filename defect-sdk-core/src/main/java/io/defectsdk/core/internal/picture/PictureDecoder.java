package io.defectsdk.core.internal.picture;

import io.defectsdk.DefectSdkException;
import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.inspection.BufferedPicture;
import io.defectsdk.inspection.CameraFrame;
import io.defectsdk.inspection.EncodedPicture;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PictureFile;
import io.defectsdk.inspection.PictureStream;
import io.defectsdk.inspection.PixelImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a picture in any form into upright pixels. Size and format are checked from the file's length and header, before
 * memory is taken for pixels. Thread-safe.
 */
public final class PictureDecoder {
    /** Each scan costs a pass over the whole picture: a file of 150 kB can hold thousands and take minutes. */
    private static final int MAX_SCANS = 32;

    /** A profile of 16 MB takes 256; the reader makes objects of each, and a file can hold millions. */
    private static final int MAX_SEGMENTS = 4_096;

    /** How somebody gets past a limit that is the host's to set. */
    private static final String RAISE = "; DefectSdk.builder().limits(...) sets the limit";

    /** What {@link PixelImage} holds. */
    private static final int MAX_SIDE = 1 << 20;

    private final PictureLimits limits;

    /** With these limits. */
    public PictureDecoder(PictureLimits limits) {
        this.limits = limits;
    }

    /**
     * Decodes a picture.
     *
     * @throws PictureException saying what is wrong with it, and naming it
     */
    public DecodedPicture decode(Picture picture) {
        String label = picture.name().orElse("the picture");
        if (picture instanceof EncodedPicture encoded) {
            requireBytes(label, encoded.size());
            return decodeFile(label, picture.name(), encoded.bytes());
        }
        if (picture instanceof PictureFile file) {
            return decodeFile(label, picture.name(), read(label, file.path()));
        }
        if (picture instanceof PictureStream stream) {
            return decodeFile(label, picture.name(), read(label, stream.take()));
        }
        if (picture instanceof BufferedPicture buffered) {
            BufferedImage image = buffered.image();
            requirePixels(label, image.getWidth(), image.getHeight());
            return unencoded(picture.name(), RasterPixels.of(image));
        }
        CameraFrame frame = (CameraFrame) picture;
        requirePixels(label, frame.width(), frame.height());
        return unencoded(picture.name(), FramePixels.of(frame));
    }

    /**
     * Decodes the bytes of a file, which must not change afterwards.
     *
     * @throws PictureException saying what is wrong with it, and naming it
     */
    public DecodedPicture decode(Optional<String> name, byte[] file) {
        String label = name.orElse("the picture");
        requireBytes(label, file.length);
        return decodeFile(label, name, file);
    }

    private static DecodedPicture unencoded(Optional<String> name, PixelImage pixels) {
        return new DecodedPicture(
                name, pixels, PixelHash.of(pixels), PictureFormat.PNG.extension(), () -> ImageFile.png(pixels));
    }

    private byte[] read(String label, Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new PictureException(
                        ErrorCode.PICTURE_UNREADABLE,
                        label + " cannot be read: " + (Files.exists(file) ? "it is not a file: " : "there is no file ")
                                + file,
                        null);
            }
            requireBytes(label, Files.size(file));
            try (InputStream stream = Files.newInputStream(file)) {
                return read(label, stream);
            }
        } catch (IOException e) {
            throw new PictureException(ErrorCode.PICTURE_UNREADABLE, label + " cannot be read: " + e, e);
        }
    }

    private byte[] read(String label, InputStream stream) {
        byte[] bytes = read(label, stream, limits.maxBytes());
        requireBytes(label, bytes.length);
        return bytes;
    }

    /**
     * Reads a stream.
     *
     * @param wanted bytes at most, if the limits allow as many; one more is read where there are more
     * @throws PictureException if it cannot be read
     */
    public byte[] read(String label, InputStream stream, long wanted) {
        try {
            return stream.readNBytes((int) Math.min(wanted, limits.maxBytes()) + 1);
        } catch (IOException | RuntimeException e) { // a stream of the host's own may throw anything
            throw new PictureException(ErrorCode.PICTURE_UNREADABLE, label + " cannot be read: " + e, e);
        }
    }

    private DecodedPicture decodeFile(String label, Optional<String> name, byte[] file) {
        PictureFormat format = PictureFormat.of(file)
                .orElseThrow(() -> new PictureException(
                        file.length == 0 ? ErrorCode.PICTURE_UNREADABLE : ErrorCode.PICTURE_FORMAT_UNSUPPORTED,
                        label + " is not a picture that can be inspected: expected JPEG, PNG, BMP, TIFF or GIF, but "
                                + (file.length == 0 ? "it is empty" : "its first bytes are those of none of them"),
                        null));
        if (format == PictureFormat.TIFF) {
            TiffHeader.check(label, file, limits.maxPixels());
        }
        PixelImage pixels = ExifOrientation.upright(pixels(label, format, file), ExifOrientation.of(format, file));
        return new DecodedPicture(name, pixels, Sha256.of(file), format.extension(), () -> file);
    }

    private PixelImage pixels(String label, PictureFormat format, byte[] file) {
        if (format == PictureFormat.JPEG) {
            requireFewSegments(label, file);
        }
        ImageReader reader = null;
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader = format.newReader();
            reader.setInput(input, false, true);
            requirePixels(label, reader.getWidth(0), reader.getHeight(0));
            if (format == PictureFormat.JPEG) {
                requireWhole(label, file);
                requireFewScans(label, file);
            }
            requireOneFrame(label, format, reader);
            JpegDamage damage = new JpegDamage();
            reader.addIIOReadWarningListener(damage);
            ImageReadParam options = asStored(format, reader);
            BufferedImage image = reader.read(0, options);
            requireUndamaged(label, damage);
            return image == options.getDestination() ? RasterPixels.shared(image) : RasterPixels.of(image);
        } catch (IOException | RuntimeException e) {
            if (e instanceof DefectSdkException known) {
                throw known;
            }
            throw unreadable(label, format, e);
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    /**
     * Reads colours as they are stored. Left alone, the JPEG reader would convert them by an embedded profile, others would
     * not, and the result would depend on the platform's colour management. CMYK has to be converted.
     */
    private static ImageReadParam asStored(PictureFormat format, ImageReader reader) throws IOException {
        ImageReadParam options = reader.getDefaultReadParam();
        ImageTypeSpecifier stored = format == PictureFormat.JPEG ? reader.getRawImageType(0) : null;
        if (stored != null && inBytes(stored.getBufferedImageType())) {
            options.setDestination(inOrder(stored, reader.getWidth(0), reader.getHeight(0)));
        } else if (stored != null && stored.getNumComponents() <= 3) {
            options.setDestinationType(stored);
        }
        return options;
    }

    private static boolean inBytes(int imageType) {
        return imageType == BufferedImage.TYPE_3BYTE_BGR || imageType == BufferedImage.TYPE_BYTE_GRAY;
    }

    /** An image in the order of a {@link PixelImage}, which is the JPEG library's: the reader's own has blue first. */
    private static BufferedImage inOrder(ImageTypeSpecifier stored, int width, int height) {
        WritableRaster samples =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, stored.getNumComponents(), null);
        return new BufferedImage(stored.getColorModel(), samples, false, null);
    }

    private static void requireWhole(String label, byte[] file) {
        if (!JpegMarkers.endPresent(file)) {
            throw new PictureException(
                    ErrorCode.PICTURE_TRUNCATED,
                    label + " is a truncated JPEG: its end is missing after " + file.length + " bytes",
                    null);
        }
    }

    private static void requireFewSegments(String label, byte[] file) {
        int segments = JpegMarkers.segments(file);
        if (segments > MAX_SEGMENTS) {
            throw new PictureException(
                    ErrorCode.PICTURE_FORMAT_UNSUPPORTED,
                    label + " is a JPEG of " + segments + " segments: at most " + MAX_SEGMENTS + " are accepted",
                    null);
        }
    }

    private static void requireFewScans(String label, byte[] file) {
        int scans = JpegMarkers.scans(file);
        if (scans > MAX_SCANS) {
            throw new PictureException(
                    ErrorCode.PICTURE_FORMAT_UNSUPPORTED,
                    label + " is a JPEG of " + scans + " scans: at most " + MAX_SCANS + " are accepted, progressive"
                            + " pictures have about 10",
                    null);
        }
    }

    private static void requireOneFrame(String label, PictureFormat format, ImageReader reader) throws IOException {
        boolean mayHoldSeveral = format == PictureFormat.GIF || format == PictureFormat.TIFF;
        int frames = mayHoldSeveral ? reader.getNumImages(true) : 1;
        if (frames == 0) {
            throw truncated(label, format, null);
        }
        if (frames > 1) {
            throw new PictureException(
                    ErrorCode.PICTURE_FORMAT_UNSUPPORTED,
                    label + " is a " + format + " of " + frames
                            + " frames: an inspection needs one; send the frame to be"
                            + " inspected as a picture of its own",
                    null);
        }
    }

    private static void requireUndamaged(String label, JpegDamage damage) {
        if (!damage.found().isEmpty()) {
            throw new PictureException(
                    ErrorCode.PICTURE_UNREADABLE, label + " is a damaged JPEG: " + damage.found(), null);
        }
    }

    private static PictureException unreadable(String label, PictureFormat format, Exception cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof EOFException) {
                return truncated(label, format, cause);
            }
            if (e instanceof OutOfMemoryError tooLittle) {
                // some readers wrap it, and a good picture must not be called damaged
                throw tooLittle;
            }
        }
        return new PictureException(
                ErrorCode.PICTURE_UNREADABLE,
                label + " is a damaged " + format + ": " + (cause.getMessage() == null ? cause : cause.getMessage()),
                cause);
    }

    private static PictureException truncated(String label, PictureFormat format, @Nullable Exception cause) {
        return new PictureException(
                ErrorCode.PICTURE_TRUNCATED, label + " is a truncated " + format + ": its end is missing", cause);
    }

    /**
     * Checks the size of an encoded picture.
     *
     * @throws PictureException if it is too large
     */
    public void requireBytes(String label, long bytes) {
        if (bytes > limits.maxBytes()) {
            throw new PictureException(
                    ErrorCode.PICTURE_TOO_LARGE,
                    label + " is too large: at most " + limits.maxBytes() + " bytes are accepted, but it has "
                            + (bytes == limits.maxBytes() + 1 ? "more" : bytes) + RAISE,
                    null);
        }
    }

    private void requirePixels(String label, int width, int height) {
        if ((long) width * height > limits.maxPixels()) {
            throw new PictureException(
                    ErrorCode.PICTURE_TOO_LARGE,
                    label + " is too large: at most " + limits.maxPixels() + " pixels are accepted, but it is " + width
                            + "x" + height + RAISE,
                    null);
        }
        if (Math.max(width, height) > MAX_SIDE) {
            throw new PictureException(
                    ErrorCode.PICTURE_TOO_LARGE,
                    label + " is too large: at most " + MAX_SIDE + " pixels a side are accepted, but it is " + width
                            + "x" + height,
                    null);
        }
        if (Math.min(width, height) < limits.minSide()) {
            throw new PictureException(
                    ErrorCode.PICTURE_TOO_SMALL,
                    label + " is too small: each side must have at least " + limits.minSide() + " pixels, but it is "
                            + width + "x" + height,
                    null);
        }
    }
}
