package io.defectsdk.models.internal;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.defectsdk.ErrorCode;
import io.defectsdk.InferenceException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One model opened in ONNX Runtime, once or twice. It shares the process's one {@link OrtEnvironment}, which a host may have made
 * before us, and never closes it. Thread-safe, except that {@link #close()} must not meet a run.
 */
final class OnnxSessions implements AutoCloseable {
    private final OrtEnvironment environment;
    private final List<OrtSession> sessions;
    private final String modelId;

    private OnnxSessions(OrtEnvironment environment, List<OrtSession> sessions, String modelId) {
        this.environment = environment;
        this.sessions = sessions;
        this.modelId = modelId;
    }

    /** Looks whether a session is what the manifest says. */
    @FunctionalInterface
    interface Check {
        void check(OrtSession session) throws OrtException;
    }

    /**
     * Opens a model from verified bytes.
     *
     * @param oneThreadToo whether to open it a second time, for runs on the caller's thread alone, where others use several
     * @throws ModelLoadException if the runtime refuses it, or is missing
     */
    static OnnxSessions open(String modelId, byte[] model, Compute compute, boolean oneThreadToo, Check check) {
        List<OrtSession> opened = new ArrayList<>(2);
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            opened.add(session(environment, model, compute.threads(), compute.device()));
            check.check(opened.get(0));
            if (oneThreadToo && compute.threads() > 1 && compute.device() instanceof Device.Cpu) {
                opened.add(session(environment, model, 1, compute.device()));
            }
            return new OnnxSessions(environment, opened, modelId);
        } catch (OrtException e) {
            Closing.after(e, () -> close(opened, modelId));
            throw new ModelLoadException(
                    ErrorCode.MODEL_INVALID,
                    "ONNX Runtime cannot load the model '" + modelId + "' on " + compute.device() + ": "
                            + e.getMessage(),
                    e);
        } catch (RuntimeException | Error e) { // out of memory, too: nobody else could close them
            Closing.after(e, () -> close(opened, modelId));
            throw e;
        }
    }

    private static OrtSession session(OrtEnvironment environment, byte[] model, int threads, Device device)
            throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            // its errors reach the caller as exceptions; nothing is printed
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // a guest does not burn the host's cores between two pictures; where the host is busy, spinning is slower
            // too
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            if (device instanceof Device.Cuda cuda) {
                CudaProvider.add(options, cuda);
            }
            return environment.createSession(model, options);
        }
    }

    /**
     * The shape of a tensor, an open size being −1.
     *
     * @param expected what it should be, for the message
     * @throws ModelLoadException if it is of another type
     */
    static long[] shape(String modelId, ValueInfo info, OnnxJavaType type, String expected) {
        if (!(info instanceof TensorInfo tensor) || tensor.type != type) {
            throw unlike(modelId, expected, info.toString());
        }
        return tensor.getShape();
    }

    /** An error for a model of another shape. */
    static ModelLoadException unlike(String modelId, String expected, long[] shape) {
        return unlike(modelId, expected, Arrays.toString(shape));
    }

    /** An error for a model that is not what its manifest says. */
    static ModelLoadException unlike(String modelId, String expected, String actual) {
        return new ModelLoadException(
                ErrorCode.MODEL_INVALID,
                "the model '" + modelId + "' is not what its manifest says: expected " + expected + ", but it has "
                        + actual
                        + ". Export it again (a backbone with tools/export_backbone.py, CLIP with tools/export_clip.py,"
                        + " others as docs/models.md says), or mend the manifest",
                null);
    }

    OrtEnvironment environment() {
        return environment;
    }

    /** The session for runs that use all threads. */
    OrtSession session() {
        return sessions.get(0);
    }

    /** The session for runs on the caller's thread, where there is one of its own. */
    OrtSession oneThreadSession() {
        return sessions.get(sessions.size() - 1);
    }

    @Override
    public void close() {
        close(sessions, modelId);
    }

    private static void close(List<OrtSession> sessions, String modelId) {
        Closing.all(sessions.stream()
                .<Runnable>map(session -> () -> close(session, modelId))
                .toList());
    }

    private static void close(OrtSession session, String modelId) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("the model '" + modelId + "' cannot be closed: " + e.getMessage(), e);
        }
    }
}
