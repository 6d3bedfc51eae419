package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.MapRule;

/** A picture's anomaly map at input resolution: float32 {@code [size, size]}, row-major, values 0 and up. */
public final class ScoreMap {
    private static final double SIGMA = 4;

    /** Less of a Gaussian than this is rounding. */
    private static final float SMALLEST_WEIGHT = 1e-6f;

    private final int size;
    private final float[] values;
    private final float max;

    private ScoreMap(int size, float[] values, float max) {
        this.size = size;
        this.values = values;
        this.max = max;
    }

    private static float highest(float[] values) {
        float highest = 0;
        for (float value : values) {
            highest = Math.max(highest, value);
        }
        return highest;
    }

    /**
     * From each patch's distance to its nearest bank vector: brought to {@code size × size} (bilinear) and blurred with
     * σ = 4 input pixels.
     *
     * @param squaredDistances {@code [height, width]} of the patch grid, row-major
     */
    public static ScoreMap of(float[] squaredDistances, int height, int width, int size) {
        return of(squaredDistances, height, width, size, MapRule.BILINEAR);
    }

    /**
     * The same by a given rule.
     *
     * @param squaredDistances {@code [height, width]} of the patch grid, row-major
     */
    static ScoreMap of(float[] squaredDistances, int height, int width, int size, MapRule rule) {
        float[] scores = rule == MapRule.SQUARED ? squaredDistances : roots(squaredDistances);
        float[] values = new BlurredResize(height, width, size, SIGMA, rule).apply(scores);
        return new ScoreMap(size, values, highest(values));
    }

    private static float[] roots(float[] squaredDistances) {
        float[] distances = new float[squaredDistances.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = (float) Math.sqrt(squaredDistances[i]);
        }
        return distances;
    }

    /**
     * The same from the patches of an area alone: the weighted mean of what lies under the Gaussian (normalised convolution; Knutsson and
     * Westin, 1993), so that a hidden neighbour lends nothing to the border and takes nothing from it. Beyond the border the map goes on
     * as far as patches of the area reach; {@link #max()} is the highest value inside.
     */
    static ScoreMap of(float[] squaredDistances, int height, int width, int size, MapRule rule, AreaMask mask) {
        float[] scores = rule == MapRule.SQUARED ? squaredDistances.clone() : roots(squaredDistances);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = mask.weight(i) == 0 ? 0 : mask.weight(i) * scores[i];
        }
        BlurredResize resize = new BlurredResize(height, width, size, SIGMA, rule);
        float[] values = resize.apply(scores);
        float[] weights = resize.apply(mask.weights());
        float highest = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = weights[i] < SMALLEST_WEIGHT ? 0 : values[i] / weights[i];
            highest = mask.inside(i) ? Math.max(highest, values[i]) : highest;
        }
        return new ScoreMap(size, values, highest);
    }

    /** Rows and columns. */
    public int size() {
        return size;
    }

    /** The array itself, {@code [size, size]}; not to be changed. */
    public float[] values() {
        return values;
    }

    /** The highest value that counts. */
    public float max() {
        return max;
    }
}
