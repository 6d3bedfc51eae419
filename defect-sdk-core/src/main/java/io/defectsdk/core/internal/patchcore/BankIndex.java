package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.spi.IntegerMatrix;
import java.util.Arrays;

/**
 * A memory bank made ready for exact nearest-neighbour search by squared Euclidean distance. Small integers nominate, floats
 * decide: bank and queries are put on a grid of integers, whose distances come from one multiplication of 8-bit matrices; what the
 * triangle inequality leaves, given how far each vector lies from its grid point, is measured by {@link MemoryBank#squaredDistance}.
 * So the result is that of measuring all, bit for bit, whatever batch, threads or kernel. Immutable and thread-safe.
 */
public final class BankIndex {
    /** Integers of one tile's products: a megabyte, which a core's cache holds. */
    private static final int TILE_PRODUCTS = 1 << 18;

    private static final int MIN_TILE = 16;
    private static final int MAX_TILE = 256;

    /** Queries that a large matrix is worth reading for once; their products then leave the cache, up to 16 MB of them. */
    private static final int LARGE_MATRIX_TILE = 64;

    private static final int LARGE_MATRIX_PRODUCTS = 1 << 22;

    private final MemoryBank bank;
    private final IntegerGrid grid;
    private final IntegerMatrix matrix;

    /** Vectors in a block: what one pass of a loop of vector instructions takes. */
    private static final int LANES = 128;

    /** Blocks whose lowest values are noted together, lane by lane. */
    private static final int GROUP = 16;

    /** Above any squared distance of grid points less the query's square, for {@link MemoryBank#MAX_DIMENSION} dimensions too. */
    private static final int HIGHEST = 1 << 30;

    /** Squared lengths of the bank's grid points, {@code [blocks, LANES]}; {@link #HIGHEST} beyond the last one. */
    private final int[][] squares;

    /** How far each vector of the bank lies from its grid point. */
    private final float[] offsets;

    /** The largest of these. */
    private final float farthestOffset;

    /** Makes a matrix ready; {@link io.defectsdk.spi.Models#integerMatrix} as a rule. */
    @FunctionalInterface
    public interface Matrices {
        /** Of {@code [rows, length]}. */
        IntegerMatrix of(byte[] values, int rows, int length);
    }

    /** For a bank. */
    public BankIndex(MemoryBank bank, Matrices matrices) {
        this.bank = bank;
        int count = bank.count();
        int dimension = bank.dimension();
        float[] vectors = bank.vectors();
        this.grid = IntegerGrid.over(vectors);
        this.squares = new int[(count + LANES - 1) / LANES][LANES];
        Arrays.fill(squares[squares.length - 1], HIGHEST);
        byte[] integers = new byte[vectors.length];
        this.offsets = new float[count];
        float farthest = 0;
        for (int vector = 0; vector < count; vector++) {
            int offset = vector * dimension;
            offsets[vector] = grid.round(vectors, offset, dimension, integers, offset);
            farthest = Math.max(farthest, offsets[vector]);
            squares[vector / LANES][vector % LANES] = squaredLength(integers, offset, dimension);
        }
        this.farthestOffset = farthest;
        this.matrix = matrices.of(integers, count, dimension);
    }

    /** The bank. */
    public MemoryBank bank() {
        return bank;
    }

    /** Each patch's nearest vector. */
    public Neighbours nearest(PatchGrid patches, Parallel parallel) {
        if (patches.dimension() != bank.dimension()) {
            throw new IllegalArgumentException("the bank has vectors of " + bank.dimension()
                    + " dimensions, but the patches have " + patches.dimension());
        }
        Neighbours found = new Neighbours(new float[patches.count()], new int[patches.count()]);
        int large = Math.min(LARGE_MATRIX_TILE, LARGE_MATRIX_PRODUCTS / bank.count());
        int tile = Math.max(MIN_TILE, Math.min(MAX_TILE, Math.max(large, TILE_PRODUCTS / bank.count())));
        parallel.forRange(patches.count(), (from, to) -> {
            Tile work = new Tile(patches.values(), Math.min(tile, to - from));
            for (int first = from; first < to; first += tile) {
                work.search(first, Math.min(tile, to - first), found);
            }
        });
        return found;
    }

