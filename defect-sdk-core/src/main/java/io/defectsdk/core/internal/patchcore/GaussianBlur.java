package io.defectsdk.core.internal.patchcore;

/**
 * Separable Gaussian blur with reflected borders. The kernel reaches four standard deviations, as in anomalib: 33 taps for
 * σ = 4. Immutable.
 */
final class GaussianBlur {
    private final float[] kernel;
    private final int radius;

    GaussianBlur(double sigma) {
        radius = (int) Math.ceil(4 * sigma);
        kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += weight(i, sigma);
        }
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = (float) (weight(i, sigma) / sum);
        }
    }

    private static double weight(int distance, double sigma) {
        // StrictMath: the same kernel, and so the same scores, on every platform
        return StrictMath.exp(-distance * distance / (2 * sigma * sigma));
    }

    /** Blurs a square plane {@code [size, size]} in place. */
    void apply(float[] plane, int size) {
        float[] padded = new float[size + 2 * radius];
        for (int y = 0; y < size; y++) {
            System.arraycopy(plane, y * size, padded, radius, size);
            reflect(padded, size);
            convolve(padded, plane, y * size, size);
        }
        // columns as rows of the transposed plane, so that both passes run along memory
        float[] turned = transposed(plane, size);
        for (int x = 0; x < size; x++) {
            System.arraycopy(turned, x * size, padded, radius, size);
            reflect(padded, size);
            convolve(padded, turned, x * size, size);
        }
        System.arraycopy(transposed(turned, size), 0, plane, 0, plane.length);
    }

    private void reflect(float[] padded, int size) {
        for (int i = 1; i <= radius; i++) {
            padded[radius - i] = padded[radius + mirrored(i, size)];
            padded[radius + size - 1 + i] = padded[radius + mirrored(size - 1 + i, size)];
        }
    }

    /** The index inside {@code 0..size} that mirroring at the first and last sample, as often as needed, comes to. */
    private static int mirrored(int index, int size) {
        int period = Math.max(1, 2 * (size - 1));
        int inside = Math.floorMod(index, period);
        return inside < size ? inside : period - inside;
    }

    private void convolve(float[] padded, float[] out, int offset, int size) {
        float[] line = new float[size];
        for (int tap = 0; tap < kernel.length; tap++) {
            float weight = kernel[tap];
            for (int i = 0; i < size; i++) {
                line[i] += weight * padded[i + tap];
            }
        }
        System.arraycopy(line, 0, out, offset, size);
    }

    private static float[] transposed(float[] plane, int size) {
        float[] turned = new float[plane.length];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                turned[x * size + y] = plane[y * size + x];
            }
        }
        return turned;
    }
}
