package io.defectsdk.models.internal;

/**
 * Which source pixels make up each target pixel along one axis, and how much of each: bilinear with antialias, half-pixel
 * centres. When shrinking, the triangle filter is as wide as the scale; when enlarging it spans two pixels. Each target
 * pixel's weights sum to 1. Immutable by agreement.
 */
final class ResizeWeights {
    /** Weights are given in groups of this many, so that a loop over them can take a group at a time. */
    static final int GROUP = 3;

    private final int[] first;
    private final int[] taps;
    private final float[] weights;
    private final int maxTaps;
    private final int stride;

    private ResizeWeights(int[] first, int[] taps, float[] weights, int maxTaps, int stride) {
        this.first = first;
        this.taps = taps;
        this.weights = weights;
        this.maxTaps = maxTaps;
        this.stride = stride;
    }

    /**
     * Weights from {@code from} source pixels to {@code to} target pixels, both at least 1.
     *
     * @param start the first target pixel that is wanted
     * @param count how many are wanted from there on
     */
    static ResizeWeights of(int from, int to, int start, int count) {
        double scale = (double) from / to;
        double reach = Math.max(scale, 1);
        int[] first = new int[count];
        int[] taps = new int[count];
        int maxTaps = 0;
        for (int i = 0; i < count; i++) {
            double center = scale * (start + i + 0.5);
            first[i] = Math.max((int) (center - reach + 0.5), 0);
            taps[i] = Math.min((int) (center + reach + 0.5), from) - first[i];
            maxTaps = Math.max(maxTaps, taps[i]);
        }
        int stride = (maxTaps + GROUP - 1) / GROUP * GROUP;
        float[] weights = new float[Math.multiplyExact(count, stride)];
        for (int i = 0; i < count; i++) {
            double distance = first[i] + 0.5 - scale * (start + i + 0.5);
            fill(weights, i * stride, i * stride + taps[i], distance, reach);
        }
        return new ResizeWeights(first, taps, weights, maxTaps, stride);
    }

    /** One target pixel's weights; {@code distance} is from its centre to the first source pixel's. */
    private static void fill(float[] weights, int begin, int end, double distance, double reach) {
        double sum = 0;
        for (int k = begin; k < end; k++) {
            sum += triangle((distance + k - begin) / reach);
        }
        for (int k = begin; k < end; k++) {
            weights[k] = (float) (triangle((distance + k - begin) / reach) / sum);
        }
    }

    private static double triangle(double x) {
        return Math.max(0, 1 - Math.abs(x));
    }

    /** Target pixels, as many as are wanted. */
    int size() {
        return first.length;
    }

    /** Index of the first source pixel that target pixel {@code i} takes from. */
    int first(int i) {
        return first[i];
    }

    /** How many source pixels target pixel {@code i} takes from, at least 1. */
    int taps(int i) {
        return taps[i];
    }

    /** Index of the first source pixel that any target pixel takes from. */
    int begin() {
        return first[0];
    }

    /** One more than the index of the last source pixel that any target pixel takes from. */
    int end() {
        return first[size() - 1] + taps[size() - 1];
    }

    /** What the numbers take in memory. */
    long bytes() {
        return (long) Float.BYTES * weights.length + (long) Integer.BYTES * (first.length + taps.length);
    }

    /** All weights, {@code [size, stride]}, a target pixel's taps in front, zeros behind; not to be changed. */
    float[] weights() {
        return weights;
    }

    /** Weights of a target pixel, the zeros counted: a multiple of {@link #GROUP}. */
    int stride() {
        return stride;
    }

    /** The largest of {@link #taps(int)}. */
    int maxTaps() {
        return maxTaps;
    }
}
