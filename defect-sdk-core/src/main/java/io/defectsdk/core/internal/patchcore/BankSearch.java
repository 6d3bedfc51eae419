package io.defectsdk.core.internal.patchcore;

import static io.defectsdk.core.internal.patchcore.BankLayout.LANES;

import java.util.Arrays;

/**
 * One thread's part of a search. Queries go four at a time, so that each bank value that is loaded serves four sums;
 * neighbours in a picture are alike, and what is left out for one can be left out for the others as a rule.
 *
 * <p>A block is left out when the triangle inequality over its pivot says that nothing in it is nearer than what was found,
 * and given up when all its sums have passed that. Confined to one thread.
 */
final class BankSearch {
    private static final int TILE = 4;

    /** After this many dimensions sums are looked at, whether it is worth going on. */
    private static final int STRIDE = 24;

    /** A bound must be beaten by more than rounding could have made of a sum. */
    private static final float SAFETY = 0.999f;

    /** Half of a float's last digit. */
    private static final float ROUNDING = 0x1p-24f;

    private final BankLayout layout;
    private final int[] sources;
    private final float[] queries;
    private final int excludedSource;
    private final int dimension;
    private final int pivots;

    /** What rounding can make of a distance, as a share of it; much, where a bound is the difference of two large ones. */
    private final float slack;

    private final float[][] sums = new float[TILE][LANES];
    private final float[][] toPivots;
    private final float[] best = new float[TILE];
    private final int[] starts = new int[TILE];
    private final int[] order;
    private final float[] orderKeys;

    BankSearch(BankLayout layout, int[] sources, float[] queries, int excludedSource) {
        this.layout = layout;
        this.sources = sources;
        this.queries = queries;
        this.excludedSource = excludedSource;
        this.dimension = layout.dimensions.length;
        this.pivots = layout.firstBlock.length - 1;
        this.slack = (dimension / 2 + 4) * ROUNDING;
        this.toPivots = new float[TILE][pivots];
        this.order = new int[pivots];
        this.orderKeys = new float[pivots];
    }

    void run(int from, int to, float[] out) {
        for (int query = from; query < to; query += TILE) {
            for (int i = 0; i < TILE; i++) {
                // at the end of the range the last query stands in for those that are missing
                starts[i] = Math.min(query + i, to - 1) * dimension;
            }
            searchTile();
            for (int i = 0; i < TILE && query + i < to; i++) {
                out[query + i] = best[i];
            }
        }
    }

    private void searchTile() {
        Arrays.fill(best, Float.POSITIVE_INFINITY);
        orderPivots();
        for (int pivot : order) {
            for (int block = layout.firstBlock[pivot]; block < layout.firstBlock[pivot + 1]; block++) {
                if (mayHoldNearer(block, pivot) && sumUp(block)) {
                    takeLowest(block);
                }
            }
        }
    }

    /** Near pivots first: what they hold makes the far ones needless. Which order it is changes no result. */
    private void orderPivots() {
        for (int pivot = 0; pivot < pivots; pivot++) {
            float key = 0;
            for (int i = 0; i < TILE; i++) {
                toPivots[i][pivot] =
                        BankLayout.distance(queries, starts[i], layout.pivots, pivot * dimension, dimension);
                key += toPivots[i][pivot];
            }
            int place = pivot;
            for (; place > 0 && orderKeys[place - 1] > key; place--) {
                orderKeys[place] = orderKeys[place - 1];
                order[place] = order[place - 1];
            }
            orderKeys[place] = key;
            order[place] = pivot;
        }
    }

    private boolean mayHoldNearer(int block, int pivot) {
        for (int i = 0; i < TILE; i++) {
            float toPivot = toPivots[i][pivot];
            float farthest = layout.farthest[block];
            float bound = Math.max(toPivot - farthest, layout.nearest[block] - toPivot) - slack * (toPivot + farthest);
            if (bound <= 0 || bound * bound * SAFETY < best[i]) {
                return true;
            }
        }
        return false;
    }

    /** Sums up all distances of a block, or says false once none of them can be the lowest any more. */
    private boolean sumUp(int block) {
        for (float[] lane : sums) {
            Arrays.fill(lane, 0);
        }
        int row = block * dimension * LANES;
        int d = 0;
        while (d + 4 <= dimension) {
            int end = Math.min(d + STRIDE, dimension);
            for (; d + 4 <= end; d += 4) {
                addFour(layout.values, row + d * LANES, queries, starts, d, sums[0], sums[1], sums[2], sums[3]);
            }
            if (!anyBelowBest()) {
                return false;
            }
        }
        for (; d < dimension; d++) {
            for (int i = 0; i < TILE; i++) {
                addOne(layout.values, row + d * LANES, queries[starts[i] + d], sums[i]);
            }
        }
        return true;
    }

    private boolean anyBelowBest() {
        for (int i = 0; i < TILE; i++) {
            float lowest = best[i];
            for (float sum : sums[i]) {
                if (sum < lowest) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void addFour(
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

    private static void addOne(float[] bank, int row, float query, float[] sums) {
        for (int lane = 0; lane < LANES; lane++) {
            float t = bank[row + lane] - query;
            sums[lane] = Math.fma(t, t, sums[lane]);
        }
    }

    private void takeLowest(int block) {
        for (int i = 0; i < TILE; i++) {
            float[] lane = sums[i];
            for (int place = 0; place < LANES; place++) {
                if (lane[place] < best[i]) {
                    int vector = layout.vectorAt[block * LANES + place];
                    if (vector >= 0 && sources[vector] != excludedSource) {
                        best[i] = lane[place];
                    }
                }
            }
        }
    }
}
