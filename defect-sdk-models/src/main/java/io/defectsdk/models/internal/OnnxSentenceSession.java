package io.defectsdk.models.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.defectsdk.InferenceException;
import io.defectsdk.similarity.Embedding;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * The model of an encoder of sentences in ONNX Runtime. It is given one text at a time, as many tokens as that has: nothing is padded,
 * so that a text gives the same bits alone and among others. Thread-safe, except that {@link #close()} must not meet a run.
 */
final class OnnxSentenceSession implements AutoCloseable {
    private final OnnxSessions sessions;
    private final SentenceManifest manifest;
    private final EncoderModel model;

    private OnnxSentenceSession(OnnxSessions sessions, SentenceManifest manifest) {
        this.sessions = sessions;
        this.manifest = manifest;
        this.model = manifest.model();
    }

    /**
     * Loads a model from verified bytes.
     *
     * @throws io.defectsdk.ModelLoadException if the runtime refuses it, or its inputs and outputs are not what the manifest says
     */
    static OnnxSentenceSession open(SentenceManifest manifest, byte[] bytes, Compute compute) {
        return new OnnxSentenceSession(
                OnnxSessions.open(
                        manifest.id(), bytes, compute, false, session -> requireAsInManifest(manifest, session)),
                manifest);
    }

    private static void requireAsInManifest(SentenceManifest manifest, OrtSession session) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        Set<String> names = Set.of(manifest.inputIds(), manifest.attentionMask());
        if (!inputs.keySet().equals(names)) {
            throw OnnxSessions.unlike(manifest.id(), "the inputs " + names, "the inputs " + inputs.keySet());
        }
        for (NodeInfo input : inputs.values()) {
            String expected = "input '" + input.getName()
                    + "' to be INT64 [1, -1], the first size 1 or open, the second" + " one open";
            long[] shape = OnnxSessions.shape(manifest.id(), input.getInfo(), OnnxJavaType.INT64, expected);
            if (shape.length != 2 || !isOpenOr(1, shape[0]) || shape[1] != -1) {
                throw OnnxSessions.unlike(manifest.id(), expected, shape);
            }
        }
        NodeInfo output = session.getOutputInfo().get(manifest.output());
        if (output == null) {
            throw OnnxSessions.unlike(
                    manifest.id(),
                    "an output '" + manifest.output() + "'",
                    "the outputs " + session.getOutputInfo().keySet());
        }
        String expected = "output '" + manifest.output() + "' to be FLOAT [1, " + manifest.dimension()
                + "], each size this or open";
        long[] shape = OnnxSessions.shape(manifest.id(), output.getInfo(), OnnxJavaType.FLOAT, expected);
        if (shape.length != 2 || !isOpenOr(1, shape[0]) || !isOpenOr(manifest.dimension(), shape[1])) {
            throw OnnxSessions.unlike(manifest.id(), expected, shape);
        }
    }

    private static boolean isOpenOr(long size, long actual) {
        return actual == -1 || actual == size;
    }

    /**
     * Runs the model on one text.
     *
     * @param tokens the first and the last one included
     * @return as the model gives it
     * @throws InferenceException if the run fails, or the output is not what the manifest says
     */
    Embedding run(long[] tokens) {
        long[] shape = {1, tokens.length};
        long[] mask = new long[tokens.length];
        Arrays.fill(mask, 1);
        OrtEnvironment environment = sessions.environment();
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
                OnnxTensor seen = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OrtSession.Result result = sessions.session()
                        .run(
                                Map.of(manifest.inputIds(), ids, manifest.attentionMask(), seen),
                                Set.of(manifest.output()))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            return model.embedding(
                    output.getInfo().getShape(), output.getFloatBuffer().array());
        } catch (OrtException e) {
            throw new InferenceException(
                    model.name() + " failed on " + tokens.length + " tokens: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}
