package io.defectsdk.core.internal.patchcore;

import io.defectsdk.IncompatibleModelException;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.spi.InputView;
import java.util.ArrayList;
import java.util.List;

/**
 * The tiles of a picture at one input size, in reading order, and how their patches make up one grid: of an overlap each tile gives the half
 * that is farther from its border. Immutable.
 */
final class TileViews {
    private final Tiling tiling;
    private final int size;
    private final List<InputView> views;

    /**
     * The tiles.
     *
     * @param size side of the square that a tile is seen in
     * @param cropFrom as {@link InputView#cropped(int, int)} has it, where there is one tile; else 0
     */
    TileViews(Tiling tiling, int size, int cropFrom) {
        this.tiling = tiling;
        this.size = size;
        this.views = tiling.count() == 1 ? List.of(InputView.cropped(size, cropFrom)) : parts();
    }

    private List<InputView> parts() {
        int step = tiling.step(size);
        List<InputView> parts = new ArrayList<>();
        for (int row = 0; row < tiling.rows(); row++) {
            for (int column = 0; column < tiling.columns(); column++) {
                parts.add(new InputView.Part(size, tiling.width(size), tiling.height(size), column * step, row * step));
            }
        }
        return parts;
    }

    /** How the backbone sees each tile. */
    List<InputView> views() {
        return views;
    }

    /**
     * The grid of the whole picture.
     *
     * @param tiles of each tile one grid, all of one shape
     * @throws IncompatibleModelException if the tiles do not overlap by whole patches
     */
    PatchGrid joined(List<PatchGrid> tiles) {
        if (tiles.size() == 1) {
            return tiles.get(0);
        }
        PatchGrid.Shape shape = tiles.get(0).shapes().get(0);
        Axis across = new Axis(shape.width(), shared(shape.width()), tiling.columns());
        Axis down = new Axis(shape.height(), shared(shape.height()), tiling.rows());
        int dimension = tiles.get(0).dimension();
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(down.length(), across.length()), dimension)];
        for (int tile = 0; tile < tiles.size(); tile++) {
            int column = tile % tiling.columns();
            int row = tile / tiling.columns();
            int from = across.from(column);
            int count = across.end(column) - from;
            for (int y = down.from(row); y < down.end(row); y++) {
                System.arraycopy(
                        tiles.get(tile).values(),
                        (y * shape.width() + from) * dimension,
                        values,
                        ((down.place(row) + y) * across.length() + across.place(column) + from) * dimension,
                        count * dimension);
            }
        }
        return new PatchGrid(down.length(), across.length(), dimension, values);
    }

    /** Of so many patches in a line, those that two tiles share. */
    private int shared(int patches) {
        int pixels = tiling.overlapPixels(size);
        if ((long) pixels * patches % size != 0) {
            throw new IncompatibleModelException(
                    "a backbone that makes " + patches + " patches of " + size
                            + " pixels cannot see tiles that overlap by "
                            + pixels
                            + " pixels, since these are no whole number of patches: choose another inputSize, or"
                            + " layers with more patches, or tiles without overlap",
                    null);
        }
        return (int) ((long) pixels * patches / size);
    }

    /**
     * One direction.
     *
     * @param patches of a tile
     * @param shared by neighbours
     * @param tiles in a line
     */
    private record Axis(int patches, int shared, int tiles) {
        int length() {
            return patches + (tiles - 1) * (patches - shared);
        }

        /** Where a tile's first patch lies in the whole grid. */
        int place(int tile) {
            return tile * (patches - shared);
        }

        /** The first patch of a tile that is taken. */
        int from(int tile) {
            return tile == 0 ? 0 : shared - shared / 2;
        }

        /** The one behind the last. */
        int end(int tile) {
            return tile == tiles - 1 ? patches : patches - shared / 2;
        }
    }
}
