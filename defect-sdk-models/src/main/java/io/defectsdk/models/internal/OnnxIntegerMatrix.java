package io.defectsdk.models.internal;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.defectsdk.InferenceException;
import io.defectsdk.spi.IntegerMatrix;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Map;

/** Multiplies by ONNX Runtime's {@code MatMulInteger}, the matrix being a constant that the runtime packs once. Thread-safe. */
final class OnnxIntegerMatrix implements IntegerMatrix {
    private static final Cleaner CLEANER = Cleaner.create();

    private static final String VECTORS = "vectors";
    private static final String PRODUCTS = "products";

    // numbers of onnx.proto
    private static final int UINT8 = 2;
    private static final int INT8 = 3;
    private static final int INT32 = 6;
    private static final int OPERATOR_SET = 13;
    private static final int FORMAT_VERSION = 8;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int rows;
    private final int length;
    private final ProductBuffers.Pool pool;

    private OnnxIntegerMatrix(
            OrtEnvironment environment, OrtSession session, int rows, int length, ProductBuffers.Pool pool) {
        this.environment = environment;
        this.session = session;
        this.rows = rows;
        this.length = length;
        this.pool = pool;
        CLEANER.register(this, () -> close(session));
    }

    /** See {@link io.defectsdk.spi.Models#integerMatrix}. */
    static OnnxIntegerMatrix of(byte[] values, int rows, int length, ProductBuffers.Pool pool) {
        if (rows < 1 || length < 1 || (long) rows * length != values.length) {
            throw new IllegalArgumentException(
                    "a matrix of " + rows + " x " + length + " does not fit " + values.length + " values");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1); // the caller's
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false);
            options.setCPUArenaAllocator(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            OrtSession session = environment.createSession(model(values, rows, length), options);
            return new OnnxIntegerMatrix(environment, session, rows, length, pool);
        } catch (OrtException e) {
            throw new InferenceException(
                    "ONNX Runtime cannot take a matrix of " + rows + " x " + length + ": " + e.getMessage(), e);
        }
    }

    private static byte[] model(byte[] values, int rows, int length) {
        byte[] columns = new byte[values.length];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < length; i++) {
                columns[i * rows + row] = values[row * length + i];
            }
        }
        Protobuf matrix = new Protobuf()
                .number(1, length)
                .number(1, rows)
                .number(2, INT8)
                .text(8, "matrix")
                .bytes(9, columns);
        Protobuf product = new Protobuf()
                .text(1, VECTORS)
                .text(1, "matrix")
                .text(2, PRODUCTS)
                .text(4, "MatMulInteger");
        Protobuf graph = new Protobuf()
                .message(1, product)
                .text(2, "products")
                .message(5, matrix)
                .message(11, tensor(VECTORS, UINT8, length))
                .message(12, tensor(PRODUCTS, INT32, rows));
        return new Protobuf()
                .number(1, FORMAT_VERSION)
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, OPERATOR_SET))
                .toBytes();
    }

    /** {@code [count, width]}, the count open. */
    private static Protobuf tensor(String name, int elementType, int width) {
        Protobuf shape =
                new Protobuf().message(1, new Protobuf().text(2, "count")).message(1, new Protobuf().number(1, width));
        Protobuf type =
                new Protobuf().message(1, new Protobuf().number(1, elementType).message(2, shape));
        return new Protobuf().text(1, name).message(2, type);
    }

    @Override
    public void multiply(byte[] vectors, int count, int[] products) {
        int inputs = Math.multiplyExact(count, length);
        int outputs = Math.multiplyExact(count, rows);
        if (count < 1 || vectors.length < inputs || products.length < outputs) {
            throw new IllegalArgumentException(count + " vectors of " + length + " and their " + outputs
                    + " products do not fit arrays of " + vectors.length + " and " + products.length);
        }
        ProductBuffers buffers = pool.take(inputs, outputs);
        try {
            run(buffers, vectors, count, products);
        } finally {
            pool.giveBack(buffers);
            Reference.reachabilityFence(this); // or the session could be closed under the run
        }
    }

    private void run(ProductBuffers buffers, byte[] vectors, int count, int[] products) {
        ByteBuffer input = buffers.input(count * length);
        input.put(vectors, 0, count * length).flip();
        IntBuffer output = buffers.output(count * rows);
        try (OnnxTensor in =
                        OnnxTensor.createTensor(environment, input, new long[] {count, length}, OnnxJavaType.UINT8);
                OnnxTensor out = OnnxTensor.createTensor(environment, output, new long[] {count, rows})) {
            session.run(Map.of(VECTORS, in), Map.of(PRODUCTS, out)).close();
            output.get(products, 0, count * rows);
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime failed to multiply matrices: " + e.getMessage(), e);
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("a matrix of ONNX Runtime cannot be closed: " + e.getMessage(), e);
        }
    }
}
