package io.defectsdk.core.internal.patchcore;

import io.defectsdk.spi.IntegerMatrix;

/** Multiplies by plain loops. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record PlainMatrix(byte[] values, int rows, int length) implements IntegerMatrix {
    /** Copies the values and checks their range. */
    public PlainMatrix {
        values = values.clone();
        for (byte value : values) {
            if (value < 0) {
                throw new IllegalArgumentException("not within 0 and 127: " + value);
            }
        }
    }

    @Override
    public void multiply(byte[] vectors, int count, int[] products) {
        for (int vector = 0; vector < count; vector++) {
            for (int row = 0; row < rows; row++) {
                int sum = 0;
                for (int i = 0; i < length; i++) {
                    sum += vectors[vector * length + i] * values[row * length + i];
                }
                products[vector * rows + row] = sum;
            }
        }
    }
}
