package io.defectsdk.core.internal.patchcore;

/** A picture's anomaly map at input resolution: float32 {@code [height, width]}, row-major, values 0 and up. {@link ScoreMapper} makes it. */
public final class ScoreMap {
    private final int width;
    private final int height;
    private final float[] values;
    private final float max;

    ScoreMap(int width, int height, float[] values, float max) {
        this.width = width;
        this.height = height;
        this.values = values;
        this.max = max;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** The array itself, {@code [height, width]}; not to be changed. */
    public float[] values() {
        return values;
    }

    /** The highest value that counts. */
    public float max() {
        return max;
    }
}
