package io.defectsdk.core.internal.patchcore;

/**
 * Bilinear resize of planes between two fixed sizes: half-pixel centres, edges repeated (PyTorch's {@code interpolate} with
 * {@code align_corners=False}, without antialias). Confined to one thread.
 */
final class PlaneResize implements PlaneChange {
    private final int fromWidth;
    private final Axis rows;
    private final Axis columns;
    private final boolean identity;

    /** Each source row, brought to the target's width. */
    private final float[][] wide;

    PlaneResize(int fromHeight, int fromWidth, int toHeight, int toWidth) {
        this.fromWidth = fromWidth;
        this.rows = new Axis(fromHeight, toHeight);
        this.columns = new Axis(fromWidth, toWidth);
        this.identity = fromHeight == toHeight && fromWidth == toWidth;
        this.wide = new float[fromHeight][toWidth];
    }

    @Override
    public void apply(float[] from, float[] to) {
        if (identity) {
            System.arraycopy(from, 0, to, 0, to.length);
            return;
        }
        int width = columns.low.length;
        for (int y = 0; y < wide.length; y++) {
            stretch(from, y * fromWidth, wide[y]);
        }
        for (int y = 0; y < rows.low.length; y++) {
            mix(wide[rows.low[y]], wide[rows.high[y]], rows.share[y], to, y * width);
        }
    }

    private void stretch(float[] from, int offset, float[] row) {
        for (int x = 0; x < row.length; x++) {
            float across = columns.share[x];
            row[x] = from[offset + columns.low[x]] * (1 - across) + from[offset + columns.high[x]] * across;
        }
    }

    private static void mix(float[] top, float[] bottom, float down, float[] to, int offset) {
        for (int x = 0; x < top.length; x++) {
            to[offset + x] = top[x] * (1 - down) + bottom[x] * down;
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
