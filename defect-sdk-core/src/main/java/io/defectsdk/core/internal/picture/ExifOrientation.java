package io.defectsdk.core.internal.picture;

import com.twelvemonkeys.imageio.metadata.Directory;
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
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** EXIF's orientation tag: how a camera was held, 1 (upright) to 8. */
final class ExifOrientation {
    private static final Logger LOG = LoggerFactory.getLogger(ExifOrientation.class);
    private static final int UPRIGHT = 1;

    private ExifOrientation() {}

    /** The orientation of a JPEG; upright where it says nothing readable. */
    static int of(byte[] jpeg) {
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(input, JPEG.APP1, "Exif");
            if (segments.isEmpty()) {
                return UPRIGHT;
            }
            InputStream data = segments.get(0).data();
            data.skipNBytes(1); // a padding byte after the identifier
            try (var exif = new MemoryCacheImageInputStream(data)) {
                Directory directory = new TIFFReader().read(exif);
                Entry orientation = directory.getEntryById(TIFF.TAG_ORIENTATION);
                int value = orientation == null ? UPRIGHT : ((Number) orientation.getValue()).intValue();
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("unreadable EXIF data: taking the picture as upright", e);
            return UPRIGHT;
        }
    }

    /** The picture turned and mirrored until it is upright. */
    static PixelImage upright(PixelImage picture, int orientation) {
        if (orientation == UPRIGHT) {
            return picture;
        }
        boolean swapped = orientation >= 5;
        int width = swapped ? picture.height() : picture.width();
        int height = swapped ? picture.width() : picture.height();
        int channels = picture.channels();
        byte[] turned = new byte[width * height * channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = source(picture, orientation, x, y);
                int index = (y * width + x) * channels;
                if (channels == 1) {
                    turned[index] = (byte) rgb;
                } else {
                    turned[index] = (byte) (rgb >> 16);
                    turned[index + 1] = (byte) (rgb >> 8);
                    turned[index + 2] = (byte) rgb;
                }
            }
        }
        return PixelImage.ofBytes(width, height, channels, turned);
    }

    private static int source(PixelImage picture, int orientation, int x, int y) {
        int right = picture.width() - 1;
        int bottom = picture.height() - 1;
        return switch (orientation) {
            case 2 -> picture.rgb(right - x, y);
            case 3 -> picture.rgb(right - x, bottom - y);
            case 4 -> picture.rgb(x, bottom - y);
            case 5 -> picture.rgb(y, x);
            case 6 -> picture.rgb(y, bottom - x);
            case 7 -> picture.rgb(right - y, bottom - x);
            case 8 -> picture.rgb(right - y, x);
            default -> picture.rgb(x, y);
        };
    }
}
