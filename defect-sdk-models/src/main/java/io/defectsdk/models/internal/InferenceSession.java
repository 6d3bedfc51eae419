package io.defectsdk.models.internal;

import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureMap;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A model in a runtime. Thread-safe, except that {@link #close()} must not meet a call that is under way; {@link
 * LoadedBackbone} sees to that.
 */
interface InferenceSession extends AutoCloseable {
    /**
     * Runs the model once.
     *
     * @param input direct, native byte order, {@code [1, 3, size, size]} from position 0 to its limit; only read
     * @param size side of the input in pixels
     * @param layers the outputs asked for, each once
     * @param oneThread whether to run on the caller's thread alone, as far as the runtime can; the values are the same
     * @return one map a layer, in the order asked for
     * @throws io.defectsdk.InferenceException if the run fails, or an output is not what the manifest says
     */
    List<FeatureMap> run(FloatBuffer input, int size, List<Layer> layers, boolean oneThread);

    @Override
    void close();
}
