package io.defectsdk.models.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.defectsdk.InferenceException;
import io.defectsdk.similarity.Embedding;
import java.nio.Buffer;

/** One model of an encoder in DJL's PyTorch engine; it takes one tensor and gives one. Thread-safe as {@link EncoderSession} says. */
final class TorchScriptEncoderSession implements EncoderSession {
    private final TorchScriptModel torchScript;
    private final EncoderModel model;

    private TorchScriptEncoderSession(TorchScriptModel torchScript, EncoderModel model) {
        this.torchScript = torchScript;
        this.model = model;
    }

    /**
     * Loads a model from verified bytes.
     *
     * @throws io.defectsdk.ModelLoadException if DJL may reach for the network, misses a part, or refuses the model
     */
    static TorchScriptEncoderSession open(EncoderModel model, byte[] bytes) {
        return new TorchScriptEncoderSession(TorchScriptModel.open(model.encoderId(), bytes), model);
    }

    @Override
    public Embedding run(Buffer input) {
        return torchScript.use(memory -> {
            NDList outputs = forward(memory, input);
            if (outputs.size() != 1) {
                throw new InferenceException(
                        model.name() + " gave " + outputs.size() + " tensors, but one is expected", null);
            }
            NDArray output = outputs.get(0);
            return model.embedding(output.getShape().getShape(), values(output));
        });
    }

    private NDList forward(NDManager memory, Buffer input) {
        try {
            return torchScript.forward(memory, memory.create(input, new Shape(model.inputShape())));
        } catch (RuntimeException e) {
            throw model.failed(e);
        }
    }

    private float[] values(NDArray output) {
        try {
            return output.toFloatArray();
        } catch (RuntimeException e) {
            throw new InferenceException(
                    model.name() + " gave " + output.getDataType() + ", but float32 is expected", e);
        }
    }

    @Override
    public void close() {
        torchScript.close();
    }
}
