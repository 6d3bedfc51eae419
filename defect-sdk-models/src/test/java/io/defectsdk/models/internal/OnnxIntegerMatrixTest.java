package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.defectsdk.spi.IntegerMatrix;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxIntegerMatrixTest {
    private final ProductBuffers.Pool pool = new ProductBuffers.Pool();

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 1, 7", "3, 5, 2", "64, 2000, 152", "17, 333, 1536", "256, 65, 33"})
    void multipliesExactly(int count, int rows, int length) {
        byte[] values = random(rows * length, 1);
        byte[] vectors = random(count * length, 2);
        IntegerMatrix matrix = OnnxIntegerMatrix.of(values, rows, length, pool);

        assertThat(multiply(matrix, vectors, count, rows)).isEqualTo(expected(values, vectors, count, rows, length));
    }

    /** Kernels for 8-bit numbers may saturate sums of two products at 16 bits; none does at the largest values allowed. */
    @Test
    void multipliesTheLargestValuesExactly() {
        int length = 4096;
        byte[] largest = new byte[48 * length];
        Arrays.fill(largest, (byte) IntegerMatrix.MAX_VALUE);

        int[] products = multiply(OnnxIntegerMatrix.of(largest, 48, length, pool), largest, 48, 48);

        assertThat(products).containsOnly(127 * 127 * length);
    }

    @Test
    void multipliesOnManyThreadsAtOnce() throws InterruptedException {
        byte[] values = random(500 * 152, 3);
        IntegerMatrix matrix = OnnxIntegerMatrix.of(values, 500, 152, pool);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread[] threads = IntStream.range(0, 6)
                .mapToObj(seed -> new Thread(() -> {
                    try {
                        for (int round = 0; round < 50; round++) {
                            int count = 1 + (seed + round) % 9;
                            byte[] vectors = random(count * 152, seed);
                            assertThat(multiply(matrix, vectors, count, 500))
                                    .isEqualTo(expected(values, vectors, count, 500, 152));
                        }
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failure).hasNullValue();
    }

    @Test
    void rejectsArraysThatDoNotFit() {
        IntegerMatrix matrix = OnnxIntegerMatrix.of(new byte[6], 2, 3, pool);

        assertThatIllegalArgumentException().isThrownBy(() -> OnnxIntegerMatrix.of(new byte[7], 2, 3, pool));
        assertThatIllegalArgumentException().isThrownBy(() -> OnnxIntegerMatrix.of(new byte[0], 0, 3, pool));
        assertThatIllegalArgumentException().isThrownBy(() -> matrix.multiply(new byte[3], 2, new int[4]));
        assertThatIllegalArgumentException().isThrownBy(() -> matrix.multiply(new byte[6], 2, new int[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> matrix.multiply(new byte[6], 0, new int[3]));
    }

    private static byte[] random(int length, long seed) {
        Random random = new Random(seed);
        byte[] values = new byte[length];
        for (int i = 0; i < length; i++) {
            values[i] = (byte) random.nextInt(IntegerMatrix.MAX_VALUE + 1);
        }
        return values;
    }

    private static int[] multiply(IntegerMatrix matrix, byte[] vectors, int count, int rows) {
        int[] products = new int[count * rows];
        matrix.multiply(vectors, count, products);
        return products;
    }

    private static int[] expected(byte[] values, byte[] vectors, int count, int rows, int length) {
        int[] products = new int[count * rows];
        for (int vector = 0; vector < count; vector++) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < length; i++) {
                    products[vector * rows + row] += vectors[vector * length + i] * values[row * length + i];
                }
            }
        }
        return products;
    }
}
