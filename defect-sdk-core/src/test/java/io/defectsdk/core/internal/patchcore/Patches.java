package io.defectsdk.core.internal.patchcore;

import java.util.Random;

/** Patch grids for tests. */
final class Patches {
    private Patches() {}

    static PatchGrid of(int dimension, float... values) {
        return new PatchGrid(1, values.length / dimension, dimension, values);
    }

    /** Whole numbers from -8 to 8: sums of their squared differences are exact in float, in any order. */
    static float[] whole(int count, int dimension, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(17) - 8;
        }
        return values;
    }

    static float[] gaussian(int count, int dimension, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static double squaredDistance(float[] a, int first, float[] b, int second, int dimension) {
        double sum = 0;
        for (int d = 0; d < dimension; d++) {
            double t = (double) a[first * dimension + d] - b[second * dimension + d];
            sum += t * t;
        }
        return sum;
    }
}
