package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.MapRule;

/** A picture's anomaly map at input resolution: float32 {@code [size, size]}, row-major, values 0 and up. */
public final class ScoreMap {
    private static final double SIGMA = 4;

    private final int size;
    private final float[] values;
    private final float max;

    private ScoreMap(int size, float[] values) {
        this.size = size;
        this.values = values;
        float highest = 0;
        for (float value : values) {
            highest = Math.max(highest, value);
        }
        this.max = highest;
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
        return new ScoreMap(size, new BlurredResize(height, width, size, SIGMA, rule).apply(scores));
    }

    private static float[] roots(float[] squaredDistances) {
        float[] distances = new float[squaredDistances.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = (float) Math.sqrt(squaredDistances[i]);
        }
        return distances;
    }

    /** Rows and columns. */
    public int size() {
        return size;
    }

    /** The array itself, {@code [size, size]}; not to be changed. */
    public float[] values() {
        return values;
    }

    /** The highest value. */
    public float max() {
        return max;
    }
}
