package io.defectsdk.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CameraFrameTest {
    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static byte[] pixels(CameraFrame frame) {
        byte[] bytes = new byte[frame.pixels().remaining()];
        frame.pixels().get(bytes);
        return bytes;
    }

    @Test
    void holdsRowsWithoutGaps() {
        assertThat(pixels(Picture.frame(PixelFormat.MONO8, 3, 2, counting(6)))).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void leavesOutWhatAStrideAdds() {
        CameraFrame frame = CameraFrame.builder(PixelFormat.MONO8, 3, 2, ByteBuffer.wrap(counting(8)))
                .stride(5)
                .build();

        assertThat(pixels(frame)).containsExactly(0, 1, 2, 5, 6, 7);
    }

    @ParameterizedTest
    @CsvSource({"MONO8,8", "MONO16,13", "RGB8,19", "BGR8,19"})
    void needsNoPaddingAfterTheLastRow(PixelFormat format, int length) {
        CameraFrame frame = CameraFrame.builder(format, 3, 2, ByteBuffer.wrap(counting(length)))
                .stride(length - 3 * format.bytesPerPixel())
                .build();

        assertThat(pixels(frame)).hasSize(6 * format.bytesPerPixel()).endsWith((byte) (length - 1));
    }

    @ParameterizedTest
    @EnumSource(PixelFormat.class)
    void refusesShortBuffersAndSaysWhatTheyLack(PixelFormat format) {
        int needed = 3 * 2 * format.bytesPerPixel();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Picture.frame(format, 3, 2, counting(needed - 1)))
                .withMessageContaining(format + " frame of 3x2")
                .withMessageContaining("needs " + needed + " bytes")
                .withMessageContaining("holds " + (needed - 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CameraFrame.builder(format, 3, 2, ByteBuffer.wrap(counting(needed)))
                        .stride(3 * format.bytesPerPixel() + 1)
                        .build());
    }

    @Test
    void readsFromTheBuffersPositionAndLeavesItThere() {
        ByteBuffer buffer = ByteBuffer.wrap(counting(20)).position(7).limit(13);

        CameraFrame frame = Picture.frame(PixelFormat.MONO8, 3, 2, buffer);

        assertThat(pixels(frame)).containsExactly(7, 8, 9, 10, 11, 12);
        assertThat(buffer.position()).isEqualTo(7);
        assertThat(buffer.limit()).isEqualTo(13);
    }

    @Test
    void readsDirectAndReadOnlyBuffers() {
        ByteBuffer direct = ByteBuffer.allocateDirect(6).put(counting(6)).flip();

        assertThat(pixels(Picture.frame(PixelFormat.MONO8, 3, 2, direct.asReadOnlyBuffer())))
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void copiesItsPixelsInAndShowsThemReadOnly() {
        byte[] bytes = counting(6);
        CameraFrame frame = Picture.frame(PixelFormat.MONO8, 3, 2, bytes);

        Arrays.fill(bytes, (byte) 99);

        assertThat(pixels(frame)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThatThrownBy(() -> frame.pixels().put(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void knowsHowManyBitsAreSignificant() {
        ByteBuffer data = ByteBuffer.allocate(12);

        assertThat(Picture.frame(PixelFormat.RGB8, 2, 2, data).significantBits())
                .isEqualTo(8);
        assertThat(Picture.frame(PixelFormat.MONO16, 2, 2, data).significantBits())
                .isEqualTo(16);
        assertThat(CameraFrame.builder(PixelFormat.MONO16, 2, 2, data)
                        .significantBits(12)
                        .build()
                        .significantBits())
                .isEqualTo(12);
    }

    @Test
    void refusesContradictionsAtTheCallThatMakesThem() {
        ByteBuffer data = ByteBuffer.allocate(100);

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> CameraFrame.builder(PixelFormat.MONO8, 2, 2, data).significantBits(10))
                .withMessageContaining("MONO16")
                .withMessageContaining("MONO8");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CameraFrame.builder(PixelFormat.MONO16, 2, 2, data).significantBits(8))
                .withMessage("significantBits must be in [9, 16], but is 8");
        assertThatIllegalArgumentException().isThrownBy(() -> CameraFrame.builder(PixelFormat.MONO16, 2, 2, data)
                .significantBits(17));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CameraFrame.builder(PixelFormat.RGB8, 2, 2, data).stride(5))
                .withMessage("stride must be at least a row's 6 bytes, but is 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CameraFrame.builder(PixelFormat.RGB8, 0, 2, data))
                .withMessageContaining("width");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CameraFrame.builder(PixelFormat.RGB8, 2, -1, data))
                .withMessageContaining("height");
        assertThatIllegalArgumentException().isThrownBy(() -> CameraFrame.builder(PixelFormat.RGB8, 2, 2, data)
                .name("a\u0000b"));
    }

    @Test
    void refusesAVastFrameBeforeMemoryIsTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CameraFrame.builder(PixelFormat.RGB8, 1 << 20, 1 << 20, ByteBuffer.allocate(9))
                        .stride(Integer.MAX_VALUE)
                        .build())
                .withMessageContaining("needs 2251797668298753 bytes");
    }

    @Test
    void carriesItsName() {
        CameraFrame frame = CameraFrame.builder(PixelFormat.MONO8, 1, 1, ByteBuffer.allocate(1))
                .name("line 3")
                .build();

        assertThat(frame.name()).hasValue("line 3");
        assertThat(frame).hasToString("camera frame MONO8 of 1x1");
    }
}
