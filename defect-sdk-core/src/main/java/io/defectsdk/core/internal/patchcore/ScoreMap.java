package io.defectsdk.core.internal.patchcore;

/** A picture's anomaly map at input resolution: float32 {@code [size, size]}, row-major, values 0 and up. {@link ScoreMapper} makes it. */
public final class ScoreMap {
    private final int size;
    private final float[] values;
    private final float max;

    ScoreMap(int size, float[] values, float max) {
        this.size = size;
        this.values = values;
        this.max = max;
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
