package io.defectsdk.models.internal;

import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import java.util.function.Supplier;

/** Starts ONNX models where ONNX Runtime is on the class path; knows none of its classes. */
final class OnnxRuntime {
    private OnnxRuntime() {}

    /** Starts a model; the runtime's classes are first touched within this call. */
    static <T> T start(String modelId, Supplier<T> start) {
        try {
            return start.get();
        } catch (LinkageError e) {
            throw new ModelLoadException(
                    ErrorCode.MODEL_MISSING,
                    "the model '" + modelId + "' needs ONNX Runtime, which cannot be loaded (" + e
                            + "): add the dependency com.microsoft.onnxruntime:onnxruntime, which serves Linux,"
                            + " Windows and macOS on 64 bits",
                    e);
        }
    }
}
