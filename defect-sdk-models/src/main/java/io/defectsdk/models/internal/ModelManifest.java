package io.defectsdk.models.internal;

import io.defectsdk.spi.Backbone;
import java.util.List;

/**
 * What {@code manifest.json} says about a backbone, checked; docs/models.md describes every field. Immutable.
 *
 * @param runtime what runs it
 * @param file name of the model file, a plain name in the same folder
 * @param bytes size of that file
 * @param licence the weights' licence
 * @param source where the weights come from
 * @param input what goes in
 * @param backbone what comes out; for TorchScript the layers are in the order of the output tuple
 */
record ModelManifest(
        ModelRuntime runtime, String file, int bytes, String licence, String source, Input input, Backbone backbone) {
    /** What runs a model. */
    enum ModelRuntime {
        ONNX,
        TORCHSCRIPT
    }

    /**
     * A picture as the model expects it: float32 {@code [1, 3, height, width]}, RGB, {@code (x / 255 - mean) / std}.
     *
     * @param name the input's name (ONNX)
     * @param mean by channel, on the scale 0 to 1
     * @param std by channel, on the scale 0 to 1
     */
    record Input(String name, List<Double> mean, List<Double> std) {
        Input {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
        }
    }

    ModelFile modelFile() {
        return new ModelFile(file, backbone.sha256(), bytes);
    }

    String id() {
        return backbone.id();
    }
}
