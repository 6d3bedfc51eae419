package io.defectsdk.core.internal.render;

/**
 * The colours of raw scores, fixed by the NG threshold that holds: dark blue up to half of it, where most of a good part lies,
 * over teal to yellow at the threshold, and on to red at twice the threshold. Immutable.
 */
final class HeatColours {
    /** Stops as position, red, green, blue; position 0.5 is the NG threshold. Lightness peaks at the threshold. */
    private static final float[][] STOPS = {
        {0f, 24, 32, 82},
        {0.25f, 28, 96, 140},
        {0.45f, 64, 170, 150},
        {0.5f, 250, 226, 84},
        {0.7f, 244, 132, 38},
        {1f, 190, 14, 32}
    };

    private final double low;
    private final double threshold;
    private final double high;

    HeatColours(double ngThreshold) {
        threshold = ngThreshold;
        low = threshold / 2;
        high = 2 * threshold;
    }

    /** Where a score stands between 0 (half the threshold or less) and 1 (twice or more); 0.5 is the threshold. */
    float position(float score) {
        double position = score <= threshold
                ? 0.5 * (score - low) / (threshold - low)
                : 0.5 + 0.5 * (score - threshold) / (high - threshold);
        return (float) Math.min(1, Math.max(0, position));
    }

    /** The colour at a position, {@code 0xRRGGBB}. */
    static int colour(float position) {
        int stop = 1;
        while (stop < STOPS.length - 1 && position > STOPS[stop][0]) {
            stop++;
        }
        float[] from = STOPS[stop - 1];
        float[] to = STOPS[stop];
        float share = (position - from[0]) / (to[0] - from[0]);
        int colour = 0;
        for (int channel = 1; channel <= 3; channel++) {
            colour = colour << 8 | Math.round(from[channel] + (to[channel] - from[channel]) * share);
        }
        return colour;
    }

    /** How much of the heat is laid over the picture at a position: none up to 0.9 times the threshold, more above. */
    static float opacity(float position) {
        float start = 0.4f;
        return position <= start ? 0 : Math.min(0.65f, 0.15f + (position - start));
    }
}
