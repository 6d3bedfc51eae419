package io.defectsdk.core.internal.recipe;

import io.defectsdk.core.internal.patchcore.MemoryBank;
import java.nio.ByteBuffer;

/**
 * A memory bank as bytes: vectors (int32), dimension (int32), sections (int32), vectors of each section ({@code int32 [sections]}), pictures and patches that the vectors came from (each {@code int32
 * [vectors]}), values ({@code float32 [vectors, dimension]}, row-major); numbers in the order of bytes of the buffer.
 */
final class BankBlock {
    private static final int MAX_SECTIONS = 1 << 10;

    private static final int HEAD = 3 * Integer.BYTES;

    private BankBlock() {}

    /** Bytes that a bank takes. */
    static int size(MemoryBank bank) {
        return Math.toIntExact(HEAD + body(bank.count(), bank.dimension(), bank.sections().length));
    }

    private static long body(int count, int dimension, int sections) {
        return Integer.BYTES * ((long) count * (2 + dimension) + sections);
    }

    static void write(MemoryBank bank, ByteBuffer to) {
        to.putInt(bank.count()).putInt(bank.dimension()).putInt(bank.sections().length);
        putInts(bank.sections(), to);
        putInts(bank.pictures(), to);
        putInts(bank.patches(), to);
        float[] vectors = bank.vectors();
        to.asFloatBuffer().put(vectors);
        to.position(to.position() + Float.BYTES * vectors.length);
    }

    private static void putInts(int[] values, ByteBuffer to) {
        to.asIntBuffer().put(values);
        to.position(to.position() + Integer.BYTES * values.length);
    }

    /**
     * Reads a bank; memory is taken for what is there alone.
     *
     * @param okPictures that its vectors may come from
     * @throws java.nio.BufferUnderflowException if even its head is cut off
     * @throws IllegalArgumentException if it is damaged, saying how
     */
    static MemoryBank read(ByteBuffer from, int okPictures) {
        int count = from.getInt();
        int dimension = from.getInt();
        int sectionCount = from.getInt();
        boolean sane = count > 0
                && dimension > 0
                && dimension <= MemoryBank.MAX_DIMENSION
                && sectionCount > 0
                && sectionCount <= MAX_SECTIONS;
        if (!sane || body(count, dimension, sectionCount) > from.remaining()) {
            throw new IllegalArgumentException("its bank says " + count + " vectors of " + dimension + " dimensions in "
                    + sectionCount + " sections, but " + from.remaining() + " bytes follow");
        }
        int[] sections = ints(sectionCount, from);
        int[] pictures = ints(count, from);
        int[] patches = ints(count, from);
        float[] vectors = new float[count * dimension];
        from.asFloatBuffer().get(vectors);
        from.position(from.position() + Float.BYTES * vectors.length);
        for (int picture : pictures) {
            if (picture >= okPictures) {
                throw new IllegalArgumentException(
                        "a vector of its bank comes from picture " + picture + " of " + okPictures);
            }
        }
        return new MemoryBank(dimension, vectors, pictures, patches, sections);
    }

    private static int[] ints(int count, ByteBuffer from) {
        int[] values = new int[count];
        from.asIntBuffer().get(values);
        from.position(from.position() + Integer.BYTES * count);
        return values;
    }
}
