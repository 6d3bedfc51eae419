package io.defectsdk.models.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.defectsdk.InferenceException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureMap;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A backbone in ONNX Runtime. On the processor it is opened twice, for runs that use all threads and for runs on the caller's alone:
 * a session's threads are fixed, and where each of them has work of its own, handing out parts of every layer costs more than it
 * brings. Thread-safe as {@link InferenceSession} says.
 */
final class OnnxSession implements InferenceSession {
    private final OnnxSessions sessions;
    private final String modelId;
    private final String inputName;

    private OnnxSession(OnnxSessions sessions, ModelManifest manifest) {
        this.sessions = sessions;
        this.modelId = manifest.id();
        this.inputName = manifest.input().name();
    }

    /**
     * Loads a model from verified bytes.
     *
     * @throws ModelLoadException if the runtime refuses it, or its inputs and outputs are not what the manifest says
     */
    static OnnxSession open(ModelManifest manifest, byte[] model, Compute compute) {
        return new OnnxSession(
                OnnxSessions.open(
                        manifest.id(), model, compute, true, session -> requireAsInManifest(manifest, session)),
                manifest);
    }

    private static void requireAsInManifest(ModelManifest manifest, OrtSession session) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (!inputs.keySet().equals(Set.of(manifest.input().name()))) {
            throw OnnxSessions.unlike(
                    manifest.id(), "one input '" + manifest.input().name() + "'", "the inputs " + inputs.keySet());
        }
        for (NodeInfo input : inputs.values()) {
            requireTensor(manifest, "input", input, 3);
        }
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        for (Layer layer : manifest.backbone().layers()) {
            NodeInfo output = outputs.get(layer.name());
            if (output == null) {
                throw OnnxSessions.unlike(
                        manifest.id(), "an output '" + layer.name() + "'", "the outputs " + outputs.keySet());
            }
            requireTensor(manifest, "output", output, layer.channels());
        }
    }

    /** Height and width must be open, since recipes choose the input size; the batch may be open or 1. */
    private static void requireTensor(ModelManifest manifest, String kind, NodeInfo node, int channels) {
        String expected = kind + " '" + node.getName() + "' of float32 [batch, " + channels + ", height, width], height"
                + " and width open";
        long[] shape = OnnxSessions.shape(manifest.id(), node.getInfo(), OnnxJavaType.FLOAT, expected);
        if (shape.length != 4
                || shape[0] > 1
                || (shape[1] != -1 && shape[1] != channels)
                || shape[2] != -1
                || shape[3] != -1) {
            throw OnnxSessions.unlike(manifest.id(), expected, shape);
        }
    }

    @Override
    public List<FeatureMap> run(FloatBuffer input, int size, List<Layer> layers, boolean oneThread) {
        OrtSession chosen = oneThread ? sessions.oneThreadSession() : sessions.session();
        Set<String> names = new LinkedHashSet<>();
        layers.forEach(layer -> names.add(layer.name()));
        try (OnnxTensor tensor = OnnxTensor.createTensor(sessions.environment(), input, new long[] {1, 3, size, size});
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
        sessions.close();
    }
}
