package io.defectsdk.models.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * CLIP's two models with one narrow block each, as ONNX and as TorchScript, which must agree. Both: tokens of width 4 with positions,
 * one head of self-attention (masked for texts), a residual, layer normalisation, one token taken (a picture's class token, a text's
 * last one, which has the largest number), and a projection to 6 dimensions.
 */
final class TinyClipModels {
    private static final int WIDTH = 4;
    private static final int PATCH = 8;
    private static final int PATCHES = (TinyClip.SIZE / PATCH) * (TinyClip.SIZE / PATCH);
    private static final float FAR = -10_000;

    private static final float[] CONVOLUTION = TinyModel.numbers(WIDTH * 3 * PATCH * PATCH, 0.41);
    private static final float[] CLASS = TinyModel.numbers(WIDTH, 0.7);
    private static final float[] IMAGE_POSITIONS = TinyModel.numbers((PATCHES + 1) * WIDTH, 1.9);
    private static final float[] WORDS = TinyModel.numbers(TinyVocabulary.SIZE * WIDTH, 0.77);
    private static final float[] TEXT_POSITIONS = TinyModel.numbers(TinyClip.CONTEXT * WIDTH, 2.3);
    private static final float[] PROJECTION = TinyModel.numbers(WIDTH * TinyClip.DIMENSION, 1.1);
    private static final float[] QUERY = TinyModel.numbers(WIDTH * WIDTH, 0.57);
    private static final float[] KEY = TinyModel.numbers(WIDTH * WIDTH, 1.23);
    private static final float[] VALUE = TinyModel.numbers(WIDTH * WIDTH, 0.91);
    private static final float[] GAIN = TinyModel.numbers(WIDTH, 1.7);
    private static final float[] BIAS = TinyModel.numbers(WIDTH, 0.3);

    private TinyClipModels() {}

    static byte[] onnxImage() {
        return onnxImage(PROJECTION);
    }

    /** The image model whose projection is nothing but this value. */
    static byte[] onnxImage(float value) {
        float[] projection = new float[PROJECTION.length];
        Arrays.fill(projection, value);
        return onnxImage(projection);
    }

    private static byte[] onnxImage(float[] projection) {
        OnnxWriter model = new OnnxWriter()
                .input("image", "N", "3", "16", "16")
                .weights("convolution", new long[] {WIDTH, 3, PATCH, PATCH}, CONVOLUTION)
                .weights("class", new long[] {1, 1, WIDTH}, CLASS)
                .weights("positions", new long[] {PATCHES + 1, WIDTH}, IMAGE_POSITIONS)
                .integers("flat", 1, WIDTH, PATCHES)
                .integers("first", 0)
                .node(
                        "Conv",
                        List.of("image", "convolution"),
                        "squares",
                        Map.of("kernel_shape", List.of(8L, 8L), "strides", List.of(8L, 8L)))
                .node("Reshape", List.of("squares", "flat"), "columns")
                .node("Transpose", List.of("columns"), "patches", turned())
                .nodeAlong(1, "Concat", List.of("class", "patches"), "all")
                .node("Add", List.of("all", "positions"), "x0");
        score(model);
        attend(model, "scores");
        return projected(model, "first", projection).toBytes();
    }

    static byte[] onnxText() {
        OnnxWriter model = new OnnxWriter()
                .input("tokens", OnnxWriter.INT64, "N", String.valueOf(TinyClip.CONTEXT))
                .weights("words", new long[] {TinyVocabulary.SIZE, WIDTH}, WORDS)
                .weights("positions", new long[] {TinyClip.CONTEXT, WIDTH}, TEXT_POSITIONS)
                .weights("mask", new long[] {TinyClip.CONTEXT, TinyClip.CONTEXT}, mask())
                .nodeAlong(0, "Gather", List.of("words", "tokens"), "embedded")
                .nodeAlong(1, "ArgMax", List.of("tokens"), "last")
                .node("Add", List.of("embedded", "positions"), "x0");
        score(model);
        attend(model.node("Add", List.of("scores", "mask"), "masked"), "masked");
        return projected(model, "last", PROJECTION).toBytes();
    }

    private static void score(OnnxWriter model) {
        long[] square = {WIDTH, WIDTH};
        model.weights("wq", square, QUERY)
                .weights("wk", square, KEY)
                .node("MatMul", List.of("x0", "wq"), "q")
                .node("MatMul", List.of("x0", "wk"), "k")
                .node("Transpose", List.of("k"), "kt", turned())
                .node("MatMul", List.of("q", "kt"), "scores");
    }

