package io.defectsdk.core.internal.patchcore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Keeps patch embeddings as they come: all of them while there is room, from then on a uniform sample of all that came
 * (Vitter, Random Sampling with a Reservoir, 1985, algorithm R). Which ones depends on seed and order alone. Confined to
 * one thread.
 */
public final class PatchReservoir {
    private final long capacity;
    private final SplittableRandom random;
    private final List<PatchGrid> grids = new ArrayList<>();
    private final List<float[]> blocks = new ArrayList<>();
    private int patchesEach;
    private int dimension;
    private int seen;
    private int[] positions = {};

    /**
     * An empty one.
     *
     * @param capacity patches that there is room for; rounded down to whole pictures, but at least one picture
     * @param seed chooses the sample
     */
    public PatchReservoir(long capacity, long seed) {
        this.capacity = capacity;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Takes a picture's patches, of the same shape each time; the grid belongs to this from now on.
     *
     * @throws ArithmeticException if there are more patches in all than an {@code int} counts
     */
    public void add(PatchGrid grid) {
        if (blocks.isEmpty()) {
            patchesEach = grid.count();
            dimension = grid.dimension();
        } else if (grid.count() != patchesEach || grid.dimension() != dimension) {
            throw new IllegalArgumentException("pictures of " + patchesEach + " patches of " + dimension
                    + " dimensions do not go with one of " + grid.count() + " of " + grid.dimension());
        }
        Math.addExact(seen, patchesEach);
        if (!full()) {
            grids.add(grid);
            blocks.add(grid.values());
            seen += patchesEach;
            return;
        }
        if (positions.length == 0) { // from here on patches are replaced one by one
            positions = IntStream.range(0, seen).toArray();
            grids.clear();
        }
        for (int patch = 0; patch < patchesEach; patch++) {
            int slot = random.nextInt(++seen);
            if (slot < positions.length) {
                positions[slot] = seen - 1;
                System.arraycopy(
                        grid.values(),
                        patch * dimension,
                        blocks.get(slot / patchesEach),
                        slot % patchesEach * dimension,
                        dimension);
            }
        }
    }

    private boolean full() {
        return !blocks.isEmpty() && (blocks.size() + 1L) * patchesEach > capacity;
    }

    /** Patches that came. */
    public int seen() {
        return seen;
    }

    /** Whether all that came is still there. */
    public boolean complete() {
        return positions.length == 0;
    }

    /** The patches of the picture that came at this place; only while this is complete. */
    public PatchGrid grid(int picture) {
        return grids.get(picture);
    }

    /** What is kept; made once all have come. */
    public PatchSample sample() {
        int[] order = IntStream.range(0, complete() ? seen : positions.length).toArray();
        int[] ascending = order;
        if (!complete()) {
            order = IntStream.of(order)
                    .boxed()
                    .sorted(Comparator.comparingInt(slot -> positions[slot]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            ascending = positions.clone();
            Arrays.sort(ascending);
        }
        return new PatchSample(blocks.toArray(float[][]::new), patchesEach, patchesEach, dimension, order, ascending);
    }
}
