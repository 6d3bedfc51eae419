package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import java.util.function.Supplier;

/** Starts TorchScript models where the host brought DJL's PyTorch engine; knows none of DJL's classes. */
final class TorchScriptRuntime {
    private TorchScriptRuntime() {}

    /** Starts a model; DJL's classes are first touched within this call. */
    static <T> T start(String modelId, Device device, Supplier<T> start) {
        requireCpu(modelId, device);
        try {
            return start.get();
        } catch (LinkageError e) {
            throw missing(modelId, e);
        }
    }

    private static void requireCpu(String modelId, Device device) {
        if (!(device instanceof Device.Cpu)) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_INVALID,
                    "the TorchScript model '" + modelId + "' runs on the processor alone, but the device " + device
                            + " was asked for: export the model to ONNX, or leave out device(...)",
                    null);
        }
    }

    /** Says what to add; see docs/models.md. */
    static ModelLoadException missing(String modelId, Throwable cause) {
        return new ModelLoadException(
                ErrorCode.MODEL_MISSING,
                "the TorchScript model '" + modelId + "' needs DJL's PyTorch engine, which cannot be started (" + cause
                        + "): add the dependencies ai.djl.pytorch:pytorch-engine:0.35.1,"
                        + " ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1 and ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the"
                        + " classifier of this machine (linux-x86_64, win-x86_64, osx-aarch64), or export the model to"
                        + " ONNX",
                cause);
    }
}
