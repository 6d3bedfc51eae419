package io.defectsdk.models.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Memory outside the heap for one multiplication at a time. */
final class ProductBuffers {
    private final ByteBuffer input;
    private final ByteBuffer output;

    private ProductBuffers(int inputs, int outputs) {
        input = ByteBuffer.allocateDirect(inputs);
        output = ByteBuffer.allocateDirect(Math.multiplyExact(outputs, Integer.BYTES));
    }

    /** The first {@code length} bytes, to be written. */
    ByteBuffer input(int length) {
        return input.clear().limit(length).slice();
    }

    /** The first {@code length} integers. */
    IntBuffer output(int length) {
        return output.clear()
                .limit(length * Integer.BYTES)
                .slice()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
    }

    private boolean fit(int inputs, int outputs) {
        return input.capacity() >= inputs && output.capacity() / Integer.BYTES >= outputs;
    }

    /** What is not in use, shared by all matrices. Thread-safe, never blocks. */
    static final class Pool {
        private static final int MAX_IDLE = 16;

        private final BlockingQueue<ProductBuffers> idle = new ArrayBlockingQueue<>(MAX_IDLE);

        /** Buffers for at least that many values, until they are given back. */
        ProductBuffers take(int inputs, int outputs) {
            ProductBuffers buffers = idle.poll();
            return buffers != null && buffers.fit(inputs, outputs) ? buffers : new ProductBuffers(inputs, outputs);
        }

        void giveBack(ProductBuffers buffers) {
            // a full pool lets them go to the garbage collector
            boolean kept = idle.offer(buffers);
            assert kept || idle.remainingCapacity() == 0;
        }
    }
}
