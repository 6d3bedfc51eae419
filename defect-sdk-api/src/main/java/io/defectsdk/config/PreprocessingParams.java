package io.defectsdk.config;

import java.util.Optional;

/**
 * What is done to a picture before a model sees it, the same when a product is taught and when it is inspected; see {@link
 * io.defectsdk.inspection.Preprocessing}. Immutable.
 *
 * @param grayscale whether colour is taken out
 * @param contrast whether the brightness is stretched to the full range
 * @param histogram whether the brightness is spread evenly (histogram equalisation)
 */
public record PreprocessingParams(Optional<Boolean> grayscale, Optional<Boolean> contrast, Optional<Boolean> histogram)
        implements ModelParams {
    /** Nothing set. */
    public static PreprocessingParams none() {
        return new PreprocessingParams(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with this switch. */
    public PreprocessingParams withGrayscale(boolean on) {
        return new PreprocessingParams(Optional.of(on), contrast, histogram);
    }

    /** The same with this switch. */
    public PreprocessingParams withContrast(boolean on) {
        return new PreprocessingParams(grayscale, Optional.of(on), histogram);
    }

    /** The same with this switch. */
    public PreprocessingParams withHistogram(boolean on) {
        return new PreprocessingParams(grayscale, contrast, Optional.of(on));
    }
}
