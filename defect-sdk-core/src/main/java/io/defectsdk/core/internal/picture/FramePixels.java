package io.defectsdk.core.internal.picture;

import io.defectsdk.inspection.CameraFrame;
import io.defectsdk.inspection.PixelImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The samples of a camera frame. */
final class FramePixels {
    private FramePixels() {}

    static PixelImage of(CameraFrame frame) {
        int pixels = frame.width() * frame.height();
        ByteBuffer data = frame.pixels();
        return switch (frame.format()) {
            case MONO8 -> PixelImage.ofBytes(frame.width(), frame.height(), 1, bytes(data));
            case RGB8 -> PixelImage.ofBytes(frame.width(), frame.height(), 3, bytes(data));
            case BGR8 -> PixelImage.ofBytes(frame.width(), frame.height(), 3, swapped(bytes(data)));
            case MONO16 ->
                PixelImage.ofShorts(frame.width(), frame.height(), 1, widened(data, pixels, frame.significantBits()));
        };
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    private static byte[] swapped(byte[] samples) {
        for (int i = 0; i + 2 < samples.length; i += 3) {
            byte blue = samples[i];
            samples[i] = samples[i + 2];
            samples[i + 2] = blue;
        }
        return samples;
    }

    /** Stretches the significant bits to the full 16, so that a 12-bit camera's 4095 is white. */
    private static short[] widened(ByteBuffer data, int pixels, int significantBits) {
        ByteBuffer samples = data.order(ByteOrder.LITTLE_ENDIAN);
        int max = (1 << significantBits) - 1;
        short[] wide = new short[pixels];
        for (int i = 0; i < pixels; i++) {
            int value = Math.min(samples.getShort(2 * i) & 0xFFFF, max);
            wide[i] = (short) ((value * 65535L + max / 2) / max);
        }
        return wide;
    }
}
