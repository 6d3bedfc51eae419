package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.config.PictureLimits;
import io.defectsdk.inspection.CameraFrame;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelFormat;
import io.defectsdk.inspection.PixelImage;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in memory and raw camera frames. */
class UnencodedPictureTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    private final PictureDecoder decoder = new PictureDecoder(PictureLimits.defaults());

    private PixelImage pixels(BufferedImage image) {
        return decoder.decode(Picture.of(image)).pixels();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_4BYTE_ABGR_PRE,
                BufferedImage.TYPE_USHORT_565_RGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void takesTheColoursOfAnyType(int type) {
        BufferedImage image = TestImages.scene(WIDTH, HEIGHT, type);

        PixelImage pixels = pixels(image);

        assertThat(pixels.channels()).isEqualTo(3);
        assertThat(pixels.bitDepth()).isEqualTo(8);
        PictureDecoderTest.assertSamePixels(pixels, image);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB_PRE, BufferedImage.TYPE_4BYTE_ABGR_PRE})
    void undoesPremultipliedTransparency(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, 0x80 << 24 | 0xC86432);
            }
        }

        PictureDecoderTest.assertSamePixels(pixels(image), image);
    }

    @Test
    void keepsGreyAsStored() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        fill(image.getRaster());

        PixelImage pixels = pixels(image);

        assertThat(pixels.channels()).isOne();
        assertSamples(pixels, image.getRaster());
    }

    @Test
    void keepsSixteenBitGreyAsStored() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
        fill(image.getRaster());

        PixelImage pixels = pixels(image);

        assertThat(pixels.channels()).isOne();
        assertThat(pixels.bitDepth()).isEqualTo(16);
        assertSamples(pixels, image.getRaster());
    }

    @Test
    void keepsSixteenBitColoursAsStored() {
        BufferedImage image = TestImages.sixteenBit(WIDTH, HEIGHT, 3);

        assertSamples(pixels(image), image.getRaster());
    }

    @Test
    void convertsOtherThreeColourSpaces() {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 3, null);
        fill(raster);
        BufferedImage image = new BufferedImage(
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_CIEXYZ),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE),
                raster,
                false,
                null);

        PictureDecoderTest.assertSamePixels(pixels(image), image);
    }

    @Test
    void takesOnlyThePartThatASubimageShows() {
        BufferedImage whole = TestImages.scene(100, 80);
        BufferedImage wholeGrey = new BufferedImage(100, 80, BufferedImage.TYPE_BYTE_GRAY);
        fill(wholeGrey.getRaster());

        PixelImage part = pixels(whole.getSubimage(31, 17, WIDTH, HEIGHT));
        PixelImage partGrey = pixels(wholeGrey.getSubimage(31, 17, WIDTH, HEIGHT));

        assertThat(part.width()).isEqualTo(WIDTH);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(part.rgb(x, y)).isEqualTo(whole.getRGB(31 + x, 17 + y) & 0xFFFFFF);
                assertThat(partGrey.sample(x, y, 0))
                        .isEqualTo(wholeGrey.getRaster().getSample(31 + x, 17 + y, 0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PixelFormat.class)
    void readsAFrameLikeTheImageThatItShows(PixelFormat format) {
        BufferedImage image = imageFor(format);

        DecodedPicture fromFrame = decoder.decode(frame(format, image.getRaster(), 0, 16));
        DecodedPicture fromStride = decoder.decode(frame(format, image.getRaster(), 11, 16));
        DecodedPicture fromImage = decoder.decode(Picture.of(image));

        assertSamples(fromFrame.pixels(), image.getRaster());
        assertSamples(fromStride.pixels(), image.getRaster());
        assertThat(fromFrame.sha256()).isEqualTo(fromImage.sha256()).isEqualTo(fromStride.sha256());
    }

    private static BufferedImage imageFor(PixelFormat format) {
        return switch (format) {
            case MONO8 -> {
                BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
                fill(image.getRaster());
                yield image;
            }
            case MONO16 -> TestImages.sixteenBit(WIDTH, HEIGHT, 1);
            case RGB8, BGR8 -> TestImages.scene(WIDTH, HEIGHT);
        };
    }

    private static CameraFrame frame(PixelFormat format, Raster raster, int padding, int significantBits) {
        int stride = WIDTH * format.bytesPerPixel() + padding;
        ByteBuffer data = ByteBuffer.allocate(5 + stride * HEIGHT);
        Arrays.fill(data.array(), (byte) 0xEE);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = 5 + y * stride + x * format.bytesPerPixel();
                for (int i = 0; i < format.bytesPerPixel(); i++) {
                    int sample =
                            switch (format) {
                                case MONO8 -> raster.getSample(x, y, 0);
                                case MONO16 -> raster.getSample(x, y, 0) >> (8 * i);
                                case RGB8 -> raster.getSample(x, y, i);
                                case BGR8 -> raster.getSample(x, y, 2 - i);
                            };
                    data.put(at + i, (byte) sample);
                }
            }
        }
        CameraFrame.Builder builder = CameraFrame.builder(format, WIDTH, HEIGHT, data.position(5));
        if (padding > 0) {
            builder.stride(stride);
        }
        return format == PixelFormat.MONO16
                ? builder.significantBits(significantBits).build()
                : builder.build();
    }

    @Test
    void stretchesTwelveBitsSoThatFullLightIsWhite() {
        byte[] data = new byte[2 * 16 * 16];
        int[] values = {0, 1, 2048, 4094, 4095, 5000};
        for (int i = 0; i < values.length; i++) {
            data[2 * i] = (byte) values[i];
            data[2 * i + 1] = (byte) (values[i] >> 8);
        }
        CameraFrame frame = CameraFrame.builder(PixelFormat.MONO16, 16, 16, ByteBuffer.wrap(data))
                .significantBits(12)
                .build();

        PixelImage pixels = decoder.decode(frame).pixels();

        int[] expected = {0, 16, 32776, 65519, 65535, 65535};
        for (int i = 0; i < values.length; i++) {
            assertThat(pixels.sample(i, 0, 0)).as("%d of 4095", values[i]).isEqualTo(expected[i]);
        }
    }

    @Test
    void hashesShapeAndPackedSamples() throws Exception {
        BufferedImage sixteenBit = TestImages.sixteenBit(WIDTH, HEIGHT, 1);
        ByteBuffer packed =
                frame(PixelFormat.MONO16, sixteenBit.getRaster(), 0, 16).pixels();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update("37x23x1x16".getBytes(StandardCharsets.US_ASCII));
        sha256.update(packed);

        assertThat(decoder.decode(Picture.of(sixteenBit)).sha256())
                .isEqualTo(HexFormat.of().formatHex(sha256.digest()));
    }

    @Test
    void tellsDifferentPicturesFromEachOther() {
        byte[] data = new byte[48 * 24];
        String wide = hash(Picture.frame(PixelFormat.MONO8, 48, 24, data));
        String tall = hash(Picture.frame(PixelFormat.MONO8, 24, 48, data));
        String rgb = hash(Picture.frame(PixelFormat.RGB8, 16, 24, data));
        String deep = hash(Picture.frame(PixelFormat.MONO16, 24, 24, data));
        data[1151] = 1;
        String changed = hash(Picture.frame(PixelFormat.MONO8, 48, 24, data));

        assertThat(new String[] {wide, tall, rgb, deep, changed}).doesNotHaveDuplicates();
    }

    private String hash(Picture picture) {
        return decoder.decode(picture).sha256();
    }

    @ParameterizedTest
    @EnumSource(PixelFormat.class)
    void keepsAFrameAsPngOfTheSamePixels(PixelFormat format) {
        DecodedPicture frame = decoder.decode(frame(format, imageFor(format).getRaster(), 0, 12));

        DecodedPicture kept = decoder.decode(Picture.of(frame.file()));

        assertThat(frame.extension()).isEqualTo("png");
        assertThat(kept.extension()).isEqualTo("png");
        assertThat(kept.pixels().bitDepth()).isEqualTo(frame.pixels().bitDepth());
        assertThat(kept.pixels().channels()).isEqualTo(frame.pixels().channels());
        assertSamples(kept.pixels(), frame.pixels());
    }

    @Test
    void keepsASixteenBitColourImageAsPngOfTheSamePixels() {
        BufferedImage image = TestImages.sixteenBit(WIDTH, HEIGHT, 3);

        byte[] kept = decoder.decode(Picture.of(image)).file();

        assertSamples(decoder.decode(Picture.of(kept)).pixels(), image.getRaster());
    }

    private static void fill(WritableRaster raster) {
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                for (int band = 0; band < raster.getNumBands(); band++) {
                    raster.setSample(x, y, band, TestImages.sixteenBitSample(x, y, band));
                }
            }
        }
    }

    private static void assertSamples(PixelImage pixels, Raster expected) {
        assertThat(pixels.width()).isEqualTo(expected.getWidth());
        assertThat(pixels.height()).isEqualTo(expected.getHeight());
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                for (int channel = 0; channel < pixels.channels(); channel++) {
                    assertThat(pixels.sample(x, y, channel))
                            .as("(%d, %d) of channel %d", x, y, channel)
                            .isEqualTo(expected.getSample(x, y, channel));
                }
            }
        }
    }

    private static void assertSamples(PixelImage pixels, PixelImage expected) {
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                for (int channel = 0; channel < pixels.channels(); channel++) {
                    assertThat(pixels.sample(x, y, channel))
                            .as("(%d, %d) of channel %d", x, y, channel)
                            .isEqualTo(expected.sample(x, y, channel));
                }
            }
        }
    }
}
