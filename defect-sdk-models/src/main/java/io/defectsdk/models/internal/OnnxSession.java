package io.defectsdk.models.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.defectsdk.ErrorCode;
import io.defectsdk.InferenceException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureMap;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX model in ONNX Runtime. On the processor it is opened twice, for runs that use all threads and for runs on the caller's alone:
 * a session's threads are fixed, and where each of them has work of its own, handing out parts of every layer costs more than it
 * brings. It shares the process's one {@link OrtEnvironment}, which a host may have
 * made before us, and never closes it. Thread-safe as {@link InferenceSession} says.
 */
final class OnnxSession implements InferenceSession {
    private final OrtEnvironment environment;
    private final List<OrtSession> sessions;
    private final OrtSession session;
    private final OrtSession oneThreadSession;
    private final String modelId;
    private final String inputName;

    /** With one session, or with two, of which the second is for one thread. */
    private OnnxSession(OrtEnvironment environment, List<OrtSession> sessions, ModelManifest manifest) {
        this.environment = environment;
        this.sessions = sessions;
        this.session = sessions.get(0);
        this.oneThreadSession = sessions.get(sessions.size() - 1);
        this.modelId = manifest.id();
        this.inputName = manifest.input().name();
    }

    /**
     * Loads a model from verified bytes.
     *
     * @throws ModelLoadException if the runtime refuses it, or its inputs and outputs are not what the manifest says
     */
    static OnnxSession open(ModelManifest manifest, byte[] model, Compute compute) {
        List<OrtSession> opened = new ArrayList<>(2);
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            opened.add(session(environment, model, compute.threads(), compute.device()));
            requireAsInManifest(manifest, opened.get(0));
            if (compute.threads() > 1 && compute.device() instanceof Device.Cpu) {
                opened.add(session(environment, model, 1, compute.device()));
            }
            return new OnnxSession(environment, opened, manifest);
        } catch (OrtException e) {
            Closing.after(e, () -> close(opened, manifest.id()));
            throw new ModelLoadException(
                    ErrorCode.MODEL_INVALID,
                    "ONNX Runtime cannot load the model '" + manifest.id() + "' on " + compute.device() + ": "
                            + e.getMessage(),
                    e);
        } catch (RuntimeException | Error e) { // out of memory, too: nobody else could close them
            Closing.after(e, () -> close(opened, manifest.id()));
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

    private static void requireAsInManifest(ModelManifest manifest, OrtSession session) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (!inputs.keySet().equals(Set.of(manifest.input().name()))) {
            throw unlike(manifest, "one input '" + manifest.input().name() + "'", "the inputs " + inputs.keySet());
        }
        for (NodeInfo input : inputs.values()) {
            requireTensor(manifest, "input", input, 3);
        }
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        for (Layer layer : manifest.backbone().layers()) {
            NodeInfo output = outputs.get(layer.name());
            if (output == null) {
                throw unlike(manifest, "an output '" + layer.name() + "'", "the outputs " + outputs.keySet());
            }
            requireTensor(manifest, "output", output, layer.channels());
        }
    }

    /** Height and width must be open, since recipes choose the input size; the batch may be open or 1. */
    private static void requireTensor(ModelManifest manifest, String kind, NodeInfo node, int channels) {
        String expected = kind + " '" + node.getName() + "' of float32 [batch, " + channels + ", height, width], height"
                + " and width open";
        if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw unlike(manifest, expected, node.getInfo().toString());
        }
        // an open size is declared as -1
        long[] shape = tensor.getShape();
        if (shape.length != 4
                || shape[0] > 1
                || (shape[1] != -1 && shape[1] != channels)
                || shape[2] != -1
                || shape[3] != -1) {
            throw unlike(manifest, expected, Arrays.toString(shape));
        }
    }

    private static ModelLoadException unlike(ModelManifest manifest, String expected, String actual) {
        return new ModelLoadException(
                ErrorCode.MODEL_INVALID,
                "the model '" + manifest.id() + "' is not what its manifest says: expected " + expected
                        + ", but it has " + actual
                        + ". Export it again with tools/export_backbone.py, or mend the manifest",
                null);
    }

    @Override
    public List<FeatureMap> run(FloatBuffer input, int size, List<Layer> layers, boolean oneThread) {
        OrtSession chosen = oneThread ? oneThreadSession : session;
        Set<String> names = new LinkedHashSet<>();
        layers.forEach(layer -> names.add(layer.name()));
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, new long[] {1, 3, size, size});
                OrtSession.Result result = chosen.run(Map.of(inputName, tensor), names)) {
            List<FeatureMap> maps = new ArrayList<>(layers.size());
            for (int i = 0; i < layers.size(); i++) {
                maps.add(featureMap(layers.get(i), size, result.get(i)));
            }
            return maps;
        } catch (OrtException e) {
            throw new InferenceException(
                    "backbone '" + modelId + "' failed on an input of " + size + "x" + size + ": " + e.getMessage(), e);
        }
    }

    private FeatureMap featureMap(Layer layer, int size, OnnxValue value) {
        OnnxTensor output = (OnnxTensor) value;
        // a heap buffer of its own, so its array is ours to keep
        float[] values = output.getFloatBuffer().array();
        return LayerOutput.check(modelId, layer, size, output.getInfo().getShape(), values);
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
            throw new InferenceException("backbone '" + modelId + "' cannot be closed: " + e.getMessage(), e);
        }
    }
}
