package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How a memory bank lies in memory, so that a search can leave most of it out.
 *
 * <ul>
 *   <li>Vectors are grouped by the nearest of a few pivots, ordered by their distance to it, and cut into blocks of
 *       {@value #LANES}: from a query's distance to a pivot follows how near anything in a block can be.
 *   <li>Within a block values lie dimension-major, {@code [dimension, lane]}: inner loops run along memory over independent
 *       sums, which the JIT compiler turns into vector instructions.
 *   <li>Dimensions are ordered by falling variance, so that sums grow early and can be given up early.
 * </ul>
 *
 * It depends on the vectors alone. Not changed after it was made.
 */
final class BankLayout {
    /** Vectors in a block. */
    static final int LANES = 32;

    private static final int PIVOTS = 32;

    /** Far from everything, for lanes without a vector; its square, summed over all dimensions, is still finite. */
    private static final float FAR = 0x1p53f;

    /** Where dimension {@code i} of the layout stands in a vector as given. */
    final int[] dimensions;

    /** {@code [pivot, dimension]}, dimensions in the layout's order. */
    final float[] pivots;

    /** For each pivot the first of its blocks, and at the end the number of blocks. */
    final int[] firstBlock;

    /** {@code [block, dimension, lane]}. */
    final float[] values;

    /** {@code [block, lane]}: the index of the vector as given, or -1. */
    final int[] vectorAt;

    /** For each block the distance from its pivot to the nearest of its vectors. */
    final float[] nearest;

    /** For each block the distance from its pivot to the farthest of its vectors. */
    final float[] farthest;

    /** Of {@code [count, dimension]}, row-major. */
    BankLayout(float[] vectors, int count, int dimension) {
        dimensions = byVariance(vectors, count, dimension);
        float[] ordered = permuted(vectors, count, dimension);
        int pivotCount = Math.min(PIVOTS, count);
        // the first vectors of a greedy coreset lie far apart, which is what pivots should do
        pivots = Arrays.copyOf(ordered, pivotCount * dimension);
        int[] pivotOf = new int[count];
        float[] distance = new float[count];
        for (int vector = 0; vector < count; vector++) {
            distance[vector] = Float.POSITIVE_INFINITY;
            for (int pivot = 0; pivot < pivotCount; pivot++) {
                float candidate = distance(ordered, vector * dimension, pivots, pivot * dimension, dimension);
                if (candidate < distance[vector]) {
                    distance[vector] = candidate;
                    pivotOf[vector] = pivot;
                }
            }
        }
        int[] sorted = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(vector -> pivotOf[vector])
                        .thenComparingDouble(vector -> distance[vector])
                        .thenComparingInt(vector -> vector))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] groupSize = new int[pivotCount];
        for (int pivot : pivotOf) {
            groupSize[pivot]++;
        }
        firstBlock = new int[pivotCount + 1];
        for (int pivot = 0; pivot < pivotCount; pivot++) {
            firstBlock[pivot + 1] = firstBlock[pivot] + (groupSize[pivot] + LANES - 1) / LANES;
        }
        int blocks = firstBlock[pivotCount];
        values = new float[Math.multiplyExact(Math.multiplyExact(blocks, LANES), dimension)];
        vectorAt = new int[blocks * LANES];
        nearest = new float[blocks];
        farthest = new float[blocks];
        Arrays.fill(values, FAR);
        Arrays.fill(vectorAt, -1);
        int next = 0;
        for (int pivot = 0; pivot < pivotCount; pivot++) {
            for (int member = 0; member < groupSize[pivot]; member++) {
                int vector = sorted[next++];
                int block = firstBlock[pivot] + member / LANES;
                int lane = member % LANES;
                put(ordered, vector, block, lane);
                nearest[block] = lane == 0 ? distance[vector] : nearest[block];
                farthest[block] = distance[vector];
            }
        }
    }

    private static int[] byVariance(float[] vectors, int count, int dimension) {
        double[] mean = new double[dimension];
        double[] variance = new double[dimension];
        for (int i = 0; i < vectors.length; i++) {
            mean[i % dimension] += (double) vectors[i] / count;
        }
        for (int i = 0; i < vectors.length; i++) {
            double offset = vectors[i] - mean[i % dimension];
            variance[i % dimension] += offset * offset;
        }
        return IntStream.range(0, dimension)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(d -> -variance[d]).thenComparingInt(d -> d))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Rows of values, {@code [count, dimension]}, with their dimensions in the layout's order. */
    float[] permuted(float[] rows, int count, int dimension) {
        float[] ordered = new float[count * dimension];
        for (int row = 0; row < count; row++) {
            for (int d = 0; d < dimension; d++) {
                ordered[row * dimension + d] = rows[row * dimension + dimensions[d]];
            }
        }
        return ordered;
    }

    private void put(float[] ordered, int vector, int block, int lane) {
        int dimension = dimensions.length;
        for (int d = 0; d < dimension; d++) {
            values[(block * dimension + d) * LANES + lane] = ordered[vector * dimension + d];
        }
        vectorAt[block * LANES + lane] = vector;
    }

    /** The vectors as given, {@code [count, dimension]}, row-major. */
    float[] vectors(int count) {
        int dimension = dimensions.length;
        float[] vectors = new float[count * dimension];
        for (int place = 0; place < vectorAt.length; place++) {
            int vector = vectorAt[place];
            if (vector >= 0) {
                int base = place / LANES * dimension * LANES + place % LANES;
                for (int d = 0; d < dimension; d++) {
                    vectors[vector * dimension + dimensions[d]] = values[base + d * LANES];
                }
            }
        }
        return vectors;
    }

    /** The Euclidean distance of two rows. */
    static float distance(float[] a, int offsetA, float[] b, int offsetB, int dimension) {
        float sum = 0;
        for (int d = 0; d < dimension; d++) {
            float t = a[offsetA + d] - b[offsetB + d];
            sum += t * t;
        }
        return (float) Math.sqrt(sum);
    }
}
