package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelFormat;
import io.defectsdk.inspection.PixelImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, with which code, and that the message says what was expected, what was found and where. */
class PictureRefusalTest {
    private static final PictureLimits LIMITS = new PictureLimits(200_000, 100_000, 16);

    private final PictureDecoder decoder = new PictureDecoder(LIMITS);

    private PictureException refusal(Picture picture) {
        return catchThrowableOfType(PictureException.class, () -> decoder.decode(picture));
    }

    @Test
    void refusesATextFileNamedJpg(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("part.jpg"), "this is no picture\n");

        PictureException refusal = refusal(Picture.of(file));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_FORMAT_UNSUPPORTED);
        assertThat(refusal)
                .hasMessageContaining("part.jpg")
                .hasMessageContaining("expected JPEG, PNG, BMP, TIFF or GIF");
    }

    @Test
    void refusesAnEmptyFile(@TempDir Path folder) throws IOException {
        PictureException refusal = refusal(Picture.of(Files.createFile(folder.resolve("empty.png"))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_UNREADABLE);
        assertThat(refusal).hasMessageContaining("empty.png").hasMessageContaining("it is empty");
    }

    @Test
    void refusesAMissingFileAndADirectory(@TempDir Path folder) {
        Path missing = folder.resolve("gone.jpg");

        assertThat(refusal(Picture.of(missing)).code()).isEqualTo(ErrorCode.PICTURE_UNREADABLE);
        assertThat(refusal(Picture.of(missing))).hasMessageContaining(missing.toString());
        assertThat(refusal(Picture.of(folder)).code()).isEqualTo(ErrorCode.PICTURE_UNREADABLE);
        assertThat(refusal(Picture.of(folder))).hasMessageContaining("it is not a file");
    }

    @Test
    void saysThatAStreamBrokeOff() {
        PictureException refusal = refusal(Picture.of(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        }));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_UNREADABLE);
        assertThat(refusal).hasMessageContaining("connection reset").hasCauseInstanceOf(IOException.class);
    }

    @Test
    @SuppressWarnings("InputStreamSlowMultibyteRead") // it fails at the first byte
    void saysThatAStreamFailed() {
        PictureException refusal = refusal(Picture.of(new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("camera unplugged");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                throw new IllegalStateException("camera unplugged");
            }
        }));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_UNREADABLE);
        assertThat(refusal).hasMessageContaining("camera unplugged").hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesTooManyBytesFromAnySource(@TempDir Path folder) throws IOException {
        byte[] large = Arrays.copyOf(TestImages.file(TestImages.scene(40, 30), "jpg"), 200_001);
        Path file = Files.write(folder.resolve("large.jpg"), large);
        int[] read = {0};
        InputStream stream = new ByteArrayInputStream(new byte[10_000_000]) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                int count = super.read(bytes, offset, length);
                read[0] += count;
                return count;
            }
        };

        for (Picture picture : new Picture[] {Picture.of(large), Picture.of(file), Picture.of(stream)}) {
            PictureException refusal = refusal(picture);
            assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_TOO_LARGE);
            assertThat(refusal).hasMessageContaining("limits(...)");
            assertThat(refusal).hasMessageContaining("at most 200000 bytes");
        }
        assertThat(read[0]).as("bytes read from a stream of ten million").isLessThanOrEqualTo(200_001);
    }

    @Test
    void acceptsExactlyAsManyBytesAsAllowed() {
        byte[] jpeg = TestImages.file(TestImages.scene(40, 30), "jpg");

        assertThatCode(() -> decoder.decode(Picture.of(Arrays.copyOf(jpeg, 200_000))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAOnePixelPicture() {
        byte[] png = TestImages.file(TestImages.scene(1, 1), "png");

        PictureException refusal = refusal(Picture.of(png, "dot.png"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_TOO_SMALL);
        assertThat(refusal)
                .hasMessageContaining("dot.png")
                .hasMessageContaining("1x1")
                .hasMessageContaining("at least 16");
    }

    @Test
    void decodesAOnePixelPictureWhereTheLimitsAllowIt() {
        PictureDecoder small = new PictureDecoder(new PictureLimits(1_000_000, 256, 1));

        for (String format : new String[] {"png", "jpg", "bmp", "gif", "tiff"}) {
            PixelImage pixels = small.decode(Picture.of(TestImages.file(TestImages.scene(1, 1), format)))
                    .pixels();
            assertThat(pixels.width()).as(format).isOne();
            assertThat(pixels.height()).as(format).isOne();
        }
    }

    @Test
    void appliesTheLimitsToImagesAndFramesToo() {
        assertThat(refusal(Picture.of(new BufferedImage(400, 300, BufferedImage.TYPE_BYTE_GRAY)))
                        .code())
                .isEqualTo(ErrorCode.PICTURE_TOO_LARGE);
        assertThat(refusal(Picture.frame(PixelFormat.MONO8, 400, 300, new byte[120_000]))
                        .code())
                .isEqualTo(ErrorCode.PICTURE_TOO_LARGE);
        assertThat(refusal(Picture.frame(PixelFormat.MONO8, 400, 15, new byte[6_000]))
                        .code())
                .isEqualTo(ErrorCode.PICTURE_TOO_SMALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp", "gif", "tiff"})
    void refusesATruncatedPictureWhereverItEnds(String format) {
        byte[] whole = TestImages.file(scene(format), format);
        PixelImage pixels = decoder.decode(Picture.of(whole)).pixels();

        int refused = 0;
        for (int length = 1; length < whole.length; length += length < 64 ? 1 : 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            String where = format + " cut after " + length + " of " + whole.length + " bytes";
            try {
                PixelImage read = decoder.decode(Picture.of(cut)).pixels();
                // the last bytes of some formats hold no pixels; whatever is accepted must be complete
                assertThat(read.toBufferedImage().getRGB(0, 0, 50, 40, null, 0, 50))
                        .as(where)
                        .isEqualTo(pixels.toBufferedImage().getRGB(0, 0, 50, 40, null, 0, 50));
            } catch (PictureException e) {
                refused++;
                assertThat(e.code())
                        .as(where)
                        .isIn(
                                ErrorCode.PICTURE_TRUNCATED,
                                ErrorCode.PICTURE_UNREADABLE,
                                ErrorCode.PICTURE_FORMAT_UNSUPPORTED);
            }
        }
        assertThat(refused).isPositive();
    }

    private static BufferedImage scene(String format) {
        return TestImages.scene(
                50, 40, format.equals("gif") ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_3BYTE_BGR);
    }

    @ParameterizedTest
    @CsvSource({"jpg,4", "jpg,2", "png,2", "bmp,2", "tiff,2", "gif,2"})
    void callsATruncatedPictureTruncated(String format, int divisor) {
        byte[] whole = TestImages.file(scene(format), format);

        PictureException refusal = refusal(Picture.of(Arrays.copyOf(whole, whole.length / divisor), "cut." + format));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_TRUNCATED);
        assertThat(refusal).hasMessageContaining("cut." + format).hasMessageContaining("truncated");
    }

    @Test
    void refusesAJpegWhoseMiddleIsLostThoughItsEndIsThere() {
        byte[] jpeg = TestImages.file(TestImages.scene(300, 200), "jpg");
        byte[] holed = Arrays.copyOf(jpeg, jpeg.length / 2 + 2);
        holed[holed.length - 2] = (byte) 0xFF;
        holed[holed.length - 1] = (byte) 0xD9;

        PictureException refusal = refusal(Picture.of(holed, "holed.jpg"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PICTURE_UNREADABLE);
        assertThat(refusal).hasMessageContaining("holed.jpg is a damaged JPEG").hasMessageContaining("premature end");
    }

    @Test
    void refusesAJpegWithAGapOfZeroBytes() {
        byte[] jpeg = TestImages.file(TestImages.scene(300, 200), "jpg");
        Arrays.fill(jpeg, jpeg.length / 2, jpeg.length / 2 + 500, (byte) 0);

        assertThat(refusal(Picture.of(jpeg)).code()).isEqualTo(ErrorCode.PICTURE_UNREADABLE);
    }

    @Test
    void refusesGarbageAfterAPicturesFirstBytes() {
        byte[][] heads = {
            {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
            "GIF89a".getBytes(StandardCharsets.US_ASCII),
            {'I', 'I', 42, 0},
            {'M', 'M', 0, 42},
            {'B', 'M'}
        };
        java.util.Random random = new java.util.Random(3);
        for (byte[] head : heads) {
            for (int round = 0; round < 50; round++) {
                byte[] file = Arrays.copyOf(head, 400);
                for (int i = head.length; i < file.length; i++) {
                    file[i] = (byte) random.nextInt(256);
                }
                assertThat(refusal(Picture.of(file)))
                        .as("round %d of %s", round, Arrays.toString(head))
                        .isNotNull();
            }
        }
    }
}
