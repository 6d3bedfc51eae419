package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;

/** Starts TorchScript models where the host brought DJL's PyTorch engine; knows none of DJL's classes. */
final class TorchScriptRuntime {
    private TorchScriptRuntime() {}

    /** See {@link TorchScriptSession#open}. */
    static InferenceSession open(ModelManifest manifest, byte[] model) {
        try {
            return TorchScriptSession.open(manifest, model);
        } catch (LinkageError e) {
            throw missing(manifest, e);
        }
    }

    /** Says what to add; see docs/models.md. */
    static ModelLoadException missing(ModelManifest manifest, Throwable cause) {
        return new ModelLoadException(
                ErrorCode.MODEL_MISSING,
                "the TorchScript model '" + manifest.id() + "' needs DJL's PyTorch engine, which cannot be started ("
                        + cause + "): add the dependencies ai.djl.pytorch:pytorch-engine:0.35.1,"
                        + " ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1 and ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the"
                        + " classifier of this machine (linux-x86_64, win-x86_64, osx-aarch64), or export the model to"
                        + " ONNX",
                cause);
    }
}
