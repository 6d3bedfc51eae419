package io.defectsdk.config;

import io.defectsdk.internal.Checks;
import java.util.Optional;

/**
 * Parameters of PatchCore, used when a product is taught. Immutable.
 *
 * @param imageThreshold where on the calibrated scale NG begins: 1 is where the calibration puts it, 0.9 finds more and rejects
 *     more, 1.1 rejects less; REVIEW begins in proportion. 0.01 to 10
 * @param pixelThreshold where on the calibrated scale a pixel of the anomaly map belongs to a region: 1 is the calibration's NG
 *     threshold. 0.01 to 10
 * @param backbone id of the backbone, as in its manifest, 1 to 200 characters
 */
public record PatchCoreParams(
        Optional<Double> imageThreshold, Optional<Double> pixelThreshold, Optional<String> backbone)
        implements ModelParams {
    /** Checks the ranges. */
    public PatchCoreParams {
        imageThreshold.ifPresent(value -> Checks.inRange(value, "image_threshold", 0.01, 10));
        pixelThreshold.ifPresent(value -> Checks.inRange(value, "pixel_threshold", 0.01, 10));
        backbone.ifPresent(value -> Checks.text(value, "backbone", 200));
    }

    /** Nothing set. */
    public static PatchCoreParams none() {
        return new PatchCoreParams(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with this threshold. */
    public PatchCoreParams withImageThreshold(double value) {
        return new PatchCoreParams(Optional.of(value), pixelThreshold, backbone);
    }

    /** The same with this threshold. */
    public PatchCoreParams withPixelThreshold(double value) {
        return new PatchCoreParams(imageThreshold, Optional.of(value), backbone);
    }

    /** The same with this backbone. */
    public PatchCoreParams withBackbone(String id) {
        return new PatchCoreParams(imageThreshold, pixelThreshold, Optional.of(id));
    }
}
