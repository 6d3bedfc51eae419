package io.defectsdk.models.internal;

import io.defectsdk.spi.Backbone.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small network in three forms that must agree: ONNX, TorchScript, and plain Java. {@code shallow} is a 2×2 convolution
 * with stride 2, 3 to 4 channels; {@code deep} averages that over 2×2 and mixes it to 5 channels.
 */
final class TinyModel {
    static final List<Layer> LAYERS = List.of(new Layer("shallow", 4, 2), new Layer("deep", 5, 4));

    private static final float[] SHALLOW_WEIGHTS = numbers(4 * 3 * 2 * 2, 0.37);
    private static final float[] SHALLOW_BIAS = numbers(4, 0.9);
    private static final float[] DEEP_WEIGHTS = numbers(5 * 4, 1.3);
    private static final float[] DEEP_BIAS = numbers(5, 2.1);

    private TinyModel() {}

    static byte[] onnx() {
        return onnx("shallow", "deep").toBytes();
    }

    /** The model with outputs of other names. */
    static OnnxWriter onnx(String shallow, String deep) {
        return new OnnxWriter()
                .input("input", "N", "3", "H", "W")
                .weights("w1", new long[] {4, 3, 2, 2}, SHALLOW_WEIGHTS)
                .weights("b1", new long[] {4}, SHALLOW_BIAS)
                .weights("w2", new long[] {5, 4, 1, 1}, DEEP_WEIGHTS)
                .weights("b2", new long[] {5}, DEEP_BIAS)
                .node("Conv", List.of("input", "w1", "b1"), shallow, squares())
                .node("AveragePool", List.of(shallow), "pooled", squares())
                .node("Conv", List.of("pooled", "w2", "b2"), deep, Map.of())
                .output(shallow, "N", "4", "h", "w")
                .output(deep, "N", "5", "hh", "ww");
    }

    static byte[] torchScript() {
        return TorchScriptWriter.archive(
                "Tuple[Tensor, Tensor]",
                "w1 = torch.reshape(torch.tensor(" + literal(SHALLOW_WEIGHTS) + "), [4, 3, 2, 2])",
                "b1 = torch.tensor(" + literal(SHALLOW_BIAS) + ")",
                "w2 = torch.reshape(torch.tensor(" + literal(DEEP_WEIGHTS) + "), [5, 4, 1, 1])",
                "b2 = torch.tensor(" + literal(DEEP_BIAS) + ")",
                "shallow = torch.conv2d(x, w1, b1, [2, 2])",
                "deep = torch.conv2d(torch.avg_pool2d(shallow, [2, 2]), w2, b2)",
                "return (shallow, deep)");
    }

    /** The manifest of either form. */
    static TestManifest manifest(String id, String runtime, byte[] model) {
        return new TestManifest(id, runtime, model).multiple(4).layers(LAYERS);
    }

    /**
     * What the layers must be, computed here.
     *
     * @param input {@code [3, size, size]}
     */
    static List<float[]> expected(float[] input, int size) {
        int half = size / 2;
        float[] shallow = new float[4 * half * half];
        for (int o = 0; o < 4; o++) {
            for (int y = 0; y < half; y++) {
                for (int x = 0; x < half; x++) {
                    double sum = SHALLOW_BIAS[o];
                    for (int i = 0; i < 12; i++) {
                        int c = i / 4;
                        int dy = i / 2 % 2;
                        int dx = i % 2;
                        sum += (double) SHALLOW_WEIGHTS[o * 12 + i]
                                * input[(c * size + 2 * y + dy) * size + 2 * x + dx];
                    }
                    shallow[(o * half + y) * half + x] = (float) sum;
                }
            }
        }
        return List.of(shallow, deep(shallow, half));
    }

    private static float[] deep(float[] shallow, int half) {
        int quarter = half / 2;
        float[] deep = new float[5 * quarter * quarter];
        for (int o = 0; o < 5; o++) {
            for (int y = 0; y < quarter; y++) {
                for (int x = 0; x < quarter; x++) {
                    double sum = DEEP_BIAS[o];
                    for (int c = 0; c < 4; c++) {
                        int at = (c * half + 2 * y) * half + 2 * x;
                        double mean =
                                ((double) shallow[at] + shallow[at + 1] + shallow[at + half] + shallow[at + half + 1])
                                        / 4;
                        sum += DEEP_WEIGHTS[o * 4 + c] * mean;
                    }
                    deep[(o * quarter + y) * quarter + x] = (float) sum;
                }
            }
        }
        return deep;
    }

    private static Map<String, List<Long>> squares() {
        return Map.of("kernel_shape", List.of(2L, 2L), "strides", List.of(2L, 2L));
    }

    static float[] numbers(int count, double step) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (Math.round(1000 * Math.sin(step * (i + 1))) / 1000.0);
        }
        return numbers;
    }

    static String literal(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> String.format(Locale.ROOT, "%.3f", values[i]))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The bytes with one bit turned over in the middle. */
    static byte[] flipped(byte[] model) {
        byte[] copy = Arrays.copyOf(model, model.length);
        copy[copy.length / 2] ^= 1;
        return copy;
    }
}
