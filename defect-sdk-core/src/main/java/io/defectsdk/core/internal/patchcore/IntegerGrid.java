package io.defectsdk.core.internal.patchcore;

import io.defectsdk.spi.IntegerMatrix;

/**
 * The grid of small integers that a bank and its queries are put on: value {@code low + step · u} for {@code u} from 0 to {@value
 * IntegerMatrix#MAX_VALUE}, spanning the bank's values. Immutable.
 */
final class IntegerGrid {
    private final float low;
    private final float step;

    private IntegerGrid(float low, float step) {
        this.low = low;
        this.step = step;
    }

    /** Over all of these values. */
    static IntegerGrid over(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float step = (high - low) / IntegerMatrix.MAX_VALUE;
        // all values equal, or a span that a float cannot hold: any step is right, the offsets tell the rest
        return new IntegerGrid(low, step > 0 && Float.isFinite(step) ? step : 1);
    }

    /** The distance between neighbouring grid values. */
    float step() {
        return step;
    }

    /**
     * Puts one vector on the grid, each value at the nearest grid value.
     *
     * @param out receives the integers at {@code outOffset}
     * @return how far the vector lies from its grid point, not less than it really does
     */
    float round(float[] values, int offset, int length, byte[] out, int outOffset) {
        float inverse = 1 / step;
        float even = 0;
        float odd = 0;
        int largestBits = 0;
        for (int i = 0; i < length; i++) {
            float value = values[offset + i];
            // whole numbers are compared, not floats: that is quicker, and the same
            int integer = Math.max(0, Math.min(IntegerMatrix.MAX_VALUE, (int) ((value - low) * inverse + 0.5f)));
            float error = value - (low + step * integer);
            float square = error * error;
            if ((i & 1) == 0) {
                even += square;
            } else {
                odd += square;
            }
            largestBits = Math.max(largestBits, Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
            out[outOffset + i] = (byte) integer;
        }
        float sum = even + odd;
        float largest = Float.intBitsToFloat(largestBits);
        // the grid value itself is rounded, by less than this a dimension
        float rounding = Math.max(largest, Math.abs(low) + step * IntegerMatrix.MAX_VALUE) * 0x1p-22f;
        return ((float) Math.sqrt(sum) + rounding * (float) Math.sqrt(length)) * (1 + length * 0x1p-23f);
    }
}
