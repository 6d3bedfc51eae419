package io.defectsdk.testing.line;

/** Averages over neighbouring pixels of a row-major plane; the border repeats its last pixel. */
final class Smoothing {
    private Smoothing() {}

    /** Mean over a square of {@code 2 radius + 1} pixels a side, twice, which is close to a bell. */
    static float[] box(float[] plane, int width, int height, int radius) {
        float[] smooth = plane;
        for (int pass = 0; pass < 2; pass++) {
            smooth = alongLines(smooth, height, width, 1, width, radius);
            smooth = alongLines(smooth, width, 1, width, height, radius);
        }
        return smooth;
    }

    private static float[] alongLines(float[] plane, int lines, int lineStep, int step, int length, int radius) {
        float[] smooth = new float[plane.length];
        for (int line = 0; line < lines; line++) {
            int start = line * lineStep;
            // in double, so that the running sum does not drift
            double sum = 0;
            for (int offset = -radius; offset <= radius; offset++) {
                sum += plane[start + bounded(offset, length) * step];
            }
            for (int position = 0; position < length; position++) {
                smooth[start + position * step] = (float) (sum / (2 * radius + 1));
                sum += plane[start + bounded(position + radius + 1, length) * step];
                sum -= plane[start + bounded(position - radius, length) * step];
            }
        }
        return smooth;
    }

    private static int bounded(int position, int length) {
        return Math.max(0, Math.min(length - 1, position));
    }
}
