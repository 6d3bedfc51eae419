package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.config.PictureLimits;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A camera that was turned says so in its file; what we judge is upright. */
class OrientationTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 32;

    private final PictureDecoder decoder = new PictureDecoder(PictureLimits.defaults());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsAJpegUpright(int orientation) {
        byte[] jpeg = TestImages.file(asStored(upright(), orientation), "jpg");

        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertUpright(decoder.decode(Picture.of(withExif(jpeg, orientation(orientation, order))))
                    .pixels());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsATiffOfSixteenBitsUprightWithoutLosingBits(int orientation) {
        int storedWidth = orientation < 5 ? WIDTH : HEIGHT;
        int storedHeight = orientation < 5 ? HEIGHT : WIDTH;
        short[] stored = new short[WIDTH * HEIGHT];
        for (int row = 0; row < storedHeight; row++) {
            for (int column = 0; column < storedWidth; column++) {
                int[] at = uprightPosition(orientation, row, column);
                stored[row * storedWidth + column] = (short) TestImages.sixteenBitSample(at[0], at[1], 0);
            }
        }

        PixelImage pixels = decoder.decode(Picture.of(tiff(storedWidth, storedHeight, stored, orientation)))
                .pixels();

        assertThat(pixels.width()).isEqualTo(WIDTH);
        assertThat(pixels.height()).isEqualTo(HEIGHT);
        assertThat(pixels.bitDepth()).isEqualTo(16);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(pixels.sample(x, y, 0)).isEqualTo(TestImages.sixteenBitSample(x, y, 0));
            }
        }
    }

    @Test
    void takesUnreadableExifAsUpright() {
        byte[] jpeg = TestImages.file(upright(), "jpg");

        assertUpright(decoder.decode(Picture.of(jpeg)).pixels());
        assertUpright(
                decoder.decode(Picture.of(withExif(jpeg, new byte[] {1, 2, 3}))).pixels());
        assertUpright(decoder.decode(Picture.of(withExif(jpeg, orientation(0, ByteOrder.LITTLE_ENDIAN))))
                .pixels());
        assertUpright(decoder.decode(Picture.of(withExif(jpeg, orientation(9, ByteOrder.BIG_ENDIAN))))
                .pixels());
    }

    /** Red and green above, blue and yellow below. */
    private static BufferedImage upright() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
        for (int i = 0; i < 4; i++) {
            graphics.setColor(colours[i]);
            graphics.fillRect(i % 2 * WIDTH / 2, i / 2 * HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
        }
        graphics.dispose();
        return image;
    }

    private static void assertUpright(PixelImage pixels) {
        assertThat(pixels.width()).isEqualTo(WIDTH);
        assertThat(pixels.height()).isEqualTo(HEIGHT);
        BufferedImage expected = upright();
        for (int y = 4; y < HEIGHT; y += 8) {
            for (int x = 4; x < WIDTH; x += 8) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    assertThat(pixels.rgb(x, y) >> shift & 0xFF)
                            .as("(%d, %d)", x, y)
                            .isCloseTo(expected.getRGB(x, y) >> shift & 0xFF, within(24));
                }
            }
        }
    }

    /**
     * Where the stored pixel of a row and column is seen, {@code x, y}, as EXIF 2.32 words it: "the 0th row is at the
     * visual top of the image, and the 0th column is the visual left-hand side" for 1, and so on.
     */
    private static int[] uprightPosition(int orientation, int row, int column) {
        int right = WIDTH - 1;
        int bottom = HEIGHT - 1;
        return switch (orientation) {
            case 1 -> new int[] {column, row}; // row 0 top, column 0 left
            case 2 -> new int[] {right - column, row}; // top, right
            case 3 -> new int[] {right - column, bottom - row}; // bottom, right
            case 4 -> new int[] {column, bottom - row}; // bottom, left
            case 5 -> new int[] {row, column}; // left, top
            case 6 -> new int[] {right - row, column}; // right, top
            case 7 -> new int[] {right - row, bottom - column}; // right, bottom
            default -> new int[] {row, bottom - column}; // left, bottom
        };
    }

    private static BufferedImage asStored(BufferedImage upright, int orientation) {
        int width = orientation < 5 ? WIDTH : HEIGHT;
        int height = orientation < 5 ? HEIGHT : WIDTH;
        BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int[] at = uprightPosition(orientation, row, column);
                stored.setRGB(column, row, upright.getRGB(at[0], at[1]));
            }
        }
        return stored;
    }

    private static byte[] withExif(byte[] jpeg, byte[] exif) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + 6 + exif.length))
                .array());
        bytes.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(exif);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    /** A TIFF header and a directory of one entry. */
    private static byte[] orientation(int value, ByteOrder order) {
        ByteBuffer exif = ByteBuffer.allocate(26).order(order);
        exif.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
        exif.putShort((short) 42).putInt(8);
        exif.putShort((short) 1);
        entry(exif, 0x0112, value);
        return exif.putInt(0).array();
    }

    private static void entry(ByteBuffer directory, int tag, int shortValue) {
        directory
                .putShort((short) tag)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) shortValue)
                .putShort((short) 0);
    }

    /** Grey, uncompressed, one strip. */
    private static byte[] tiff(int width, int height, short[] samples, int orientation) {
        int[][] entries = {
            {256, width},
            {257, height},
            {258, 16},
            {259, 1},
            {262, 1},
            {273, 8 + 2 + 10 * 12 + 4},
            {274, orientation},
            {277, 1},
            {278, height},
            {279, 2 * samples.length}
        };
        ByteBuffer file =
                ByteBuffer.allocate(8 + 2 + 10 * 12 + 4 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) entries.length);
        for (int[] entry : entries) {
            entry(file, entry[0], entry[1]);
        }
        file.putInt(0);
        file.asShortBuffer().put(samples);
        return file.array();
    }
}
