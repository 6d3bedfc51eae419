package io.defectsdk.models.internal;

import io.defectsdk.inspection.PixelImage;

/** Pictures by a formula that the Python side of the golden values uses too. */
final class TestPictures {
    private TestPictures() {}

    /** 8 bits, RGB: {@code x (c + 3) + y (7 - 2 c) + x y / 16}, modulo 256. */
    static PixelImage rgb(int width, int height) {
        byte[] samples = new byte[width * height * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) sample(i / 3 % width, i / 3 / width, i % 3);
        }
        return PixelImage.ofBytes(width, height, 3, samples);
    }

    /** The red channel of {@link #rgb}, as a grey picture. */
    static PixelImage grey(int width, int height) {
        byte[] samples = new byte[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) sample(i % width, i / width, 0);
        }
        return PixelImage.ofBytes(width, height, 1, samples);
    }

    /** {@link #rgb} with 16 bits a sample: each value times 257, which is the same brightness. */
    static PixelImage rgb16(int width, int height) {
        short[] samples = new short[width * height * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (257 * sample(i / 3 % width, i / 3 / width, i % 3));
        }
        return PixelImage.ofShorts(width, height, 3, samples);
    }

    static int sample(int x, int y, int channel) {
        return (x * (channel + 3) + y * (7 - 2 * channel) + x * y / 16) & 0xFF;
    }
}
