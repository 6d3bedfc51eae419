package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;
import java.util.List;

/**
 * The patch embeddings of one picture: float32 {@code [count, dimension]}, row-major; grid after grid, one for each size that the picture
 * is seen at, and in a grid in reading order. Not changed after it was made.
 */
public final class PatchGrid {
    private final List<Shape> shapes;
    private final int dimension;
    private final float[] values;
    private final long picturePixels;

    /**
     * The shape of a grid.
     *
     * @param height rows of patches
     * @param width columns of patches
     */
    public record Shape(int height, int width) {
        /** Patches. */
        public int count() {
            return height * width;
        }
    }

    /**
     * The patches of one grid.
     *
     * @param values {@code [height * width, dimension]}, row-major; taken over, not copied
     */
    public PatchGrid(int height, int width, int dimension, float[] values) {
        this(List.of(new Shape(height, width)), dimension, values, 0);
    }

    private PatchGrid(List<Shape> shapes, int dimension, float[] values, long picturePixels) {
        this.shapes = shapes;
        this.dimension = dimension;
        this.values = values;
        this.picturePixels = picturePixels;
    }

    /** The patches of several grids of one picture, all of the same dimension. */
    static PatchGrid joined(List<PatchGrid> grids) {
        if (grids.size() == 1) {
            return grids.get(0);
        }
        int dimension = grids.get(0).dimension;
        long length = grids.stream().mapToLong(grid -> grid.values.length).sum();
        float[] values = new float[Math.toIntExact(length)];
        int offset = 0;
        for (PatchGrid grid : grids) {
            System.arraycopy(grid.values, 0, values, offset, grid.values.length);
            offset += grid.values.length;
        }
        List<Shape> shapes =
                grids.stream().flatMap(grid -> grid.shapes.stream()).toList();
        return new PatchGrid(shapes, dimension, values, 0);
    }

    /** The grid that a patch belongs to. */
    static int gridOf(int patch, List<Shape> shapes) {
        int grid = 0;
        for (int end = shapes.get(0).count();
                patch >= end;
                end += shapes.get(grid).count()) {
            grid++;
        }
        return grid;
    }

    /** The place of a grid's first patch among all. */
    static int first(int grid, List<Shape> shapes) {
        return shapes.subList(0, grid).stream().mapToInt(Shape::count).sum();
    }

    /** The patches of one grid alone. */
    PatchGrid grid(int index) {
        if (shapes.size() == 1) {
            return this;
        }
        int first = first(index, shapes) * dimension;
        Shape shape = shapes.get(index);
        float[] own = Arrays.copyOfRange(values, first, first + shape.count() * dimension);
        return new PatchGrid(List.of(shape), dimension, own, picturePixels);
    }

    /** The same patches, of a picture of so many pixels. */
    PatchGrid ofPicture(long pixels) {
        return new PatchGrid(shapes, dimension, values, pixels);
    }

    /** Pixels of the picture that they come from; 0: not told. */
    long picturePixels() {
        return picturePixels;
    }

    /** The grids, in the order of their patches. */
    public List<Shape> shapes() {
        return shapes;
    }

    /** Patches. */
    public int count() {
        return values.length / dimension;
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
