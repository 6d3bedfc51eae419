package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import java.util.Arrays;

/**
 * The memory bank with exact nearest-neighbour search: squared Euclidean distance, summed over dimensions in fixed order,
 * so that a query's result does not depend on batch or threads. Immutable and thread-safe.
 *
 * <p>Vectors are kept in blocks of {@value #LANES}, dimension-major within a block ({@code [block, dimension, lane]}): the
 * inner loops then run along memory over independent sums, which the JIT compiler turns into vector instructions. Sums are fused multiply-adds,
 * which every platform rounds alike.
 */
public final class MemoryBank {
    private static final int LANES = 256;

    /** Excludes no picture from a search. */
    public static final int NONE = -1;

    private final int count;
    private final int dimension;
    private final float[] blocks;
    private final int[] sources;

    /**
     * A bank.
     *
     * @param vectors {@code [count, dimension]}, row-major
     * @param sources for each vector the index of the OK picture that it came from
     */
    public MemoryBank(int dimension, float[] vectors, int[] sources) {
        this.count = sources.length;
        this.dimension = dimension;
        this.sources = sources.clone();
        if (count == 0 || (long) count * dimension != vectors.length) {
            throw new IllegalArgumentException("a bank of " + count + " vectors of " + dimension
                    + " dimensions does not fit " + vectors.length + " values");
        }
        int blockCount = (count + LANES - 1) / LANES;
        this.blocks = new float[Math.multiplyExact(blockCount * LANES, dimension)];
        for (int vector = 0; vector < count; vector++) {
            int base = vector / LANES * LANES * dimension + vector % LANES;
            for (int d = 0; d < dimension; d++) {
                blocks[base + d * LANES] = vectors[vector * dimension + d];
            }
        }
    }

    /** Vectors. */
    public int count() {
        return count;
    }

    /** Length of a vector. */
    public int dimension() {
        return dimension;
    }

    /** For each vector the index of the OK picture that it came from; a copy. */
    public int[] sources() {
        return sources.clone();
    }

    /** All vectors, {@code [count, dimension]}, row-major; a copy. */
    public float[] vectors() {
        float[] vectors = new float[count * dimension];
        for (int vector = 0; vector < count; vector++) {
            int base = vector / LANES * LANES * dimension + vector % LANES;
            for (int d = 0; d < dimension; d++) {
                vectors[vector * dimension + d] = blocks[base + d * LANES];
            }
        }
        return vectors;
    }

    /**
     * The squared distance from each patch to its nearest vector.
     *
     * @param excludedSource vectors of this OK picture are left out; {@link #NONE} leaves out none
     * @return one value a patch; infinite if every vector is left out
     */
    public float[] nearest(PatchGrid patches, int excludedSource, Parallel parallel) {
        if (patches.dimension() != dimension) {
            throw new IllegalArgumentException("the bank has vectors of " + dimension
                    + " dimensions, but the patches have " + patches.dimension());
        }
        float[] best = new float[patches.count()];
        parallel.forRange(patches.count(), (from, to) -> search(patches.values(), from, to, excludedSource, best));
        return best;
    }

    private void search(float[] queries, int from, int to, int excludedSource, float[] best) {
        float[][] sums = new float[4][LANES];
        int[] starts = new int[4];
        Arrays.fill(best, from, to, Float.POSITIVE_INFINITY);
        for (int query = from; query < to; query += 4) {
            for (int i = 0; i < 4; i++) {
                // at the end of the range the last query stands in for those that are missing
                starts[i] = Math.min(query + i, to - 1) * dimension;
            }
            for (int first = 0; first < count; first += LANES) {
                sums(queries, starts, first * dimension, sums);
                int lanes = Math.min(LANES, count - first);
                for (int i = 0; i < Math.min(4, to - query); i++) {
                    best[query + i] = lowest(best[query + i], sums[i], first, lanes, excludedSource);
                }
            }
        }
    }

    private void sums(float[] queries, int[] starts, int block, float[][] sums) {
        for (float[] lane : sums) {
            Arrays.fill(lane, 0);
        }
        int d = 0;
        for (; d + 4 <= dimension; d += 4) {
            int row = block + d * LANES;
            accumulate(blocks, row, queries, starts, d, sums[0], sums[1], sums[2], sums[3]);
        }
        for (; d < dimension; d++) {
            for (int i = 0; i < 4; i++) {
                accumulate(blocks, block + d * LANES, queries[starts[i] + d], sums[i]);
            }
        }
    }

    /** Four queries by four dimensions: each bank value that is loaded serves four sums. */
    private static void accumulate(
            float[] bank,
            int row,
            float[] queries,
            int[] starts,
            int d,
            float[] sums0,
            float[] sums1,
            float[] sums2,
            float[] sums3) {
        int q0 = starts[0] + d;
        int q1 = starts[1] + d;
        int q2 = starts[2] + d;
        int q3 = starts[3] + d;
        float a0 = queries[q0], a1 = queries[q0 + 1], a2 = queries[q0 + 2], a3 = queries[q0 + 3];
        float b0 = queries[q1], b1 = queries[q1 + 1], b2 = queries[q1 + 2], b3 = queries[q1 + 3];
        float c0 = queries[q2], c1 = queries[q2 + 1], c2 = queries[q2 + 2], c3 = queries[q2 + 3];
        float d0 = queries[q3], d1 = queries[q3 + 1], d2 = queries[q3 + 2], d3 = queries[q3 + 3];
        for (int lane = 0; lane < LANES; lane++) {
            float v0 = bank[row + lane];
            float v1 = bank[row + LANES + lane];
            float v2 = bank[row + 2 * LANES + lane];
            float v3 = bank[row + 3 * LANES + lane];
            sums0[lane] = add(v0 - a0, v1 - a1, v2 - a2, v3 - a3, sums0[lane]);
            sums1[lane] = add(v0 - b0, v1 - b1, v2 - b2, v3 - b3, sums1[lane]);
            sums2[lane] = add(v0 - c0, v1 - c1, v2 - c2, v3 - c3, sums2[lane]);
            sums3[lane] = add(v0 - d0, v1 - d1, v2 - d2, v3 - d3, sums3[lane]);
        }
    }

    private static float add(float t0, float t1, float t2, float t3, float sum) {
        return Math.fma(t3, t3, Math.fma(t2, t2, Math.fma(t1, t1, Math.fma(t0, t0, sum))));
    }

    private static void accumulate(float[] bank, int row, float query, float[] sums) {
        for (int lane = 0; lane < LANES; lane++) {
            float t = bank[row + lane] - query;
            sums[lane] = Math.fma(t, t, sums[lane]);
        }
    }

    private float lowest(float best, float[] sums, int first, int lanes, int excludedSource) {
        float lowest = best;
        for (int lane = 0; lane < lanes; lane++) {
            if (sums[lane] < lowest && sources[first + lane] != excludedSource) {
                lowest = sums[lane];
            }
        }
        return lowest;
    }
}
