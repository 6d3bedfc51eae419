package io.defectsdk.testing.line;

/** Value noise on an integer lattice, and the ramps that shapes are made of. Plain arithmetic only. */
final class Noise {
    private Noise() {}

    /** Smooth noise in [-1, 1] whose features are about one unit wide. */
    static float value(int seed, float x, float y) {
        int column = floor(x);
        int row = floor(y);
        float fx = ease(x - column);
        float fy = ease(y - row);
        float top = mix(lattice(seed, column, row), lattice(seed, column + 1, row), fx);
        float bottom = mix(lattice(seed, column, row + 1), lattice(seed, column + 1, row + 1), fx);
        return mix(top, bottom, fy);
    }

    /** Octaves of {@link #value}, each twice as fine and half as strong, scaled to about [-1, 1]. */
    static float fractal(int seed, float x, float y, int octaves) {
        float sum = 0;
        float amplitude = 1;
        float total = 0;
        for (int octave = 0; octave < octaves; octave++) {
            sum += amplitude * value(seed + octave * 7919, x, y);
            total += amplitude;
            amplitude *= 0.5f;
            // the offset keeps the lattices of the octaves apart
            x = x * 2 + 17.3f;
            y = y * 2 + 5.7f;
        }
        return sum / total;
    }

    /** From 0 below {@code low} to 1 above {@code high}, smooth in between. */
    static float ramp(float low, float high, float value) {
        float position = (value - low) / (high - low);
        return position <= 0 ? 0 : position >= 1 ? 1 : ease(position);
    }

    static float mix(float from, float to, float share) {
        return from + (to - from) * share;
    }

    static float clamp(float value, float low, float high) {
        return value < low ? low : Math.min(value, high);
    }

    private static float ease(float position) {
        return position * position * (3 - 2 * position);
    }

    private static int floor(float value) {
        int truncated = (int) value;
        return value < truncated ? truncated - 1 : truncated;
    }

    private static float lattice(int seed, int x, int y) {
        int hash = seed + x * 0x27D4EB2D + y * 0x165667B1;
        hash = (hash ^ (hash >>> 15)) * 0x2C1B3C6D;
        hash = (hash ^ (hash >>> 12)) * 0x297A2D39;
        hash ^= hash >>> 15;
        return (hash >> 8) * 0x1p-23f;
    }
}
