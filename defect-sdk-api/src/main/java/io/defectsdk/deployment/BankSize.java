package io.defectsdk.deployment;

import io.defectsdk.internal.Checks;

/** How many vectors a memory bank holds; where a recipe sees pictures at several input sizes, for each of them. Immutable. */
public sealed interface BankSize {
    /** A share of all patches of the OK pictures, above 0, at most 1; the papers use 0.01 to 0.25. */
    static BankSize ratio(double ratio) {
        return new Ratio(ratio);
    }

    /** A number of vectors, 1 to 1,000,000; all patches if there are fewer. */
    static BankSize vectors(int count) {
        return new Vectors(count);
    }

    /**
     * As many vectors as take this many bytes of float values, 1,024 to 1 GiB, all input sizes together; all patches if there are fewer.
     */
    static BankSize bytes(long bytes) {
        return new Bytes(bytes);
    }

    /** Vectors of this dimension chosen from {@code patches}: at least 1. */
    int of(int patches, int dimension);

    /**
     * See {@link #ratio(double)}.
     *
     * @param value the share
     */
    record Ratio(double value) implements BankSize {
        /** Checks the range. */
        public Ratio {
            Checks.inRange(value, "bank ratio", 1e-6, 1);
        }

        @Override
        public int of(int patches, int dimension) {
            return Math.max(1, (int) (patches * value));
        }
    }

    /**
     * See {@link #vectors(int)}.
     *
     * @param count the number
     */
    record Vectors(int count) implements BankSize {
        /** Checks the range. */
        public Vectors {
            Checks.inRange(count, "bank vectors", 1, 1_000_000);
        }

        @Override
        public int of(int patches, int dimension) {
            return Math.min(count, patches);
        }
    }

    /**
     * See {@link #bytes(long)}.
     *
     * @param value the bytes
     */
    record Bytes(long value) implements BankSize {
        /** Checks the range. */
        public Bytes {
            Checks.inRange(value, "bank bytes", 1_024, 1L << 30);
        }

        @Override
        public int of(int patches, int dimension) {
            return (int) Math.max(1, Math.min(patches, value / ((long) Float.BYTES * dimension)));
        }
    }
}
