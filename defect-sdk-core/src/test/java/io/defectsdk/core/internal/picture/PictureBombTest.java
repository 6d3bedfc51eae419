package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.inspection.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that would take much memory or time: refused, or read at the price of a small picture. */
class PictureBombTest {
    private static final int MEGABYTE = 1 << 20;
    private static final PictureDecoder DECODER = new PictureDecoder(PictureLimits.defaults());

    @BeforeAll
    static void loadReadersOnce() {
        for (String format : new String[] {"png", "jpg", "bmp", "gif", "tiff"}) {
            DECODER.decode(Picture.of(TestImages.file(TestImages.scene(20, 20), format)));
        }
    }

    @ParameterizedTest
    @CsvSource({"png,30000", "jpg,30000", "bmp,20000", "gif,30000", "tiff,30000"})
    void refusesAVastPictureByItsHeader(String format, int side) {
        byte[] file = withSide(format, TestImages.file(TestImages.scene(40, 30), format), side);

        long before = allocatedBytes();
        PictureException refusal =
                catchThrowableOfType(PictureException.class, () -> DECODER.decode(Picture.of(file, "vast." + format)));
        long allocated = allocatedBytes() - before;

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_TOO_LARGE);
        assertThat(refusal)
                .hasMessageContaining("vast." + format)
                .hasMessageContaining("at most 64000000 pixels")
                .hasMessageContaining(side + "x" + side);
        assertThat(allocated).isLessThan(2 * MEGABYTE);
    }

    @Test
    void refusesABmpWhoseSizeOverflows() {
        byte[] file = withSide("bmp", TestImages.file(TestImages.scene(40, 30), "bmp"), 30_000);

        long before = allocatedBytes();
        assertThat(catchThrowableOfType(PictureException.class, () -> DECODER.decode(Picture.of(file))))
                .hasMessageContaining("damaged BMP");
        assertThat(allocatedBytes() - before).isLessThan(2 * MEGABYTE);
    }

    /** The file with other numbers in its header. */
    private static byte[] withSide(String format, byte[] file, int side) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        switch (format) {
            case "png" -> {
                return new PngBytes()
                        .header(side, side, 8, 2)
                        .chunk("IDAT", new byte[40])
                        .end();
            }
            case "jpg" -> {
                int frame = TestImages.indexOf(file, 0, 0xFF, 0xC0);
                bytes.putShort(frame + 5, (short) side).putShort(frame + 7, (short) side);
            }
            case "bmp" ->
                bytes.order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(2, -1)
                        .putInt(18, side)
                        .putInt(22, side);
            case "gif" -> {
                bytes.order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) side).putShort(8, (short) side);
                int image = TestImages.indexOf(file, 0, ',', 0, 0, 0, 0, 40, 0, 30, 0);
                bytes.putShort(image + 5, (short) side).putShort(image + 7, (short) side);
            }
            default -> {
                bytes.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                int directory = bytes.getInt(4);
                for (int i = 0; i < bytes.getShort(directory); i++) {
                    int entry = directory + 2 + 12 * i;
                    if (bytes.getShort(entry) == 256 || bytes.getShort(entry) == 257) {
                        boolean isShort = bytes.getShort(entry + 2) == 3;
                        if (isShort) {
                            bytes.putShort(entry + 8, (short) side);
                        } else {
                            bytes.putInt(entry + 8, side);
                        }
                    }
                }
            }
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iTXt", "iCCP"})
    void takesNoMemoryForCompressedTextAndProfiles(String chunk) {
        byte[] prefix = (chunk.equals("iTXt") ? "key\0\1\0en\0key\0" : "key\0\0").getBytes(StandardCharsets.ISO_8859_1);
        byte[] deflated = PngBytes.deflated(new byte[100 * MEGABYTE]);
        byte[] data = ByteBuffer.allocate(prefix.length + deflated.length)
                .put(prefix)
                .put(deflated)
                .array();
        byte[] rgb = new PngBytes()
                .header(20, 20, 8, 2)
                .chunk(chunk, data)
                .chunk("IDAT", PngBytes.deflated(new byte[20 * 61]))
                .end();
        byte[] palette = new PngBytes()
                .header(20, 20, 8, 3)
                .chunk("PLTE", new byte[768])
                .chunk(chunk, data)
                .chunk("IDAT", PngBytes.deflated(new byte[20 * 21]))
                .end();

        assertThat(allocatedByDecoding(rgb)).isLessThan(4 * MEGABYTE);
        assertThat(allocatedByDecoding(palette)).isLessThan(4 * MEGABYTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tEXt", "PLTE", "iCCP", "tRNS", "sPLT", "IDAT"})
    void believesNoChunkThatClaimsTwoGigabytes(String chunk) {
        for (int colourType : new int[] {2, 3}) {
            byte[] file = new PngBytes()
                    .header(20, 20, 8, colourType)
                    .chunkThatClaims(chunk, Integer.MAX_VALUE - 8)
                    .cutHere();
            long before = allocatedBytes();
            assertThat(catchThrowableOfType(PictureException.class, () -> DECODER.decode(Picture.of(file))))
                    .isNotNull();
            assertThat(allocatedBytes() - before).isLessThan(4 * MEGABYTE);
        }
    }

    @Test
    void readsNoMorePixelsThanTheHeaderSays() {
        byte[] file = new PngBytes()
                .header(20, 20, 8, 2)
                .chunk("IDAT", PngBytes.deflated(new byte[100 * MEGABYTE]))
                .end();

        assertThat(allocatedByDecoding(file)).isLessThan(4 * MEGABYTE);
    }

    private static long allocatedByDecoding(byte[] file) {
        long before = allocatedBytes();
        DECODER.decode(Picture.of(file));
        return allocatedBytes() - before;
    }

    @Test
    void acceptsAnOrdinaryProgressiveJpeg() throws IOException {
        assertThat(DECODER.decode(Picture.of(progressive(60, 40))).pixels().width())
                .isEqualTo(60);
    }

    @Test
    @Timeout(10)
    void refusesAJpegOfThousandsOfScans() throws IOException {
        byte[] jpeg = progressive(500, 500);
        int last = jpeg.length;
        for (int at = TestImages.indexOf(jpeg, 0, 0xFF, 0xDA); at < jpeg.length - 1; at++) {
            if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xDA) {
                last = at;
            }
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(jpeg, 0, last);
        for (int i = 0; i < 5_000; i++) {
            bomb.write(jpeg, last, jpeg.length - 2 - last);
        }
        bomb.write(jpeg, jpeg.length - 2, 2);

        PictureException refusal =
                catchThrowableOfType(PictureException.class, () -> DECODER.decode(Picture.of(bomb.toByteArray())));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_FORMAT_UNSUPPORTED);
        assertThat(refusal).hasMessageContaining("at most 32").hasMessageContaining("50");
    }

    /** Empty comments, empty EXIF segments, and the fill bytes that may stand before a marker. */
    @ParameterizedTest
    @ValueSource(strings = {"FFFE0002", "FFE1000A457869660000FFFF", "FF"})
    @Timeout(10)
    void refusesAJpegOfThousandsOfSegments(String segment) {
        byte[] jpeg = TestImages.file(TestImages.scene(40, 30), "jpg");
        byte[] repeated = HexFormat.of().parseHex(segment.repeat(500_000));
        byte[] bomb = ByteBuffer.allocate(jpeg.length + repeated.length)
                .put(jpeg, 0, 2)
                .put(repeated)
                .put(jpeg, 2, jpeg.length - 2)
                .array();

        long before = allocatedBytes();
        PictureException refusal = catchThrowableOfType(PictureException.class, () -> DECODER.decode(Picture.of(bomb)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_FORMAT_UNSUPPORTED);
        assertThat(refusal).hasMessageContaining("at most 4096");
        assertThat(allocatedBytes() - before).isLessThan(2L * bomb.length + MEGABYTE);
    }

    @ParameterizedTest
    @CsvSource({"3000000,16", "16,3000000"})
    void refusesALongThinPictureByItsHeader(int width, int height) {
        byte[] file = new PngBytes()
                .header(width, height, 8, 0)
                .chunk("IDAT", PngBytes.deflated(new byte[(width + 1) * height]))
                .end();

        long before = allocatedBytes();
        PictureException refusal = catchThrowableOfType(PictureException.class, () -> DECODER.decode(Picture.of(file)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_TOO_LARGE);
        assertThat(refusal).hasMessageContaining(width + "x" + height);
        assertThat(allocatedBytes() - before).isLessThan(2 * MEGABYTE);
    }

    private static byte[] progressive(int width, int height) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(
                    null,
                    new IIOImage(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), null, null),
                    options);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Each file has a few bytes of its header changed, chiefly to large numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tiff"})
    void survivesDamagedHeaders(String format) {
        int type = format.equals("gif") ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_3BYTE_BGR;
        byte[] whole = TestImages.file(TestImages.scene(50, 40, type), format);
        PictureDecoder decoder = new PictureDecoder(new PictureLimits(MEGABYTE, MEGABYTE, 16));
        for (int seed = 0; seed < 300; seed++) {
            byte[] file = damaged(whole, format, new Random(seed));
            long before = allocatedBytes();
            try {
                decoder.decode(Picture.of(file));
            } catch (PictureException e) {
                assertThat(e.getMessage()).startsWith("the picture is");
            }
            assertThat(allocatedBytes() - before).as("seed %d", seed).isLessThan(64 * MEGABYTE);
        }
    }

    private static byte[] damaged(byte[] whole, String format, Random random) {
        byte[] file = Arrays.copyOf(whole, whole.length);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int near = random.nextInt(Math.min(200, file.length - 8));
            // TIFF keeps its directory at the end
            int at = format.equals("tiff") && random.nextBoolean() ? file.length - 1 - near : 8 + near;
            file[at] = (byte)
                    switch (random.nextInt(4)) {
                        case 0 -> 0xFF;
                        case 1 -> 0x7F;
                        case 2 -> 0;
                        default -> random.nextInt(256);
                    };
        }
        return file;
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
