package io.defectsdk.core.internal.patchcore;

/**
 * The patch embeddings of one picture: float32 {@code [height * width, dimension]}, row-major, patches in reading order.
 * Not changed after it was made.
 */
public final class PatchGrid {
    private final int height;
    private final int width;
    private final int dimension;
    private final float[] values;

    PatchGrid(int height, int width, int dimension, float[] values) {
        this.height = height;
        this.width = width;
        this.dimension = dimension;
        this.values = values;
    }

    /** Rows of patches. */
    public int height() {
        return height;
    }

    /** Columns of patches. */
    public int width() {
        return width;
    }

    /** Patches. */
    public int count() {
        return height * width;
    }

    /** Length of an embedding. */
    public int dimension() {
        return dimension;
    }

    /** The array itself, {@code [count, dimension]}; not to be changed. */
    public float[] values() {
        return values;
    }
}