    private static int squaredLength(byte[] integers, int offset, int length) {
        int sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += integers[i] * integers[i];
        }
        return sum;
    }

    /** One thread's part of a search. */
    private final class Tile {
        private final float[] queries;
        private final byte[] integers;
        private final float[] queryOffsets;
        private final int[] products;

        /** Of each lane of each group the lowest value, {@code [groups, LANES]}. */
        private final int[][] lowest = new int[(squares.length + GROUP - 1) / GROUP][LANES];

        private final int[] block = new int[LANES];

        Tile(float[] queries, int size) {
            this.queries = queries;
            this.integers = new byte[size * bank.dimension()];
            this.queryOffsets = new float[size];
            this.products = new int[Math.multiplyExact(size, bank.count())];
        }

        void search(int first, int count, Neighbours found) {
            int dimension = bank.dimension();
            for (int i = 0; i < count; i++) {
                queryOffsets[i] = grid.round(queries, (first + i) * dimension, dimension, integers, i * dimension);
            }
            matrix.multiply(integers, count, products);
            for (int i = 0; i < count; i++) {
                decide(first + i, i, found);
            }
        }

        private void decide(int query, int row, Neighbours found) {
            int dimension = bank.dimension();
            int offset = query * dimension;
            int products = row * bank.count();
            int square = squaredLength(integers, row * dimension, dimension);
            int best = lowestOf(products);
            float distance = bank.squaredDistance(best, queries, offset);
            double reach = reach(distance, queryOffsets[row]);
            double limit = limit(reach + farthestOffset, square);
            for (int group = 0; group < lowest.length; group++) {
                int first = group * GROUP * LANES;
                int end = Math.min(bank.count(), first + GROUP * LANES);
                for (int lane = 0; lane < LANES; lane++) {
                    if (lowest[group][lane] > limit) {
                        continue;
                    }
                    for (int vector = first + lane; vector < end; vector += LANES) {
                        int value = value(vector, products);
                        if (value > limit || value > limit(reach + offsets[vector], square)) {
                            continue;
                        }
                        float candidate = bank.squaredDistance(vector, queries, offset, distance);
                        if (candidate < distance || (candidate == distance && vector < best)) {
                            distance = candidate;
                            best = vector;
                            reach = reach(distance, queryOffsets[row]);
                            limit = limit(reach + farthestOffset, square);
                        }
                    }
                }
            }
            found.squaredDistances()[query] = distance;
            found.vectors()[query] = best;
        }

        /** A bank vector's squared distance from the query on the grid, less the query's square. */
        private int value(int vector, int products) {
            return squares[vector / LANES][vector % LANES] - 2 * this.products[products + vector];
        }

        /** A vector whose grid point is nearest to the query's; notes the lowest value of each lane of each group. */
        private int lowestOf(int products) {
            int nearest = 0;
            int nearestValue = Integer.MAX_VALUE;
            for (int group = 0; group < lowest.length; group++) {
                int[] values = lowest[group];
                int first = group * GROUP * LANES;
                note(products, first, Math.min(bank.count(), first + GROUP * LANES), values);
                for (int lane = 0; lane < LANES; lane++) {
                    if (values[lane] < nearestValue) {
                        nearestValue = values[lane];
                        nearest = first + lane;
                    }
                }
            }
            while (value(nearest, products) != nearestValue) {
                nearest += LANES;
            }
            return nearest;
        }

        private void note(int products, int from, int to, int[] values) {
            Arrays.fill(values, HIGHEST);
            for (int first = from; first < to; first += LANES) {
                int length = Math.min(LANES, to - first);
                System.arraycopy(this.products, products + first, block, 0, length);
                Arrays.fill(
                        block, length, LANES, 0); // beyond the last vector lies HIGHEST, not less by another's product
                lower(values, squares[first / LANES], block);
            }
        }

        /**
         * Written for compilers that make vector instructions only of loops whose arrays have one index and that know no minimum of
         * integers: half of a search was spent here.
         */
        private static void lower(int[] lowest, int[] squares, int[] products) {
            for (int i = 0; i < lowest.length; i++) {
                int less = squares[i] - 2 * products[i] - lowest[i];
                lowest[i] += less & (less >> 31);
            }
        }

        /** How far from the query's grid point, the grid point of a vector as near as this may lie, less that vector's own offset. */
        private double reach(float squaredDistance, float offset) {
            // a sum of floats is off by this share at most; twice, since two of them are compared
            double rounding = 1 + (bank.dimension() + 8) * 0x1p-22;
            return Math.sqrt(squaredDistance) * rounding + offset;
        }

        /**
         * Above this a bank vector's value cannot belong to the nearest one: its grid distance, less both offsets from the grid, is above
         * the distance found.
         */
        private double limit(double reach, int square) {
            double steps = reach / grid.step();
            return steps * steps * (1 + 1e-9) - square + 1;
        }
    }
}
