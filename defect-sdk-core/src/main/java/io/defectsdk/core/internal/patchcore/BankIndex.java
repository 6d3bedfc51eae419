package io.defectsdk.core.internal.patchcore;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.spi.IntegerMatrix;

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

    private final MemoryBank bank;
    private final IntegerGrid grid;
    private final IntegerMatrix matrix;

    /** Squared lengths of the bank's grid points. */
    private final int[] squares;

    /** The farthest that a vector of the bank lies from its grid point. */
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
        this.squares = new int[count];
        byte[] integers = new byte[vectors.length];
        float farthest = 0;
        for (int vector = 0; vector < count; vector++) {
            int offset = vector * dimension;
            farthest = Math.max(farthest, grid.round(vectors, offset, dimension, integers, offset));
            squares[vector] = squaredLength(integers, offset, dimension);
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
        int tile = Math.max(MIN_TILE, Math.min(MAX_TILE, TILE_PRODUCTS / bank.count()));
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
        /** Bank vectors whose lowest grid distance is noted together. */
        private static final int BLOCK = 64;

        private final float[] queries;
        private final byte[] integers;
        private final float[] offsets;
        private final int[] products;
        private final int[] lowest = new int[(bank.count() + BLOCK - 1) / BLOCK];

        Tile(float[] queries, int size) {
            this.queries = queries;
            this.integers = new byte[size * bank.dimension()];
            this.offsets = new float[size];
            this.products = new int[Math.multiplyExact(size, bank.count())];
        }

        void search(int first, int count, Neighbours found) {
            int dimension = bank.dimension();
            for (int i = 0; i < count; i++) {
                offsets[i] = grid.round(queries, (first + i) * dimension, dimension, integers, i * dimension);
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
            int best = lowestOf(products);
            float distance = bank.squaredDistance(best, queries, offset);
            int limit = limit(distance, offsets[row], squaredLength(integers, row * dimension, dimension));
            for (int block = 0; block < lowest.length; block++) {
                if (lowest[block] > limit) {
                    continue;
                }
                int end = Math.min((block + 1) * BLOCK, bank.count());
                for (int vector = block * BLOCK; vector < end; vector++) {
                    if (squares[vector] - 2 * this.products[products + vector] <= limit) {
                        float candidate = bank.squaredDistance(vector, queries, offset);
                        if (candidate < distance || (candidate == distance && vector < best)) {
                            distance = candidate;
                            best = vector;
                        }
                    }
                }
            }
            found.squaredDistances()[query] = distance;
            found.vectors()[query] = best;
        }

        /** The vector whose grid point is nearest to the query's; notes the lowest value of each block. */
        private int lowestOf(int products) {
            int lowestBlock = 0;
            for (int block = 0; block < lowest.length; block++) {
                int from = block * BLOCK;
                lowest[block] = lowestOf(this.products, products + from, from, Math.min(BLOCK, bank.count() - from));
                if (lowest[block] < lowest[lowestBlock]) {
                    lowestBlock = block;
                }
            }
            int vector = lowestBlock * BLOCK;
            while (squares[vector] - 2 * this.products[products + vector] != lowest[lowestBlock]) {
                vector++;
            }
            return vector;
        }

        private int lowestOf(int[] products, int offset, int from, int count) {
            int value = Integer.MAX_VALUE;
            for (int i = 0; i < count; i++) {
                value = Math.min(value, squares[from + i] - 2 * products[offset + i]);
            }
            return value;
        }

        /**
         * Above this a bank vector's square less twice its product cannot belong to the nearest one: its grid distance, less both
         * offsets from the grid, is above the distance found.
         */
        private int limit(float squaredDistance, float offset, int square) {
            // a sum of floats is off by this share at most; twice, since two of them are compared
            double rounding = 1 + (bank.dimension() + 8) * 0x1p-22;
            double reach = (Math.sqrt(squaredDistance) * rounding + offset + farthestOffset) / grid.step();
            double limit = reach * reach * (1 + 1e-9) - square + 1;
            return limit >= Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) limit;
        }
    }
}
