package io.defectsdk.core.internal.patchcore;

/**
 * The squared Euclidean distance of two rows, summed in an order that depends on the dimension alone, by operations that every
 * platform rounds alike.
 */
final class SquaredDistance {
    /** After this many dimensions a sum is looked at, whether it is worth going on. */
    private static final int STRIDE = 16;

    private SquaredDistance() {}

    /** Of the rows that begin at these offsets. */
    static float of(float[] a, int offsetA, float[] b, int offsetB, int dimension) {
        return upTo(Float.POSITIVE_INFINITY, a, offsetA, b, offsetB, dimension);
    }

    /** The same, or something at least {@code limit} once it is clear that it comes to that. */
    static float upTo(float limit, float[] a, int offsetA, float[] b, int offsetB, int dimension) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int d = 0;
        while (d + STRIDE <= dimension) {
            for (int end = d + STRIDE; d < end; d += 4) {
                float t0 = a[offsetA + d] - b[offsetB + d];
                float t1 = a[offsetA + d + 1] - b[offsetB + d + 1];
                float t2 = a[offsetA + d + 2] - b[offsetB + d + 2];
                float t3 = a[offsetA + d + 3] - b[offsetB + d + 3];
                s0 += t0 * t0;
                s1 += t1 * t1;
                s2 += t2 * t2;
                s3 += t3 * t3;
            }
            // none of the sums ever falls, in floats neither
            float sum = (s0 + s1) + (s2 + s3);
            if (sum >= limit) {
                return sum;
            }
        }
        for (; d < dimension; d++) {
            float t = a[offsetA + d] - b[offsetB + d];
            s0 += t * t;
        }
        return (s0 + s1) + (s2 + s3);
    }
}
