package io.defectsdk.models.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** Writes small ONNX models (opset 17, float32 tensors) as the protobuf bytes that onnx.proto describes. */
final class OnnxWriter {
    static final int FLOAT = 1;
    static final int BOOL = 9;

    static final int INT64 = 7;

    private static final int INT = 2;
    private static final int INTS = 7;

    private final Protobuf graph = new Protobuf().text(2, "test");

    /** A size is a number, or a name for one that is open. */
    OnnxWriter input(String name, String... shape) {
        return input(name, FLOAT, shape);
    }

    OnnxWriter input(String name, int elementType, String... shape) {
        graph.message(11, valueInfo(name, elementType, shape));
        return this;
    }

    OnnxWriter output(String name, String... shape) {
        return output(name, FLOAT, shape);
    }

    OnnxWriter output(String name, int elementType, String... shape) {
        graph.message(12, valueInfo(name, elementType, shape));
        return this;
    }

    OnnxWriter weights(String name, long[] shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, FLOAT, shape, raw.array());
    }

    /** Weights that lie in a file beside the model. */
    OnnxWriter weightsElsewhere(String name, long size, String fileName) {
        Protobuf location = new Protobuf().text(1, "location").text(2, fileName);
        graph.message(
                5,
                new Protobuf()
                        .number(1, size)
                        .number(2, FLOAT)
                        .text(8, name)
                        .message(13, location)
                        .number(14, 1));
        return this;
    }

    OnnxWriter integers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, INT64, new long[] {values.length}, raw.array());
    }

    private OnnxWriter constant(String name, int elementType, long[] shape, byte[] raw) {
        Protobuf tensor = new Protobuf();
        for (long size : shape) {
            tensor.number(1, size);
        }
        graph.message(5, tensor.number(2, elementType).text(8, name).bytes(9, raw));
        return this;
    }

    OnnxWriter node(String operator, List<String> inputs, String output) {
        return node(operator, inputs, output, Map.of());
    }

    OnnxWriter node(String operator, List<String> inputs, String output, Map<String, List<Long>> attributes) {
        Protobuf node = new Protobuf();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(4, operator);
        attributes.forEach((name, values) -> {
            Protobuf attribute = new Protobuf().text(1, name);
            values.forEach(value -> attribute.number(8, value));
            node.message(5, attribute.number(20, INTS));
        });
        graph.message(1, node);
        return this;
    }

    /** A node with the attribute {@code axis}, a single number. */
    OnnxWriter nodeAlong(long axis, String operator, List<String> inputs, String output) {
        Protobuf node = new Protobuf();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output)
                .text(4, operator)
                .message(5, new Protobuf().text(1, "axis").number(3, axis).number(20, INT));
        graph.message(1, node);
        return this;
    }

    byte[] toBytes() {
        return new Protobuf()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, 17))
                .toBytes();
    }

    private static Protobuf valueInfo(String name, int elementType, String... shape) {
        Protobuf sizes = new Protobuf();
        for (String size : shape) {
            boolean fixed = size.chars().allMatch(Character::isDigit);
            sizes.message(1, fixed ? new Protobuf().number(1, Long.parseLong(size)) : new Protobuf().text(2, size));
        }
        Protobuf tensor = new Protobuf().number(1, elementType).message(2, sizes);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }
}
