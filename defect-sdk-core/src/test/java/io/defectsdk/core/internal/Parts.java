package io.defectsdk.core.internal;

import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Grey parts of 160×120 pixels under a camera: shaded, a little noisy, and spotted where a defect is wanted. */
final class Parts {
    static final int WIDTH = 160;
    static final int HEIGHT = 120;

    private Parts() {}

    static Picture good(long seed) {
        return Picture.frame(PixelFormat.MONO8, WIDTH, HEIGHT, pixels(seed));
    }

    static List<Picture> good(int count, long firstSeed) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(good(firstSeed + i));
        }
        return pictures;
    }

    /** With a dark spot of {@code size × size} pixels. */
    static Picture spotted(long seed, int left, int top, int size) {
        byte[] pixels = pixels(seed);
        for (int y = top; y < top + size; y++) {
            for (int x = left; x < left + size; x++) {
                pixels[y * WIDTH + x] = 10;
            }
        }
        return Picture.frame(PixelFormat.MONO8, WIDTH, HEIGHT, pixels);
    }

    private static byte[] pixels(long seed) {
        Random random = new Random(seed);
        int light = random.nextInt(8);
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels[y * WIDTH + x] = (byte) (100 + light + x / 4 + y / 4 + random.nextInt(10));
            }
        }
        return pixels;
    }
}
