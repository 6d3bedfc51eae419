package io.defectsdk.models.internal;

import io.defectsdk.InferenceException;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureMap;
import java.util.Arrays;

/** Holds a model's output against its manifest. */
final class LayerOutput {
    // all exponent bits set: infinity or NaN
    private static final int NOT_FINITE = 0x7f80_0000;

    private LayerOutput() {}

    /**
     * An output as a feature map.
     *
     * @param shape what the model gave; {@code [1, channels, size / stride, size / stride]} is asked for
     * @param values row-major; not copied
     * @throws InferenceException if the shape is another one, or a value is not finite
     */
    static FeatureMap check(String modelId, Layer layer, int size, long[] shape, float[] values) {
        int side = size / layer.stride();
        long[] expected = {1, layer.channels(), side, side};
        if (!Arrays.equals(shape, expected)) {
            throw new InferenceException(
                    "backbone '" + modelId + "' gave layer '" + layer.name() + "' as " + Arrays.toString(shape)
                            + " for an input of " + size + "x" + size + ", but its manifest says "
                            + Arrays.toString(expected),
                    null);
        }
        requireFinite(modelId, layer, values);
        return new FeatureMap(layer.channels(), side, side, values);
    }

    private static void requireFinite(String modelId, Layer layer, float[] values) {
        int largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Float.floatToRawIntBits(value) & NOT_FINITE);
        }
        if (largest == NOT_FINITE) {
            throw new InferenceException(
                    "backbone '" + modelId + "' gave values in layer '" + layer.name()
                            + "' that are infinite or not a number: the weights or the normalisation in its manifest"
                            + " are wrong",
                    null);
        }
    }
}
