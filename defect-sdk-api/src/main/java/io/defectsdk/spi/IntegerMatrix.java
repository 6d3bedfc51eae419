package io.defectsdk.spi;

/**
 * A matrix of small integers that vectors are multiplied with, by the fastest kernel that the runtime has on this processor.
 * Thread-safe; a call runs on the caller's thread alone, so that callers decide how much runs side by side. What it holds
 * outside the heap is freed once nothing refers to it.
 */
public interface IntegerMatrix {
    /** The largest value of an element, the smallest being 0. Kernels for 8-bit numbers add pairs of products in 16 bits. */
    int MAX_VALUE = 127;

    /**
     * The inner products of some vectors with all rows, exactly.
     *
     * @param vectors {@code [count, length]}, row-major, each value 0 to {@value #MAX_VALUE}
     * @param count vectors, at least 1
     * @param products receives {@code [count, rows]}, row-major; at least that long
     * @throws io.defectsdk.InferenceException if the runtime fails
     */
    void multiply(byte[] vectors, int count, int[] products);
}
