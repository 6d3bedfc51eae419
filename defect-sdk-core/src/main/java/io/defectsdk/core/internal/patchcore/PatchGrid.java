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
    private final long picturePixels;

    PatchGrid(int height, int width, int dimension, float[] values) {
        this(height, width, dimension, values, 0);
    }

    private PatchGrid(int height, int width, int dimension, float[] values, long picturePixels) {
        this.height = height;
        this.width = width;
        this.dimension = dimension;
        this.values = values;
        this.picturePixels = picturePixels;
    }

    /** The same patches, of a picture of so many pixels. */
    PatchGrid ofPicture(long pixels) {
        return new PatchGrid(height, width, dimension, values, pixels);
    }

    /** Pixels of the picture that they come from; 0: not told. */
    long picturePixels() {
        return picturePixels;
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
