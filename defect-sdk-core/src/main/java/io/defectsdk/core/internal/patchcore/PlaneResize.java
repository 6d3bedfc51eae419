package io.defectsdk.core.internal.patchcore;

/**
 * Bilinear resize of planes between two fixed sizes: half-pixel centres, edges repeated (PyTorch's {@code interpolate} with
 * {@code align_corners=False}, without antialias). Immutable.
 */
final class PlaneResize {
    private final int fromWidth;
    private final Axis rows;
    private final Axis columns;
    private final boolean identity;

    PlaneResize(int fromHeight, int fromWidth, int toHeight, int toWidth) {
        this.fromWidth = fromWidth;
        this.rows = new Axis(fromHeight, toHeight);
        this.columns = new Axis(fromWidth, toWidth);
        this.identity = fromHeight == toHeight && fromWidth == toWidth;
    }

    /** From {@code [fromHeight, fromWidth]} to {@code [toHeight, toWidth]}, row-major both. */
    void apply(float[] from, float[] to) {
        if (identity) {
            System.arraycopy(from, 0, to, 0, to.length);
            return;
        }
        int width = columns.low.length;
        for (int y = 0; y < rows.low.length; y++) {
            int upper = rows.low[y] * fromWidth;
            int lower = rows.high[y] * fromWidth;
            float down = rows.share[y];
            for (int x = 0; x < width; x++) {
                int left = columns.low[x];
                int right = columns.high[x];
                float across = columns.share[x];
                float top = from[upper + left] * (1 - across) + from[upper + right] * across;
                float bottom = from[lower + left] * (1 - across) + from[lower + right] * across;
                to[y * width + x] = top * (1 - down) + bottom * down;
            }
        }
    }

    private static final class Axis {
        private final int[] low;
        private final int[] high;
        private final float[] share;

        Axis(int from, int to) {
            low = new int[to];
            high = new int[to];
            share = new float[to];
            float scale = (float) from / to;
            for (int i = 0; i < to; i++) {
                float position = Math.max(0, (i + 0.5f) * scale - 0.5f);
                low[i] = Math.min((int) position, from - 1);
                high[i] = Math.min(low[i] + 1, from - 1);
                share[i] = position - low[i];
            }
        }
    }
}
