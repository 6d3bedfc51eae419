package io.defectsdk.models.internal;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.training.ParameterStore;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Function;

/**
 * A TorchScript model in DJL's PyTorch engine, on the CPU. Each run has an {@link NDManager} of its own, so runs share nothing but
 * the model, which they only read. Thread-safe, except that {@link #close()} must not meet a run. Loaded when the first TorchScript
 * model is: DJL is an optional dependency.
 */
final class TorchScriptModel implements AutoCloseable {
    private final Model model;

    private TorchScriptModel(Model model) {
        this.model = model;
    }

    /**
     * Loads a model from verified bytes.
     *
     * @throws ModelLoadException if DJL may reach for the network, misses a part, or refuses the model
     */
    static TorchScriptModel open(String modelId, byte[] bytes) {
        DjlNetwork.requireOffline("the TorchScript model '" + modelId + "'");
        Model model = newModel(modelId);
        try {
            model.load(new ByteArrayInputStream(bytes));
            return new TorchScriptModel(model);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelLoadException(
                    ErrorCode.MODEL_INVALID, "PyTorch cannot load the model '" + modelId + "': " + e.getMessage(), e);
        }
    }

    // asked by name, not through DJL's registry, whose default may be another engine of the host's
    private static Model newModel(String modelId) {
        try {
            return new PtEngineProvider().getEngine().newModel(modelId, Device.cpu());
        } catch (EngineException e) {
            throw TorchScriptRuntime.missing(modelId, e);
        }
    }

    /** Calls it with memory that is freed afterwards. */
    <T> T use(Function<NDManager, T> call) {
        try (NDManager memory = model.getNDManager().newSubManager()) {
            return call.apply(memory);
        }
    }

    /** Runs the model; throws as DJL does. */
    NDList forward(NDManager memory, NDArray input) {
        return model.getBlock().forward(new ParameterStore(memory, false), new NDList(input), false);
    }

    @Override
    public void close() {
        model.close();
    }
}
