package io.defectsdk.inspection;

import io.defectsdk.internal.Checks;
import io.defectsdk.spi.PictureNames;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A picture to be inspected or learned from: an encoded file (JPEG, PNG, BMP, TIFF or GIF, one frame), a
 * {@link BufferedImage}, or a raw camera frame.
 *
 * <p>A {@code Picture} is a reference to its source; nothing is read or decoded before it is used. Pictures of arrays
 * and files are immutable and may be used again and from several threads; {@link #of(InputStream)} can be used once.
 */
public sealed interface Picture permits EncodedPicture, PictureFile, PictureStream, BufferedPicture, CameraFrame {
    /** The name under which the picture is recorded, such as its file name; a given one has 1 to 255 characters. */
    Optional<String> name();

    /** The bytes of an encoded picture; they are copied. */
    static Picture of(byte[] encoded) {
        return new EncodedPicture(encoded.clone(), null);
    }

    /**
     * The bytes of an encoded picture and the name under which it is recorded; the bytes are copied.
     *
     * @throws IllegalArgumentException if the name is blank, longer than 255 characters or holds control characters
     */
    static Picture of(byte[] encoded, String name) {
        return new EncodedPicture(encoded.clone(), Checks.text(name, "picture name", 255));
    }

    /** A file, read when it is used and recorded under its file name. */
    static Picture of(Path file) {
        return new PictureFile(file);
    }

    /**
     * A stream, read once, up to the size limit, when the picture is used. The caller closes it afterwards.
     * Using it a second time is an {@link IllegalStateException}.
     */
    static Picture of(InputStream stream) {
        return new PictureStream(stream);
    }

    /** An image in memory, used without encoding; it must not change while it is used. */
    static Picture of(BufferedImage image) {
        return new BufferedPicture(image, null);
    }

    /**
     * An image in memory and the name under which it is recorded; it must not change while it is used.
     *
     * @throws IllegalArgumentException if the name is blank, longer than 255 characters or holds control characters
     */
    static Picture of(BufferedImage image, String name) {
        return new BufferedPicture(image, Checks.text(name, "picture name", 255));
    }

    /**
     * A raw camera frame whose rows follow each other without gaps.
     *
     * @param data {@code height * width * format.bytesPerPixel()} bytes from the buffer's position on, row-major, top
     *     row first; they are copied, and the buffer's position stays
     * @throws IllegalArgumentException if the buffer holds fewer bytes
     */
    static CameraFrame frame(PixelFormat format, int width, int height, ByteBuffer data) {
        return CameraFrame.builder(format, width, height, data).build();
    }

    /** See {@link #frame(PixelFormat, int, int, ByteBuffer)}. */
    static CameraFrame frame(PixelFormat format, int width, int height, byte[] data) {
        return frame(format, width, height, ByteBuffer.wrap(data));
    }

    /**
     * The picture files of a folder, not of its subfolders, ordered by name: {@code .jpg .jpeg .png .bmp .tif .tiff .gif}
     * in any case. Hidden files are left out.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    static List<Picture> folder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(PictureNames::accepts)
                    .sorted()
                    .map(Picture::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the pictures of " + folder, e);
        }
    }
}
