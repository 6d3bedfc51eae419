package io.defectsdk.core.internal.patchcore;

/**
 * Brings planes to a coarser grid: each target cell is the mean of the source cells that it meets (PyTorch's adaptive average pooling).
 * Immutable.
 */
final class PlaneMean implements PlaneChange {
    private final int fromHeight;
    private final int fromWidth;
    private final int toHeight;
    private final int toWidth;

    PlaneMean(int fromHeight, int fromWidth, int toHeight, int toWidth) {
        this.fromHeight = fromHeight;
        this.fromWidth = fromWidth;
        this.toHeight = toHeight;
        this.toWidth = toWidth;
    }

    @Override
    public void apply(float[] from, float[] to) {
        for (int y = 0; y < toHeight; y++) {
            int top = first(y, fromHeight, toHeight);
            int bottom = end(y, fromHeight, toHeight);
            for (int x = 0; x < toWidth; x++) {
                int left = first(x, fromWidth, toWidth);
                int right = end(x, fromWidth, toWidth);
                float sum = 0;
                for (int row = top; row < bottom; row++) {
                    for (int column = left; column < right; column++) {
                        sum += from[row * fromWidth + column];
                    }
                }
                to[y * toWidth + x] = sum / ((bottom - top) * (right - left));
            }
        }
    }

    private static int first(int target, int from, int to) {
        return (int) ((long) target * from / to);
    }

    private static int end(int target, int from, int to) {
        return (int) (((target + 1L) * from + to - 1) / to);
    }
}
