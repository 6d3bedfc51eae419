package io.defectsdk.models.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Memory outside the heap for one multiplication at a time. */
final class ProductBuffers {
    private ByteBuffer input = ByteBuffer.allocateDirect(0);
    private ByteBuffer output = ByteBuffer.allocateDirect(0);

    private ProductBuffers() {}

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

    /** Each grows on its own and never shrinks, so that matrices of different shapes in turn soon take no more memory. */
    private void grow(int inputs, int outputs) {
        input = large(input, inputs);
        output = large(output, Math.multiplyExact(outputs, Integer.BYTES));
    }

    private static ByteBuffer large(ByteBuffer buffer, int bytes) {
        return buffer.capacity() >= bytes ? buffer : ByteBuffer.allocateDirect(bytes);
    }

    /** What is not in use, shared by all matrices. Thread-safe, never blocks. */
    static final class Pool {
        private static final int MAX_IDLE = 16;

        private final BlockingQueue<ProductBuffers> idle = new ArrayBlockingQueue<>(MAX_IDLE);

        /** Buffers for at least that many values, until they are given back. */
        ProductBuffers take(int inputs, int outputs) {
            ProductBuffers buffers = idle.poll();
            if (buffers == null) {
                buffers = new ProductBuffers();
            }
            buffers.grow(inputs, outputs);
            return buffers;
        }

        void giveBack(ProductBuffers buffers) {
            // a full pool lets them go to the garbage collector
            boolean kept = idle.offer(buffers);
            assert kept || idle.remainingCapacity() == 0;
        }
    }
}
