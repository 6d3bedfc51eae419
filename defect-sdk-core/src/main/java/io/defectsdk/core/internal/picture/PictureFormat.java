package io.defectsdk.core.internal.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import io.defectsdk.ConfigurationException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.spi.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The picture formats that are accepted, told by their first bytes, each with the one reader that we name for it: what
 * other readers a host has registered never changes a verdict.
 */
@SuppressWarnings("ImmutableEnumChecker") // the reader is found once and then stays
enum PictureFormat {
    JPEG("jpg", "com.sun.imageio.plugins.jpeg.JPEGImage"),
    PNG("png", "com.sun.imageio.plugins.png.PNGImage"),
    BMP("bmp", "com.sun.imageio.plugins.bmp.BMPImage"),
    GIF("gif", "com.sun.imageio.plugins.gif.GIFImage"),
    TIFF("tif", "com.sun.imageio.plugins.tiff.TIFFImage");

    private final String extension;
    private final String jdkPlugin;
    private volatile @Nullable ImageReaderSpi reader;

    PictureFormat(String extension, String jdkPlugin) {
        this.extension = extension;
        this.jdkPlugin = jdkPlugin;
    }

    String extension() {
        return extension;
    }

    /**
     * A new reader.
     *
     * @throws ConfigurationException if the Java runtime has none
     */
    ImageReader newReader() throws IOException {
        ImageReaderSpi found = reader;
        if (found == null) {
            ImageReaderSpi jdk = jdkProvider(ImageReaderSpi.class, jdkPlugin + "ReaderSpi");
            found = this == JPEG ? cmykCapable(jdk) : jdk;
            reader = found;
        }
        return found.createReaderInstance();
    }

    /**
     * A new writer, the JDK's.
     *
     * @throws ConfigurationException if the Java runtime has none
     */
    ImageWriter newWriter() throws IOException {
        return jdkProvider(ImageWriterSpi.class, jdkPlugin + "WriterSpi").createWriterInstance();
    }

    static Optional<PictureFormat> of(byte[] head) {
        if (startsWith(head, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (startsWith(head, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of(PNG);
        }
        if (startsWith(head, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        if (startsWith(head, 'I', 'I', 42, 0) || startsWith(head, 'M', 'M', 0, 42)) {
            return Optional.of(TIFF);
        }
        return startsWith(head, 'B', 'M') ? Optional.of(BMP) : Optional.empty();
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    static <T> T jdkProvider(Class<T> category, String className) {
        try {
            T provider =
                    category.cast(IIORegistry.getDefaultInstance().getServiceProviderByClass(Class.forName(className)));
            if (provider != null) {
                return provider;
            }
        } catch (ClassNotFoundException e) {
            throw missing(className, e);
        }
        throw missing(className, null);
    }

    private static ConfigurationException missing(String className, @Nullable Throwable cause) {
        return new ConfigurationException(
                "this Java runtime lacks " + className + " (module java.desktop), or the host removed it from ImageIO",
                cause);
    }

    /** The JDK's reader knows no CMYK; this one does, and takes the JDK's for the rest. It lives in a registry of ours. */
    private static ImageReaderSpi cmykCapable(ImageReaderSpi jdk) {
        ServiceRegistry own =
                new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        own.registerServiceProvider(jdk, ImageReaderSpi.class);
        JPEGImageReaderSpi reader = new JPEGImageReaderSpi();
        own.registerServiceProvider(reader, ImageReaderSpi.class);
        return reader;
    }
}
