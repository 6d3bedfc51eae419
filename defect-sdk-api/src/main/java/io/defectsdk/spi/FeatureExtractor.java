package io.defectsdk.spi;

import io.defectsdk.inspection.PixelImage;
import java.util.List;

/**
 * A backbone that is loaded. Thread-safe: calls from several threads run side by side. One picture gives the same values
 * bit for bit, alone or among others.
 */
public interface FeatureExtractor extends AutoCloseable {
    /** What it is. */
    Backbone backbone();

    /**
     * Resizes a picture as the view says (bilinear with antialias), normalises it as the manifest says, and runs the backbone.
     *
     * @param view the square that the backbone sees; its side is a multiple of {@link Backbone#inputMultiple()}
     * @param layers names of the layers asked for
     * @return one map a layer, in the order asked for, all values finite
     * @throws io.defectsdk.IncompatibleModelException if a layer is unknown or the size does not fit
     * @throws io.defectsdk.InferenceException if the backbone fails or gives something else than its manifest says
     */
    List<FeatureMap> extract(PixelImage picture, InputView view, List<String> layers);

    /**
     * The same where other computations keep the processor busy: on the caller's thread alone, as far as the runtime can. The values are
     * those of {@link #extract(PixelImage, InputView, List)}, bit for bit.
     */
    default List<FeatureMap> extractOnOneThread(PixelImage picture, InputView view, List<String> layers) {
        return extract(picture, view, layers);
    }

    /** As {@link #extract(PixelImage, InputView, List)}, of the whole picture, resized to {@code inputSize × inputSize}. */
    default List<FeatureMap> extract(PixelImage picture, int inputSize, List<String> layers) {
        return extract(picture, InputView.whole(inputSize), layers);
    }

    /** Frees native memory, after the calls that are under way have ended. Idempotent. */
    @Override
    void close();
}
