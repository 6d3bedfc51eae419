package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted, and that its pixels come out as they are. */
class PictureDecoderTest {
    private final PictureDecoder decoder = new PictureDecoder(PictureLimits.defaults());

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void keepsEveryPixelOfALosslessPicture(String format) {
        BufferedImage scene = TestImages.scene(67, 41);

        PixelImage pixels =
                decoder.decode(Picture.of(TestImages.file(scene, format))).pixels();

        assertThat(pixels.channels()).isEqualTo(3);
        assertThat(pixels.bitDepth()).isEqualTo(8);
        assertSamePixels(pixels, scene);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY})
    void readsJpegAsItsReaderDoes(int type) throws IOException {
        byte[] file = TestImages.file(TestImages.scene(67, 41, type), "jpg");

        PixelImage pixels = decoder.decode(Picture.of(file)).pixels();

        Raster expected = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
        assertThat(pixels.channels()).isEqualTo(expected.getNumBands());
        for (int channel = 0; channel < pixels.channels(); channel++) {
            for (int y = 0; y < 41; y++) {
                for (int x = 0; x < 67; x++) {
                    assertThat(pixels.sample(x, y, channel)).isEqualTo(expected.getSample(x, y, channel));
                }
            }
        }
    }

    @Test
    void keepsGreyAsStored() {
        BufferedImage grey = grey(40, 30);
        for (String format : new String[] {"png", "bmp", "tiff"}) {
            PixelImage pixels =
                    decoder.decode(Picture.of(TestImages.file(grey, format))).pixels();
            for (int y = 0; y < 30; y++) {
                for (int x = 0; x < 40; x++) {
                    assertThat(pixels.rgb(x, y) & 0xFF)
                            .as(format)
                            .isEqualTo(grey.getRaster().getSample(x, y, 0));
                }
            }
        }
    }

    @Test
    void readsGreyJpegInOneChannel() {
        BufferedImage grey = grey(40, 30);

        PixelImage pixels =
                decoder.decode(Picture.of(TestImages.file(grey, "jpg"))).pixels();

        assertThat(pixels.channels()).isEqualTo(1);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                assertThat(pixels.rgb(x, y) & 0xFF).isCloseTo(grey.getRaster().getSample(x, y, 0), within(12));
            }
        }
    }

    private static BufferedImage grey(int width, int height) {
        BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                grey.getRaster().setSample(x, y, 0, 30 + 3 * x + 2 * y);
            }
        }
        return grey;
    }

    @ParameterizedTest
    @CsvSource({"1,png", "3,png", "1,tiff", "3,tiff"})
    void keepsSixteenBitSamplesInFull(int channels, String format) {
        byte[] file = TestImages.file(TestImages.sixteenBit(50, 30, channels), format);

        PixelImage pixels = decoder.decode(Picture.of(file)).pixels();

        assertThat(pixels.bitDepth()).isEqualTo(16);
        assertThat(pixels.channels()).isEqualTo(channels);
        float[] row = new float[150];
        for (int y = 0; y < 30; y++) {
            pixels.copyRow(y, row);
            for (int x = 0; x < 50; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int stored = TestImages.sixteenBitSample(x, y, channels == 1 ? 0 : channel);
                    assertThat(row[3 * x + channel]).isEqualTo(stored * (255f / 65535f));
                }
            }
        }
    }

    @Test
    void readsPalettes() {
        byte[] red = {(byte) 200, 10, 0, 77};
        byte[] green = {0, (byte) 180, 20, 88};
        byte[] blue = {5, 0, (byte) 220, 99};
        IndexColorModel palette = new IndexColorModel(2, 4, red, green, blue);
        BufferedImage image = new BufferedImage(33, 21, BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int y = 0; y < 21; y++) {
            for (int x = 0; x < 33; x++) {
                image.getRaster().setSample(x, y, 0, (x + y) % 4);
            }
        }
        for (String format : new String[] {"png", "gif"}) {
            assertSamePixels(
                    decoder.decode(Picture.of(TestImages.file(image, format))).pixels(), image);
        }
    }

    @Test
    void readsOneBitPictures() {
        BufferedImage image = new BufferedImage(33, 21, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < 21; y++) {
            for (int x = 0; x < 33; x++) {
                image.getRaster().setSample(x, y, 0, (x * y) % 2);
            }
        }
        for (String format : new String[] {"png", "bmp", "tiff"}) {
            assertSamePixels(
                    decoder.decode(Picture.of(TestImages.file(image, format))).pixels(), image);
        }
    }

    @Test
    void dropsTransparencyAndKeepsTheColourBelow() {
        BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 20; x++) {
                image.setRGB(x, y, (x * 12) << 24 | 200 << 16 | (y * 10) << 8 | 30);
            }
        }

        PixelImage pixels =
                decoder.decode(Picture.of(TestImages.file(image, "png"))).pixels();

        assertThat(pixels.channels()).isEqualTo(3);
        assertSamePixels(pixels, image);
    }

    /**
     * {@code cmyk.jpg} (48×32, six patches of 16×16: cyan, magenta, yellow; paper, black, and C 128 M 64 K 64 of 255)
     * was written once with Pillow 13.0: {@code Image.new('CMYK', …).save('cmyk.jpg', quality=95)}, which stores inverted
     * inks and an Adobe marker, as Photoshop does.
     */
    @Test
    void readsCmykJpeg() throws IOException {
        byte[] file;
        try (InputStream stream = PictureDecoderTest.class.getResourceAsStream("cmyk.jpg")) {
            file = stream.readAllBytes();
        }

        PixelImage pixels = decoder.decode(Picture.of(file)).pixels();

        // wide tolerance: without a profile in the file, ink colours depend on the platform's own CMYK profile
        assertColour(pixels.rgb(8, 8), 0, 255, 255, 90);
        assertColour(pixels.rgb(24, 8), 255, 0, 255, 130);
        assertColour(pixels.rgb(40, 8), 255, 255, 0, 90);
        assertColour(pixels.rgb(8, 24), 255, 255, 255, 5);
        assertColour(pixels.rgb(24, 24), 0, 0, 0, 60);
    }

    private static void assertColour(int rgb, int red, int green, int blue, int tolerance) {
        assertThat(rgb >> 16).isCloseTo(red, within(tolerance));
        assertThat(rgb >> 8 & 0xFF).isCloseTo(green, within(tolerance));
        assertThat(rgb & 0xFF).isCloseTo(blue, within(tolerance));
    }

    @Test
    void readsColoursAsStoredWhateverProfileAJpegHolds() {
        for (int type : new int[] {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY}) {
            byte[] plain = TestImages.file(TestImages.scene(40, 30, type), "jpg");
            int space = type == BufferedImage.TYPE_BYTE_GRAY ? ColorSpace.CS_GRAY : ColorSpace.CS_LINEAR_RGB;
            byte[] profile = ICC_Profile.getInstance(space).getData();
            byte[] tagged = ByteBuffer.allocate(plain.length + 18 + profile.length)
                    .put(plain, 0, 2)
                    .putShort((short) 0xFFE2)
                    .putShort((short) (16 + profile.length))
                    .put("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1))
                    .put(profile)
                    .put(plain, 2, plain.length - 2)
                    .array();

            PixelImage pixels = decoder.decode(Picture.of(tagged)).pixels();

            PixelImage expected = decoder.decode(Picture.of(plain)).pixels();
            assertThat(pixels.channels()).isEqualTo(expected.channels());
            assertSamePixels(pixels, expected.toBufferedImage());
        }
    }

    @Test
    void readsGifOfOneFrame() {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_INDEXED);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                image.getRaster().setSample(x, y, 0, (x * 3 + y * 5) % 200);
            }
        }

        assertSamePixels(
                decoder.decode(Picture.of(TestImages.file(image, "gif"))).pixels(), image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "tiff"})
    void refusesPicturesOfSeveralFrames(String format) throws IOException {
        byte[] file = frames(format, 3);

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> decoder.decode(Picture.of(file, "moving")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PICTURE_FORMAT_UNSUPPORTED))
                .withMessageContaining("moving")
                .withMessageContaining("3 frames")
                .withMessageContaining("needs one");
    }

    private static byte[] frames(String format, int count) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < count; i++) {
                BufferedImage frame = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_INDEXED);
                frame.getRaster().setSample(i, i, 0, 99);
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Test
    void givesTheSameFromBytesFileAndStream(@TempDir Path folder) throws IOException {
        byte[] bytes = TestImages.file(TestImages.scene(30, 20), "png");
        Path file = Files.write(folder.resolve("part 7.png"), bytes);

        DecodedPicture fromBytes = decoder.decode(Picture.of(bytes, "a.png"));
        DecodedPicture fromFile = decoder.decode(Picture.of(file));
        DecodedPicture fromStream = decoder.decode(Picture.of(new ByteArrayInputStream(bytes)));

        assertThat(fromFile.sha256()).isEqualTo(fromBytes.sha256()).isEqualTo(fromStream.sha256());
        assertThat(fromBytes.name()).hasValue("a.png");
        assertThat(fromFile.name()).hasValue("part 7.png");
        assertThat(fromStream.name()).isEmpty();
        assertThat(fromFile.file()).isEqualTo(bytes);
        assertThat(fromFile.extension()).isEqualTo("png");
    }

    @Test
    void namesTheFormatByContentAndNotByName() {
        byte[] png = TestImages.file(TestImages.scene(30, 20), "png");

        assertThat(decoder.decode(Picture.of(png, "mislabelled.jpg")).extension())
                .isEqualTo("png");
    }

    @Test
    void refusesAStreamThatWasReadBefore() {
        Picture stream = Picture.of(new ByteArrayInputStream(TestImages.file(TestImages.scene(30, 20), "png")));
        decoder.decode(stream);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> decoder.decode(stream))
                .withMessageContaining("read already");
    }

    @Test
    void leavesTheStreamForItsOwnerToClose() {
        boolean[] closed = {false};
        byte[] bytes = TestImages.file(TestImages.scene(30, 20), "png");
        decoder.decode(Picture.of(new ByteArrayInputStream(bytes) {
            @Override
            public void close() {
                closed[0] = true;
            }
        }));

        assertThat(closed[0]).isFalse();
    }

    @Test
    void acceptsJpegThatACameraPadded() {
        byte[] jpeg = TestImages.file(TestImages.scene(40, 30), "jpg");
        byte[] padded = java.util.Arrays.copyOf(jpeg, jpeg.length + 512);

        PixelImage pixels = decoder.decode(Picture.of(padded)).pixels();

        PixelImage plain = decoder.decode(Picture.of(jpeg)).pixels();
        assertSamePixels(pixels, plain.toBufferedImage());
    }

    static void assertSamePixels(PixelImage pixels, BufferedImage expected) {
        assertThat(pixels.width()).isEqualTo(expected.getWidth());
        assertThat(pixels.height()).isEqualTo(expected.getHeight());
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                if (pixels.rgb(x, y) != (expected.getRGB(x, y) & 0xFFFFFF)) {
                    assertThat(Integer.toHexString(pixels.rgb(x, y)))
                            .as("(%d, %d)", x, y)
                            .isEqualTo(Integer.toHexString(expected.getRGB(x, y) & 0xFFFFFF));
                }
            }
        }
    }
}
