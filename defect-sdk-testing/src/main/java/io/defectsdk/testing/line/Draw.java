package io.defectsdk.testing.line;

/**
 * Random numbers for one purpose (SplitMix64, Steele et al. 2014). Written out here, because the
 * derived methods of the JDK's generators may change between versions and the pictures must not.
 */
final class Draw {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Starts the stream that belongs to the seed and the path; other paths give unrelated streams. */
    Draw(long seed, long... path) {
        long mixed = mix(seed + GOLDEN_GAMMA);
        for (long step : path) {
            mixed = mix(mixed ^ mix(step + GOLDEN_GAMMA));
        }
        this.state = mixed;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    long bits() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** In [0, 1). */
    float unit() {
        return (bits() >>> 40) * 0x1p-24f;
    }

    float between(float low, float high) {
        return low + (high - low) * unit();
    }

    /** In (-spread, spread), small values more often than large ones. */
    float around(float spread) {
        return (unit() + unit() + unit() - 1.5f) / 1.5f * spread;
    }

    /** Near enough to the normal distribution for sensor noise: mean 0, deviation 1, within ±3.5. */
    float normal() {
        long bits = bits();
        int sum = (int) ((bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48));
        return (sum - 131070f) / 37837.2f;
    }

    boolean chance(float probability) {
        return unit() < probability;
    }

    /** In [0, bound). */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** A seed for {@link Noise}. */
    int noiseSeed() {
        return (int) bits();
    }
}
