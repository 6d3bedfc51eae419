package io.defectsdk.core.internal.patchcore;

import io.defectsdk.IncompatibleModelException;
import io.defectsdk.deployment.Tiling;
import io.defectsdk.spi.InputView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The tiles of a picture at one input size, in reading order, and how their patches make up one grid: of an overlap each tile gives the half
 * that is farther from its border. Immutable.
 */
final class TileViews {
    /** Of a grid: a gigabyte. */
    private static final long MOST_VALUES = 1L << 28;

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
     * @param patches of a tile; asked for one after the other, all of one shape
     * @throws IncompatibleModelException if the tiles do not overlap by whole patches, or the grid would be too large
     */
    PatchGrid joined(Function<InputView, PatchGrid> patches) {
        PatchGrid first = patches.apply(views.get(0));
        if (views.size() == 1) {
            return first;
        }
        Joined joined = new Joined(first);
        joined.put(0, first);
        for (int tile = 1; tile < views.size(); tile++) {
            joined.put(tile, patches.apply(views.get(tile)));
        }
        return joined.grid();
    }

    /** A grid that tiles are put into. */
    private final class Joined {
        private final Axis across;
        private final Axis down;
        private final int dimension;
        private final float[] values;

        Joined(PatchGrid tile) {
            PatchGrid.Shape shape = tile.shapes().get(0);
            across = new Axis(shape.width(), shared(shape.width()), tiling.columns());
            down = new Axis(shape.height(), shared(shape.height()), tiling.rows());
            dimension = tile.dimension();
            long length = (long) down.length() * across.length() * dimension;
            if (length > MOST_VALUES) {
                throw new IncompatibleModelException(
                        "the patches of one picture in " + views.size() + " tiles of " + size + " pixels would take "
                                + ((length * Float.BYTES) >> 20) + " MB, more than "
                                + ((MOST_VALUES * Float.BYTES) >> 20)
                                + ": ask for fewer tiles, a smaller inputSize or fewer layers",
                        null);
            }
            values = new float[(int) length];
        }

        void put(int tile, PatchGrid patches) {
            int column = tile % tiling.columns();
            int row = tile / tiling.columns();
            int from = across.from(column);
            int count = across.end(column) - from;
            for (int y = down.from(row); y < down.end(row); y++) {
                System.arraycopy(
                        patches.values(),
                        (y * across.patches() + from) * dimension,
                        values,
                        ((down.place(row) + y) * across.length() + across.place(column) + from) * dimension,
                        count * dimension);
            }
        }

        PatchGrid grid() {
            return new PatchGrid(down.length(), across.length(), dimension, values);
        }
    }

    /** Of so many patches in a line, those that two tiles share. */
    private int shared(int patches) {
        int pixels = tiling.overlapPixels(size);
        if ((long) pixels * patches % size != 0) {
            throw new IncompatibleModelException(
                    "a backbone that makes " + patches + " patches of " + size
                            + " pixels cannot see tiles that overlap by "
                            + pixels
                            + " pixels, since these are no whole number of patches: take tiles without"
                            + " overlap, an inputSize that the patches divide evenly, or layers with more patches",
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
