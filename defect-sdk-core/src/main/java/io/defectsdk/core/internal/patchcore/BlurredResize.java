package io.defectsdk.core.internal.patchcore;

import io.defectsdk.deployment.MapRule;
import java.util.Arrays;

/**
 * A plane brought to another size and blurred by a Gaussian that reaches four standard deviations (33 taps for σ = 4, as in anomalib), both
 * as a {@link MapRule} says. Both are linear and separable, so that together they are one weighted sum of few grid values along each
 * axis. Immutable.
 */
final class BlurredResize {
    private final Axis rows;
    private final Axis columns;

    /** From a grid to {@code [height, width]}, with a Gaussian of {@code sigma} pixels of the latter. */
    BlurredResize(PatchGrid.Shape grid, int width, int height, double sigma, MapRule rule) {
        double[] kernel = kernel(sigma);
        rows = new Axis(grid.height(), height, kernel, rule);
        columns = new Axis(grid.width(), width, kernel, rule);
    }

    private static double[] kernel(double sigma) {
        int radius = (int) Math.ceil(4 * sigma);
        double[] kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            int distance = i - radius;
            // StrictMath: the same kernel, and so the same scores, on every platform
            kernel[i] = StrictMath.exp(-distance * distance / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /**
     * From one plane to the other, row-major both.
     *
     * @param from holds the plane from {@code offset} on
     * @param share of the result that is added to {@code out}
     */
    void add(float[] from, int offset, float share, float[] out) {
        int width = columns.weights.length;
        float[][] wide = new float[rows.from][width];
        for (int y = 0; y < rows.from; y++) {
            for (int x = 0; x < width; x++) {
                int first = offset + y * columns.from + columns.first[x];
                float sum = 0;
                for (int tap = 0; tap < columns.weights[x].length; tap++) {
                    sum += columns.weights[x][tap] * from[first + tap];
                }
                wide[y][x] = sum;
            }
        }
        float[] line = new float[width];
        for (int y = 0; y < rows.weights.length; y++) {
            Arrays.fill(line, 0);
            for (int tap = 0; tap < rows.weights[y].length; tap++) {
                addWeighted(wide[rows.first[y] + tap], rows.weights[y][tap], line);
            }
            for (int x = 0; x < width; x++) {
                out[y * width + x] += share * line[x];
            }
        }
    }

    private static void addWeighted(float[] row, float weight, float[] line) {
        for (int x = 0; x < line.length; x++) {
            line[x] += weight * row[x];
        }
    }

    /** For each target position the source positions that count there, from the first on, and by how much. */
    private static final class Axis {
        private final int from;
        private final int[] first;
        private final float[][] weights;

        Axis(int from, int to, double[] kernel, MapRule rule) {
            this.from = from;
            this.first = new int[to];
            this.weights = new float[to][];
            for (int i = 0; i < to; i++) {
                double[] sums = new double[from];
                for (int tap = 0; tap < kernel.length; tap++) {
                    int blurred = mirrored(i + tap - kernel.length / 2, to, rule == MapRule.SQUARED);
                    double position = rule == MapRule.NEAREST
                            ? Math.floorDiv((long) blurred * from, to)
                            : Math.max(0, (blurred + 0.5) * from / to - 0.5);
                    int low = Math.min((int) position, from - 1);
                    double share = position - low;
                    sums[low] += kernel[tap] * (1 - share);
                    sums[Math.min(low + 1, from - 1)] += kernel[tap] * share;
                }
                keep(i, sums);
            }
        }

        private void keep(int target, double[] sums) {
            int low = 0;
            while (sums[low] == 0) {
                low++;
            }
            int high = from;
            while (sums[high - 1] == 0) {
                high--;
            }
            first[target] = low;
            weights[target] = new float[high - low];
            for (int k = low; k < high; k++) {
                weights[target][k - low] = (float) sums[k];
            }
        }

        /**
         * The index inside {@code 0..size} that mirroring comes to, as often as needed: in the outermost pixel as PyTorch does, or behind
         * it, so that it counts twice, as SciPy does.
         */
        private static int mirrored(int index, int size, boolean behind) {
            int period = behind ? 2 * size : Math.max(1, 2 * (size - 1));
            int inside = Math.floorMod(index, period);
            return inside < size ? inside : period - inside - (behind ? 1 : 0);
        }
    }
}
