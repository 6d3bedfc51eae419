package io.defectsdk.models.internal;

import io.defectsdk.models.internal.ModelManifest.ModelRuntime;
import io.defectsdk.similarity.Embedding;
import java.nio.Buffer;

/**
 * One model of an encoder in a runtime. Thread-safe, except that {@link #close()} must not meet a run; {@link Lifecycle} sees to that.
 */
interface EncoderSession extends AutoCloseable {
    /**
     * Runs the model on one input. Inputs are never batched: a runtime may add up a matrix of another height in another order, and one
     * picture must give the same bits alone and among others. (A batch of 4 would take 14 % less time.)
     *
     * @param input a {@link java.nio.FloatBuffer} or {@link java.nio.LongBuffer} of what {@link EncoderModel#shape()} says, direct,
     *     native byte order; only read
     * @throws io.defectsdk.InferenceException if the run fails, or the output is not what the manifest says
     */
    Embedding run(Buffer input);

    @Override
    void close();

    /**
     * Starts a model from verified bytes.
     *
     * @throws io.defectsdk.ModelLoadException if the runtime is missing or refuses it, or it is not what its manifest says
     */
    static EncoderSession start(EncoderModel model, ModelRuntime runtime, byte[] bytes, Compute compute) {
        return switch (runtime) {
            case ONNX -> OnnxRuntime.start(model.encoderId(), () -> OnnxEncoderSession.open(model, bytes, compute));
            case TORCHSCRIPT ->
                TorchScriptRuntime.start(
                        model.encoderId(), compute.device(), () -> TorchScriptEncoderSession.open(model, bytes));
        };
    }
}
