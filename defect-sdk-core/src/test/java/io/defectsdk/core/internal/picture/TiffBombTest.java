package io.defectsdk.core.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.defectsdk.ErrorCode;
import io.defectsdk.PictureException;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.inspection.Picture;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small TIFFs whose directories lead in circles or claim vast amounts: refused before the reader believes them. */
@Timeout(10)
class TiffBombTest {
    private static final int FIRST_DIRECTORY = 8;
    private static final int PIXELS = 400;
    private static final PictureDecoder DECODER = new PictureDecoder(PictureLimits.defaults());

    @Test
    void readsAnOrdinaryOne() {
        assertThat(DECODER.decode(Picture.of(tiff(0))).pixels().width()).isEqualTo(64);
    }

    @Test
    void refusesADirectoryThatFollowsItself() {
        assertThat(refusal(tiff(FIRST_DIRECTORY))).hasMessageContaining("circle");
    }

    @Test
    void refusesACircleOfTwoDirectories() {
        byte[] file = tiff(300);
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(300, (short) 1)
                .putInt(300 + 2 + 12, FIRST_DIRECTORY);

        assertThat(refusal(file)).hasMessageContaining("circle");
    }

    @ParameterizedTest
    @CsvSource({"277,16,128 bits", "277,200,1600 bits", "258,65535,65535 bits"})
    void refusesMoreBitsAPixelThanAnyCameraHas(int tag, int value, String expected) {
        byte[] file = tiff(0, 256, 7900, 257, 7900, tag, value);

        assertThat(refusal(file)).hasMessageContaining(expected).hasMessageContaining("at most 64");
    }

    /** Uncompressed, LZW, Deflate and PackBits. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 32773})
    void refusesStripsLargerThanTheFile(int compression) {
        assertThat(refusal(ErrorCode.PICTURE_TRUNCATED, tiff(0, 259, compression, 279, 0x1fffffff)))
                .hasMessageContaining("536870911 bytes");
        assertThat(refusal(ErrorCode.PICTURE_TRUNCATED, tiff(0, 259, compression, 279, -1)))
                .hasMessageContaining("4294967295 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_384, 0x7fffffff, -1})
    void refusesTilesLargerThanAnyPicture(int side) {
        byte[] file = tiff(0, 259, 5, 322, side, 323, side, 324, PIXELS, 325, 4096);

        assertThat(refusal(file)).hasMessageContaining("tiles of").hasMessageContaining("at most 64000000");
    }

    @Test
    void takesNoTimeForThousandsOfLongEntries() {
        int entries = 60_000;
        ByteBuffer file = ByteBuffer.allocate(20 << 20).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x002A4949).putInt(FIRST_DIRECTORY).putShort((short) entries);
        for (int i = 0; i < entries; i++) {
            file.putShort((short) 279).putShort((short) 4).putInt(4 << 20).putInt(1 << 20);
        }

        assertThat(refusal(file.array())).hasMessageContaining("tag 279 twice");
    }

    private static PictureException refusal(byte[] file) {
        return refusal(ErrorCode.PICTURE_FORMAT_UNSUPPORTED, file);
    }

    private static PictureException refusal(ErrorCode code, byte[] file) {
        long before = allocatedBytes();
        PictureException refusal =
                catchThrowableOfType(PictureException.class, () -> DECODER.decode(Picture.of(file, "bomb.tif")));
        assertThat(allocatedBytes() - before).isLessThan(2L * file.length + (4L << 20));
        assertThat(refusal.code()).isEqualTo(code);
        return refusal;
    }

    /** 64 x 64 grey pixels in one strip, with these tags set to other numbers, and the offset of a next directory. */
    private static byte[] tiff(int next, int... changes) {
        Map<Integer, Integer> tags = new TreeMap<>(
                Map.of(256, 64, 257, 64, 258, 8, 259, 1, 262, 1, 273, PIXELS, 277, 1, 278, 64, 279, 64 * 64));
        for (int i = 0; i < changes.length; i += 2) {
            tags.put(changes[i], changes[i + 1]);
        }
        ByteBuffer file = ByteBuffer.allocate(PIXELS + 64 * 64).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x002A4949).putInt(FIRST_DIRECTORY).putShort((short) tags.size());
        tags.forEach((tag, value) ->
                file.putShort(tag.shortValue()).putShort((short) 4).putInt(1).putInt(value));
        file.putInt(next);
        return file.array();
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