    private static void attend(OnnxWriter model, String scores) {
        model.weights("wv", new long[] {WIDTH, WIDTH}, VALUE)
                .weights("gain", new long[] {WIDTH}, GAIN)
                .weights("bias", new long[] {WIDTH}, BIAS)
                .node("MatMul", List.of("x0", "wv"), "v")
                .node("Softmax", List.of(scores), "shares")
                .node("MatMul", List.of("shares", "v"), "attended")
                .node("Add", List.of("x0", "attended"), "residual")
                .node("LayerNormalization", List.of("residual", "gain", "bias"), "normal");
    }

    private static OnnxWriter projected(OnnxWriter model, String position, float[] projection) {
        return model.weights("projection", new long[] {WIDTH, TinyClip.DIMENSION}, projection)
                .integers("row", 1, WIDTH)
                .nodeAlong(1, "Gather", List.of("normal", position), "taken")
                .node("Reshape", List.of("taken", "row"), "pooled")
                .node("MatMul", List.of("pooled", "projection"), "embedding")
                .output("embedding", "N", String.valueOf(TinyClip.DIMENSION));
    }

    static byte[] torchScriptImage() {
        return torchScript(
                "patches = torch.conv2d(x, " + tensor(CONVOLUTION, WIDTH, 3, PATCH, PATCH) + ", None, [8, 8])",
                "columns = torch.transpose(torch.reshape(patches, [1, 4, 4]), 1, 2)",
                "x0 = torch.add(torch.cat([" + tensor(CLASS, 1, 1, WIDTH) + ", columns], 1), "
                        + tensor(IMAGE_POSITIONS, PATCHES + 1, WIDTH) + ")",
                "mask = torch.tensor([0.0])",
                "at = torch.tensor([0])");
    }

    static byte[] torchScriptText() {
        return torchScript(
                "words = torch.index_select(" + tensor(WORDS, TinyVocabulary.SIZE, WIDTH)
                        + ", 0, torch.reshape(x, [-1]))",
                "x0 = torch.unsqueeze(torch.add(words, " + tensor(TEXT_POSITIONS, TinyClip.CONTEXT, WIDTH) + "), 0)",
                "mask = " + tensor(mask(), TinyClip.CONTEXT, TinyClip.CONTEXT),
                "at = torch.argmax(x, 1)");
    }

    private static byte[] torchScript(String... beginning) {
        List<String> rest = List.of(
                "q = torch.matmul(x0, " + tensor(QUERY, WIDTH, WIDTH) + ")",
                "k = torch.matmul(x0, " + tensor(KEY, WIDTH, WIDTH) + ")",
                "v = torch.matmul(x0, " + tensor(VALUE, WIDTH, WIDTH) + ")",
                "scores = torch.add(torch.matmul(q, torch.transpose(k, 1, 2)), mask)",
                "residual = torch.add(x0, torch.matmul(torch.softmax(scores, 2), v))",
                "normal = torch.layer_norm(residual, [4], " + tensor(GAIN, WIDTH) + ", " + tensor(BIAS, WIDTH) + ")",
                "taken = torch.reshape(torch.index_select(normal, 1, at), [1, 4])",
                "return torch.matmul(taken, " + tensor(PROJECTION, WIDTH, TinyClip.DIMENSION) + ")");
        String[] lines = Arrays.copyOf(beginning, beginning.length + rest.size());
        for (int i = 0; i < rest.size(); i++) {
            lines[beginning.length + i] = rest.get(i);
        }
        return TorchScriptWriter.archive("Tensor", lines);
    }

    private static String tensor(float[] values, int... shape) {
        return "torch.reshape(torch.tensor(" + TinyModel.literal(values) + "), " + Arrays.toString(shape) + ")";
    }

    /** A token sees itself and those before it. */
    private static float[] mask() {
        float[] mask = new float[TinyClip.CONTEXT * TinyClip.CONTEXT];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % TinyClip.CONTEXT > i / TinyClip.CONTEXT ? FAR : 0;
        }
        return mask;
    }

    private static Map<String, List<Long>> turned() {
        return Map.of("perm", List.of(0L, 2L, 1L));
    }
}
