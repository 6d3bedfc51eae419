package io.defectsdk.models.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.defectsdk.InferenceException;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureMap;
import java.nio.FloatBuffer;
import java.util.List;

/** A backbone in DJL's PyTorch engine. Thread-safe as {@link InferenceSession} says. */
final class TorchScriptSession implements InferenceSession {
    private final TorchScriptModel model;
    private final ModelManifest manifest;

    private TorchScriptSession(TorchScriptModel model, ModelManifest manifest) {
        this.model = model;
        this.manifest = manifest;
    }

    /**
     * Loads a model from verified bytes.
     *
     * @throws io.defectsdk.ModelLoadException if DJL may reach for the network, misses a part, or refuses the model
     */
    static TorchScriptSession open(ModelManifest manifest, byte[] bytes) {
        return new TorchScriptSession(TorchScriptModel.open(manifest.id(), bytes), manifest);
    }

    @Override
    public List<FeatureMap> run(FloatBuffer input, int size, List<Layer> layers, boolean oneThread) {
        return model.use(memory -> {
            NDList outputs = forward(memory, input, size);
            List<Layer> declared = manifest.backbone().layers();
            if (outputs.size() != declared.size()) {
                throw new InferenceException(
                        "backbone '" + manifest.id() + "' gave " + outputs.size() + " tensors, but its manifest names "
                                + declared.size() + " layers",
                        null);
            }
            return layers.stream()
                    .map(layer -> featureMap(layer, size, outputs.get(declared.indexOf(layer))))
                    .toList();
        });
    }

    private NDList forward(NDManager memory, FloatBuffer input, int size) {
        try {
            return model.forward(memory, memory.create(input, new Shape(1, 3, size, size)));
        } catch (RuntimeException e) {
            throw new InferenceException(
                    "backbone '" + manifest.id() + "' failed on an input of " + size + "x" + size + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private FeatureMap featureMap(Layer layer, int size, NDArray output) {
        float[] values;
        try {
            values = output.toFloatArray();
        } catch (RuntimeException e) {
            throw new InferenceException(
                    "backbone '" + manifest.id() + "' gave layer '" + layer.name() + "' as " + output.getDataType()
                            + ", but float32 is expected",
                    e);
        }
        return LayerOutput.check(manifest.id(), layer, size, output.getShape().getShape(), values);
    }

    @Override
    public void close() {
        model.close();
    }
}
