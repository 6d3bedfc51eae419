package io.defectsdk.core.internal.patchcore;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The patch embeddings that a memory bank is chosen from: all of the OK pictures, or a sample of them; ordered by picture,
 * then by place in the picture. A view: it copies no embedding. Not changed after it was made.
 */
public final class PatchSample {
    private final float[][] blocks;
    private final int rowsEach;
    private final int patchesEach;
    private final int dimension;
    private final int[] slots;
    private final int[] positions;

    /**
     * Some rows of some blocks.
     *
     * @param blocks each {@code [rowsEach, dimension]}, row-major
     * @param patchesEach patches of a picture
     * @param slots the rows that belong to the sample, counted through all blocks
     * @param positions where each of these stands among all patches, ascending
     */
    PatchSample(float[][] blocks, int rowsEach, int patchesEach, int dimension, int[] slots, int[] positions) {
        this.blocks = blocks;
        this.rowsEach = rowsEach;
        this.patchesEach = patchesEach;
        this.dimension = dimension;
        this.slots = slots;
        this.positions = positions;
    }

    /** Embeddings. */
    public int count() {
        return slots.length;
    }

    /** Length of an embedding. */
    public int dimension() {
        return dimension;
    }

    /** Where an embedding stands among the patches of all pictures: {@code picture * patchesEach + patch}. */
    public int position(int index) {
        return positions[index];
    }

    /** The picture that an embedding came from. */
    public int picture(int index) {
        return positions[index] / patchesEach;
    }

    /** The place of an embedding in its picture, counted as in a {@link PatchGrid}. */
    public int patch(int index) {
        return positions[index] % patchesEach;
    }

    /** Those that came from some pictures, for banks that must not hold the others. */
    public PatchSample ofPictures(IntPredicate wanted) {
        return of(index -> wanted.test(picture(index)));
    }

    /** Those from some places, counted as in a {@link PatchGrid}. */
    public PatchSample ofPatches(IntPredicate wanted) {
        return of(index -> wanted.test(patch(index)));
    }

    private PatchSample of(IntPredicate wanted) {
        int[] kept = IntStream.range(0, slots.length).filter(wanted).toArray();
        return new PatchSample(
                blocks,
                rowsEach,
                patchesEach,
                dimension,
                IntStream.of(kept).map(index -> slots[index]).toArray(),
                IntStream.of(kept).map(index -> positions[index]).toArray());
    }

    /** The array that holds an embedding, from {@link #offset} on; not to be changed. */
    float[] values(int index) {
        return blocks[slots[index] / rowsEach];
    }

    /** Where in {@link #values} an embedding begins. */
    int offset(int index) {
        return slots[index] % rowsEach * dimension;
    }
}
