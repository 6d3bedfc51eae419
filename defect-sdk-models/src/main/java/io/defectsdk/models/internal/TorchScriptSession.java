package io.defectsdk.models.internal;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.training.ParameterStore;
import ai.djl.util.Utils;
import io.defectsdk.ErrorCode;
import io.defectsdk.InferenceException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A TorchScript model in DJL's PyTorch engine, on the CPU. The only class that touches DJL, an optional dependency; it is
 * loaded when a TorchScript model is. Each run has an {@link NDManager} of its own, so runs share nothing but the model,
 * which they only read. Thread-safe as {@link InferenceSession} says.
 *
 * <p>DJL downloads what it misses unless it is told to stay offline, so this class refuses to start it otherwise.
 */
final class TorchScriptSession implements InferenceSession {
    private final Model model;
    private final ModelManifest manifest;

    private TorchScriptSession(Model model, ModelManifest manifest) {
        this.model = model;
        this.manifest = manifest;
    }

    /**
     * Loads a model from verified bytes.
     *
     * @throws ModelLoadException if DJL may reach for the network, misses a part, or refuses the model
     */
    static TorchScriptSession open(ModelManifest manifest, byte[] bytes) {
        requireOffline(manifest);
        // asked by name, not through DJL's registry, whose default may be another engine of the host's
        Model model = newModel(manifest);
        try {
            model.load(new ByteArrayInputStream(bytes));
            return new TorchScriptSession(model, manifest);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelLoadException(
                    ErrorCode.MODEL_INVALID,
                    "PyTorch cannot load the model '" + manifest.id() + "': " + e.getMessage(),
                    e);
        }
    }

    private static void requireOffline(ModelManifest manifest) {
        if (!Utils.isOfflineMode()) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "the TorchScript model '" + manifest.id()
                            + "' is not loaded, because DJL would reach for the network"
                            + " where it misses a file: start the JVM with -Dai.djl.offline=true, or set the environment"
                            + " variable DJL_OFFLINE=true",
                    null);
        }
    }

    private static Model newModel(ModelManifest manifest) {
        try {
            return new PtEngineProvider().getEngine().newModel(manifest.id(), Device.cpu());
        } catch (EngineException e) {
            throw TorchScriptRuntime.missing(manifest, e);
        }
    }

    @Override
    public List<FeatureMap> run(FloatBuffer input, int size, List<Layer> layers, boolean oneThread) {
        try (NDManager memory = model.getNDManager().newSubManager()) {
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
        }
    }

    private NDList forward(NDManager memory, FloatBuffer input, int size) {
        try {
            NDArray tensor = memory.create(input, new Shape(1, 3, size, size));
            return model.getBlock().forward(new ParameterStore(memory, false), new NDList(tensor), false);
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
