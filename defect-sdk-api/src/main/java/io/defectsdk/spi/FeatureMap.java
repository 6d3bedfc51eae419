package io.defectsdk.spi;

/**
 * Features of one picture from one layer: float32 {@code [channels, height, width]}, row-major. Immutable by agreement:
 * neither side changes the array after it was handed over.
 */
public final class FeatureMap {
    private final int channels;
    private final int height;
    private final int width;
    private final float[] values;

    /**
     * Features.
     *
     * @param values {@code [channels, height, width]}, row-major; not copied
     */
    public FeatureMap(int channels, int height, int width, float[] values) {
        if (channels < 1 || height < 1 || width < 1 || (long) channels * height * width != values.length) {
            throw new IllegalArgumentException("a feature map [" + channels + ", " + height + ", " + width
                    + "] does not fit " + values.length + " values");
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.values = values;
    }

    /** Channels. */
    public int channels() {
        return channels;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** The array itself, {@code [channels, height, width]}; not to be changed. */
    public float[] values() {
        return values;
    }

    @Override
    public String toString() {
        return "feature map [" + channels + ", " + height + ", " + width + "]";
    }
}
