package io.defectsdk.models.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.defectsdk.similarity.Embedding;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One model of an encoder in ONNX Runtime, opened once: it is large. Thread-safe as {@link EncoderSession} says. */
final class OnnxEncoderSession implements EncoderSession {
    private final OnnxSessions sessions;
    private final EncoderModel model;

    private OnnxEncoderSession(OnnxSessions sessions, EncoderModel model) {
        this.sessions = sessions;
        this.model = model;
    }

    /**
     * Loads a model from verified bytes.
     *
     * @throws io.defectsdk.ModelLoadException if the runtime refuses it, or its inputs and outputs are not what the manifest says
     */
    static OnnxEncoderSession open(EncoderModel model, byte[] bytes, Compute compute) {
        return new OnnxEncoderSession(
                OnnxSessions.open(
                        model.encoderId(), bytes, compute, false, session -> requireAsInManifest(model, session)),
                model);
    }

    private static void requireAsInManifest(EncoderModel model, OrtSession session) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        NodeInfo input = inputs.get(model.input());
        if (input == null || inputs.size() != 1) {
            throw OnnxSessions.unlike(
                    model.encoderId(),
                    "one input '" + model.input() + "' of its " + model.part() + " model",
                    "the inputs " + inputs.keySet());
        }
        boolean picture = model.shape().size() == 4;
        requireTensor(model, "input", input, picture ? OnnxJavaType.FLOAT : OnnxJavaType.INT64, model.shape());
        NodeInfo output = session.getOutputInfo().get(model.output());
        if (output == null) {
            throw OnnxSessions.unlike(
                    model.encoderId(),
                    "an output '" + model.output() + "' of its " + model.part() + " model",
                    "the outputs " + session.getOutputInfo().keySet());
        }
        requireTensor(model, "output", output, OnnxJavaType.FLOAT, List.of(1L, (long) model.dimension()));
    }

    /** Every size may be open, or is the one asked for. */
    private static void requireTensor(
            EncoderModel model, String kind, NodeInfo node, OnnxJavaType type, List<Long> asked) {
        String expected = kind + " '" + node.getName() + "' of its " + model.part() + " model to be " + type + " "
                + asked + ", any of these sizes open";
        long[] shape = OnnxSessions.shape(model.encoderId(), node.getInfo(), type, expected);
        boolean fits = shape.length == asked.size();
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] == -1 || shape[i] == asked.get(i);
        }
        if (!fits) {
            throw OnnxSessions.unlike(model.encoderId(), expected, shape);
        }
    }

    @Override
    public Embedding run(Buffer input) {
        try (OnnxTensor tensor = tensor(input);
                OrtSession.Result result =
                        sessions.session().run(Map.of(model.input(), tensor), Set.of(model.output()))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            return model.embedding(
                    output.getInfo().getShape(), output.getFloatBuffer().array());
        } catch (OrtException e) {
            throw model.failed(e);
        }
    }

    private OnnxTensor tensor(Buffer input) throws OrtException {
        return input instanceof FloatBuffer floats
                ? OnnxTensor.createTensor(sessions.environment(), floats, model.inputShape())
                : OnnxTensor.createTensor(sessions.environment(), (LongBuffer) input, model.inputShape());
    }

    @Override
    public void close() {
        sessions.close();
    }
}
