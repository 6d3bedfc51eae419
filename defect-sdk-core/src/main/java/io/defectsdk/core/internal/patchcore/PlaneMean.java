package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;

/**
 * Brings planes to a coarser grid: each target cell is the mean of the source cells that it meets (PyTorch's adaptive average pooling).
 * Rows are added up first, in their order, then columns. Confined to one thread.
 */
final class PlaneMean implements PlaneChange {
    private final int fromWidth;
    private final Axis rows;
    private final Axis columns;

    /** The source rows of one target row, added up. */
    private final float[] sums;

    PlaneMean(int fromHeight, int fromWidth, int toHeight, int toWidth) {
        this.fromWidth = fromWidth;
        this.rows = new Axis(fromHeight, toHeight);
        this.columns = new Axis(fromWidth, toWidth);
        this.sums = new float[fromWidth];
    }

    @Override
    public void apply(float[] from, float[] to) {
        int width = columns.first.length;
        for (int y = 0; y < rows.first.length; y++) {
            Arrays.fill(sums, 0);
            for (int row = rows.first[y]; row < rows.end[y]; row++) {
                add(from, row * fromWidth, sums);
            }
            int height = rows.end[y] - rows.first[y];
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int column = columns.first[x]; column < columns.end[x]; column++) {
                    sum += sums[column];
                }
                to[y * width + x] = sum / (height * (columns.end[x] - columns.first[x]));
            }
        }
    }

    private static void add(float[] from, int offset, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += from[offset + x];
        }
    }

    /** For each target position the source positions that it meets. */
    private static final class Axis {
        private final int[] first;
        private final int[] end;

        Axis(int from, int to) {
            first = new int[to];
            end = new int[to];
            for (int i = 0; i < to; i++) {
                first[i] = (int) ((long) i * from / to);
                end[i] = (int) (((i + 1L) * from + to - 1) / to);
            }
        }
    }
}
