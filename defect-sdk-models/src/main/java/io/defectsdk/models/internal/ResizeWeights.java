package io.defectsdk.models.internal;

/**
 * Which source pixels make up each target pixel along one axis, and how much of each: bilinear with antialias, half-pixel
 * centres. When shrinking, the triangle filter is as wide as the scale; when enlarging it spans two pixels. Each target
 * pixel's weights sum to 1. Immutable by agreement.
 */
final class ResizeWeights {
    private final int[] first;
    private final int[] offset;
    private final float[] weights;
    private final int maxTaps;

    private ResizeWeights(int[] first, int[] offset, float[] weights, int maxTaps) {
        this.first = first;
        this.offset = offset;
        this.weights = weights;
        this.maxTaps = maxTaps;
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
        int[] offset = new int[count + 1];
        int maxTaps = 0;
        for (int i = 0; i < count; i++) {
            double center = scale * (start + i + 0.5);
            first[i] = Math.max((int) (center - reach + 0.5), 0);
            int taps = Math.min((int) (center + reach + 0.5), from) - first[i];
            offset[i + 1] = offset[i] + taps;
            maxTaps = Math.max(maxTaps, taps);
        }
        float[] weights = new float[offset[count]];
        for (int i = 0; i < count; i++) {
            fill(weights, offset[i], offset[i + 1], first[i] + 0.5 - scale * (start + i + 0.5), reach);
        }
        return new ResizeWeights(first, offset, weights, maxTaps);
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
        return offset[i + 1] - offset[i];
    }

    /** Position in {@link #weights()} of target pixel {@code i}'s first weight. */
    int offset(int i) {
        return offset[i];
    }

    /** All weights, target pixel by target pixel; not to be changed. */
    float[] weights() {
        return weights;
    }

    /** The largest of {@link #taps(int)}. */
    int maxTaps() {
        return maxTaps;
    }
}
