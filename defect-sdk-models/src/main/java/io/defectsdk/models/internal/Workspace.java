package io.defectsdk.models.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of one run, kept from picture to picture so that a steady line allocates nothing. It grows to the largest need
 * and is confined to one run at a time.
 */
final class Workspace {
    private final List<Rows> rows = new ArrayList<>();
    private FloatBuffer input = direct(0);

    /** A direct buffer of exactly {@code length} floats from position 0. */
    FloatBuffer input(int length) {
        if (input.capacity() < length) {
            input = direct(length);
        }
        return input.slice(0, length);
    }

    /** One for each thread of a run. */
    List<Rows> rows(int count) {
        while (rows.size() < count) {
            rows.add(new Rows());
        }
        return rows;
    }

    private static FloatBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Rows on their way through the preprocessing; what a former picture left in them stays. Confined to one thread. */
    static final class Rows {
        private float[] source = new float[0];
        private float[] target = new float[0];
        private float[] line = new float[0];
        private float[][] resized = new float[0][0];

        /** Columns of one row of a picture, {@code [width, 3]}. */
        float[] source(int width) {
            source = atLeast(source, 3 * width);
            return source;
        }

        /** At least {@code length} floats. */
        float[] target(int length) {
            target = atLeast(target, length);
            return target;
        }

        /** At least {@code length} floats. */
        float[] line(int length) {
            line = atLeast(line, length);
            return line;
        }

        /** At least {@code count} rows of at least {@code length} floats. */
        float[][] resized(int count, int length) {
            if (resized.length < count || resized[0].length < length) {
                resized = new float[count][length];
            }
            return resized;
        }

        private static float[] atLeast(float[] row, int length) {
            return row.length >= length ? row : new float[length];
        }
    }
}
