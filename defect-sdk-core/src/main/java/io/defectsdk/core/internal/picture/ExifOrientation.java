package io.defectsdk.core.internal.picture;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import io.defectsdk.inspection.PixelImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orientation tag of EXIF and TIFF: how a camera was held, 1 (upright) to 8. */
final class ExifOrientation {
    private static final Logger LOG = LoggerFactory.getLogger(ExifOrientation.class);
    private static final int UPRIGHT = 1;

    private ExifOrientation() {}

    /** The orientation of a picture file; upright where it says nothing readable. */
    static int of(PictureFormat format, byte[] file) {
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            return switch (format) {
                case JPEG -> ofJpeg(input);
                case TIFF -> ofDirectory(input);
                case PNG, BMP, GIF -> UPRIGHT;
            };
        } catch (IOException | RuntimeException e) {
            LOG.debug("unreadable EXIF data: taking the picture as upright", e);
            return UPRIGHT;
        }
    }

    private static int ofJpeg(ImageInputStream jpeg) throws IOException {
        List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(jpeg, JPEG.APP1, "Exif");
        if (segments.isEmpty()) {
            return UPRIGHT;
        }
        InputStream data = segments.get(0).data();
        data.skipNBytes(1); // a padding byte after the identifier
        try (var exif = new MemoryCacheImageInputStream(data)) {
            return ofDirectory(exif);
        }
    }

    private static int ofDirectory(ImageInputStream tiff) throws IOException {
        Entry orientation = new TIFFReader().read(tiff).getEntryById(TIFF.TAG_ORIENTATION);
        int value = orientation == null ? UPRIGHT : ((Number) orientation.getValue()).intValue();
        return value >= 1 && value <= 8 ? value : UPRIGHT;
    }

    /** The picture turned and mirrored until it is upright. */
    static PixelImage upright(PixelImage picture, int orientation) {
        if (orientation == UPRIGHT) {
            return picture;
        }
        boolean swapped = orientation >= 5;
        int width = swapped ? picture.height() : picture.width();
        int height = swapped ? picture.width() : picture.height();
        Samples samples = new Samples(width, height, picture.channels(), picture.bitDepth());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int fromX = sourceX(orientation, x, y, picture.width() - 1);
                int fromY = sourceY(orientation, x, y, picture.height() - 1);
                for (int channel = 0; channel < picture.channels(); channel++) {
                    samples.add(picture.sample(fromX, fromY, channel));
                }
            }
        }
        return samples.picture();
    }

    private static int sourceX(int orientation, int x, int y, int right) {
        return switch (orientation) {
            case 2, 3 -> right - x;
            case 5, 6 -> y;
            case 7, 8 -> right - y;
            default -> x;
        };
    }

    private static int sourceY(int orientation, int x, int y, int bottom) {
        return switch (orientation) {
            case 3, 4 -> bottom - y;
            case 5, 8 -> x;
            case 6, 7 -> bottom - x;
            default -> y;
        };
    }
}
