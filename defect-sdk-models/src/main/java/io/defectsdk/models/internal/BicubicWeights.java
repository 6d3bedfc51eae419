package io.defectsdk.models.internal;

/**
 * Which source pixels make up each target pixel along one axis, and how much of each: Keys' cubic convolution with a = −0.5 (IEEE
 * Transactions on Acoustics, Speech, and Signal Processing 29, 1981), widened by the scale when shrinking, half-pixel centres, in
 * fixed point, as Pillow's {@code BICUBIC} has it for 8-bit samples. Immutable by agreement.
 */
final class BicubicWeights {
    /** Bits after the point: 32 less 8 of the sample, and 2 for sums beyond the scale. */
    static final int PRECISION_BITS = 32 - 8 - 2;

    private static final double A = -0.5;
    private static final double REACH = 2;

    private final int[] first;
    private final int[] taps;
    private final int[] weights;
    private final int stride;

    private BicubicWeights(int[] first, int[] taps, int[] weights, int stride) {
        this.first = first;
        this.taps = taps;
        this.weights = weights;
        this.stride = stride;
    }

    /**
     * Weights from {@code from} source pixels to {@code to} target pixels, both at least 1.
     *
     * @param start the first target pixel that is wanted
     * @param count how many are wanted from there on
     */
    static BicubicWeights of(int from, int to, int start, int count) {
        double scale = (double) from / to;
        double widening = Math.max(scale, 1);
        double reach = REACH * widening;
        int stride = Math.min(from, (int) Math.ceil(reach) * 2 + 1);
        int[] first = new int[count];
        int[] taps = new int[count];
        int[] weights = new int[Math.multiplyExact(count, stride)];
        double[] exact = new double[stride];
        for (int i = 0; i < count; i++) {
            double centre = (start + i + 0.5) * scale;
            first[i] = Math.max((int) (centre - reach + 0.5), 0);
            taps[i] = Math.min((int) (centre + reach + 0.5), from) - first[i];
            double sum = 0;
            for (int k = 0; k < taps[i]; k++) {
                exact[k] = cubic((k + first[i] - centre + 0.5) * (1 / widening));
                sum += exact[k];
            }
            for (int k = 0; k < taps[i]; k++) {
                weights[i * stride + k] = fixedPoint(sum == 0 ? exact[k] : exact[k] / sum);
            }
        }
        return new BicubicWeights(first, taps, weights, stride);
    }

    private static double cubic(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < REACH ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }

    private static int fixedPoint(double weight) {
        double scaled = weight * (1 << PRECISION_BITS);
        return (int) (weight < 0 ? scaled - 0.5 : scaled + 0.5);
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

    /** Weight of the source pixel {@code first(i) + k} in the target pixel {@code i}, {@code 0 <= k < taps(i)}; {@code 1 << PRECISION_BITS} is 1. */
    int weight(int i, int k) {
        return weights[i * stride + k];
    }

    /** At least the largest of {@link #taps(int)}. */
    int maxTaps() {
        return stride;
    }

    /** Index of the first source pixel that any target pixel takes from. */
    int begin() {
        return first[0];
    }

    /** One more than the index of the last source pixel that any target pixel takes from. */
    int end() {
        return first[size() - 1] + taps[size() - 1];
    }
}
