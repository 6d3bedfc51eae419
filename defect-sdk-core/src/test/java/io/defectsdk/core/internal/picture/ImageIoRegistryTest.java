package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.ConfigurationException;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's ImageIO, with its plug-ins and switches, is the host's: our pixels do not depend on it. */
class ImageIoRegistryTest {
    private static final String[] FORMATS = {"png", "jpg", "bmp", "gif", "tiff"};

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, int[]> expected = new TreeMap<>();

    ImageIoRegistryTest() {
        for (String format : FORMATS) {
            files.put(format, TestImages.file(TestImages.scene(40, 30), format));
            expected.put(format, decode(format));
        }
    }

    private int[] decode(String format) {
        PixelImage pixels = new PictureDecoder(PictureLimits.defaults())
                .decode(Picture.of(files.get(format)))
                .pixels();
        return pixels.toBufferedImage().getRGB(0, 0, pixels.width(), pixels.height(), null, 0, pixels.width());
    }

    private void assertUnchanged() {
        for (String format : FORMATS) {
            assertThat(decode(format)).as(format).isEqualTo(expected.get(format));
        }
    }

    @Test
    void ignoresReadersThatTheHostRegisteredFirst() throws IOException {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        BlackReaderSpi black = new BlackReaderSpi();
        registry.registerServiceProvider(black, ImageReaderSpi.class);
        try {
            Iterator<ImageReaderSpi> others = registry.getServiceProviders(ImageReaderSpi.class, false);
            while (others.hasNext()) {
                ImageReaderSpi other = others.next();
                if (other != black) {
                    registry.setOrdering(ImageReaderSpi.class, black, other);
                }
            }
            assertThat(ImageIO.read(new ByteArrayInputStream(files.get("png"))).getRGB(20, 15))
                    .as("what the host itself reads now")
                    .isEqualTo(0xFF000000);

            assertUnchanged();
        } finally {
            registry.deregisterServiceProvider(black);
        }
    }

    @Test
    void needsNoCacheDirectory(@TempDir Path folder) throws IOException {
        boolean useCache = ImageIO.getUseCache();
        var cacheDirectory = ImageIO.getCacheDirectory();
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try {
            ImageIO.setUseCache(true);
            ImageIO.setCacheDirectory(gone.toFile());
            Files.delete(gone);

            assertUnchanged();
        } finally {
            ImageIO.setCacheDirectory(cacheDirectory);
            ImageIO.setUseCache(useCache);
        }
    }

    @Test
    void saysWhatTheJavaRuntimeLacks() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> PictureFormat.jdkProvider(ImageReaderSpi.class, "com.sun.imageio.NoSuchReaderSpi"))
                .withMessageContaining("com.sun.imageio.NoSuchReaderSpi")
                .withMessageContaining("java.desktop");
    }

    /** Takes every file, and sees black. */
    private static final class BlackReaderSpi extends ImageReaderSpi {
        BlackReaderSpi() {
            super(
                    "test",
                    "1",
                    new String[] {"black"},
                    new String[] {"black"},
                    new String[] {"image/black"},
                    BlackReader.class.getName(),
                    new Class<?>[] {ImageInputStream.class},
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null);
        }

        @Override
        public boolean canDecodeInput(Object source) {
            return true;
        }

        @Override
        public ImageReader createReaderInstance(Object extension) {
            return new BlackReader(this);
        }

        @Override
        public String getDescription(Locale locale) {
            return "black";
        }
    }

    private static final class BlackReader extends ImageReader {
        BlackReader(ImageReaderSpi spi) {
            super(spi);
        }

        @Override
        public int getNumImages(boolean allowSearch) {
            return 1;
        }

        @Override
        public int getWidth(int imageIndex) {
            return 40;
        }

        @Override
        public int getHeight(int imageIndex) {
            return 30;
        }

        @Override
        public Iterator<ImageTypeSpecifier> getImageTypes(int imageIndex) {
            return Collections.emptyIterator();
        }

        @Override
        public IIOMetadata getStreamMetadata() {
            return null;
        }

        @Override
        public IIOMetadata getImageMetadata(int imageIndex) {
            return null;
        }

        @Override
        public BufferedImage read(int imageIndex, ImageReadParam param) {
            return new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        }
    }
}
