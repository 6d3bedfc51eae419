package io.defectsdk.models.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Memory of one run, kept from picture to picture so that a steady line allocates nothing. It grows to the largest need
 * and is confined to one thread at a time.
 */
final class Workspace {
    private FloatBuffer input = direct(0);
    private float[] sourceRow = new float[0];
    private float[] targetRow = new float[0];
    private float[][] resizedRows = new float[0][0];

    /** A direct buffer of exactly {@code length} floats from position 0. */
    FloatBuffer input(int length) {
        if (input.capacity() < length) {
            input = direct(length);
        }
        return input.slice(0, length);
    }

    /** One row of a picture, {@code [width, 3]}. */
    float[] sourceRow(int width) {
        if (sourceRow.length < 3 * width) {
            sourceRow = new float[3 * width];
        }
        return sourceRow;
    }

    /** At least {@code length} floats. */
    float[] targetRow(int length) {
        if (targetRow.length < length) {
            targetRow = new float[length];
        }
        return targetRow;
    }

    /** At least {@code count} rows of at least {@code length} floats. */
    float[][] resizedRows(int count, int length) {
        if (resizedRows.length < count || resizedRows[0].length < length) {
            resizedRows = new float[count][length];
        }
        return resizedRows;
    }

    private static FloatBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
