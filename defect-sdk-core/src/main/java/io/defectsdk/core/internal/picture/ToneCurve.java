package io.defectsdk.core.internal.picture;

import java.util.Optional;

/** Curves from a picture's brightness to another one, found from how many pixels have which brightness. */
final class ToneCurve {
    private ToneCurve() {}

    /**
     * The curve that stretches the range between the darkest and the brightest hundredth to the full one; empty where those
     * two meet, as there is nothing to stretch.
     *
     * @param counts pixels by brightness, as long as the range
     * @param pixels their sum
     */
    static Optional<int[]> stretched(int[] counts, int pixels) {
        int max = counts.length - 1;
        int low = brightnessOf(pixels / 100, counts);
        int high = brightnessOf(pixels - 1 - pixels / 100, counts);
        if (low == high) {
            return Optional.empty();
        }
        int[] curve = new int[counts.length];
        for (int level = low; level <= max; level++) {
            curve[level] = level < high ? share(level - low, high - low, max) : max;
        }
        return Optional.of(curve);
    }

    /** Brightness of the pixel with this number, where the darkest pixel has number 0. */
    private static int brightnessOf(int number, int[] counts) {
        int level = 0;
        for (int darker = counts[0]; darker <= number; darker += counts[level]) {
            level++;
        }
        return level;
    }

    /**
     * The curve that gives each brightness the share of the pixels that are at most as bright, without those of the lowest
     * brightness, so that this one becomes black; empty where all pixels have the same.
     *
     * @param counts pixels by brightness, as long as the range
     * @param pixels their sum
     */
    static Optional<int[]> equalised(int[] counts, int pixels) {
        int lowest = brightnessOf(0, counts);
        int others = pixels - counts[lowest];
        if (others == 0) {
            return Optional.empty();
        }
        int[] curve = new int[counts.length];
        int below = 0;
        for (int level = lowest + 1; level < counts.length; level++) {
            below += counts[level];
            curve[level] = share(below, others, counts.length - 1);
        }
        return Optional.of(curve);
    }

    /** {@code part / whole} of a range, rounded half up. */
    static int share(int part, int whole, int range) {
        return (int) ((2L * part * range + whole) / (2L * whole));
    }
}
