package io.defectsdk.core.internal.patchcore;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The memory bank: patch embeddings of OK pictures, each with the patch that it came from. Where pictures have several grids of patches,
 * it has a section for each, one behind the other, and a patch is compared with those of its own grid alone. {@link BankSearch} searches
 * it. Immutable and thread-safe.
 */
public final class MemoryBank {
    /** Far above any backbone's; the sums of {@link BankIndex} stay within 32 bits up to here. */
    public static final int MAX_DIMENSION = 1 << 16;

    private final int dimension;
    private final float[] vectors;
    private final int[] pictures;
    private final int[] patches;
    private final int[] sections;

    /** Where this begins in {@link #vectors}: a section shares the whole bank's. */
    private final int first;

    private final int count;

    /**
     * A bank of one section.
     *
     * @param vectors {@code [count, dimension]}, row-major
     * @param pictures for each vector the index of the OK picture that it came from
     * @param patches for each vector the place of its patch in that picture, as in a {@link PatchGrid}
     */
    public MemoryBank(int dimension, float[] vectors, int[] pictures, int[] patches) {
        this(dimension, vectors, pictures, patches, new int[] {pictures.length});
    }

    /**
     * A bank.
     *
     * @param vectors {@code [count, dimension]}, row-major
     * @param pictures for each vector the index of the OK picture that it came from
     * @param patches for each vector the place of its patch in that picture, as in a {@link PatchGrid}
     * @param sections vectors of each section
     */
    public MemoryBank(int dimension, float[] vectors, int[] pictures, int[] patches, int[] sections) {
        this(dimension, vectors.clone(), pictures.clone(), patches.clone(), sections.clone(), 0, pictures.length);
        if (patches.length != count) {
            throw new IllegalArgumentException(
                    "a bank of " + count + " vectors has as many patches, but there are " + patches.length);
        }
        for (int i = 0; i < count; i++) {
            if (pictures[i] < 0 || patches[i] < 0) {
                throw new IllegalArgumentException("pictures and patches are counted from 0, but vector " + i
                        + " comes from picture " + pictures[i] + ", patch " + patches[i]);
            }
        }
        if (dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException("a bank's vectors have up to " + MAX_DIMENSION
                    + " dimensions, but these " + dimension + ": take fewer or smaller layers of the backbone");
        }
        if (count == 0 || (long) count * dimension != vectors.length) {
            throw new IllegalArgumentException("a bank of " + count + " vectors of " + dimension
                    + " dimensions does not fit " + vectors.length + " values");
        }
        boolean empty = IntStream.of(sections).anyMatch(size -> size < 1);
        if (empty || IntStream.of(sections).asLongStream().sum() != count) {
            throw new IllegalArgumentException(
                    "sections of " + Arrays.toString(sections) + " vectors do not make up a bank of " + count);
        }
    }

    private MemoryBank(
            int dimension, float[] vectors, int[] pictures, int[] patches, int[] sections, int first, int count) {
        this.dimension = dimension;
        this.vectors = vectors;
        this.pictures = pictures;
        this.patches = patches;
        this.sections = sections;
        this.first = first;
        this.count = count;
    }

    /** A bank with a section for each of these, in their order; they have one section and the same dimension. */
    static MemoryBank joined(List<MemoryBank> banks) {
        if (banks.size() == 1) {
            return banks.get(0);
        }
        int count = banks.stream().mapToInt(MemoryBank::count).sum();
        int dimension = banks.get(0).dimension();
        float[] vectors = new float[Math.multiplyExact(count, dimension)];
        int offset = 0;
        for (MemoryBank bank : banks) {
            System.arraycopy(bank.vectors, 0, vectors, offset, bank.vectors.length);
            offset += bank.vectors.length;
        }
        int[] pictures =
                banks.stream().flatMapToInt(bank -> IntStream.of(bank.pictures)).toArray();
        int[] patches =
                banks.stream().flatMapToInt(bank -> IntStream.of(bank.patches)).toArray();
        int[] sections = banks.stream().mapToInt(MemoryBank::count).toArray();
        return new MemoryBank(dimension, vectors, pictures, patches, sections, 0, count);
    }

    /** Vectors. */
    public int count() {
        return count;
    }

    /** Length of a vector. */
    public int dimension() {
        return dimension;
    }

    /** Vectors of each section; a copy. */
    public int[] sections() {
        return sections.clone();
    }

    /** One section as a bank, without a copy; its vectors are counted from 0. */
    MemoryBank section(int index) {
        return new MemoryBank(
                dimension, vectors, pictures, patches, new int[] {sections[index]}, first(index), sections[index]);
    }

    /** The index of a section's first vector. */
    int first(int section) {
        return first + IntStream.of(sections).limit(section).sum();
    }

    /**
     * Where a vector came from.
     *
     * @param picture index of the OK picture
     * @param patch place in that picture, counted as in a {@link PatchGrid}
     */
    public record Origin(int picture, int patch) {}

    /** Where one vector came from. */
    public Origin origin(int vector) {
        return new Origin(pictures[first + vector], patches[first + vector]);
    }

    /** For each vector the index of the OK picture that it came from; a copy. */
    public int[] pictures() {
        return Arrays.copyOfRange(pictures, first, first + count);
    }

    /** For each vector the place of its patch in that picture; a copy. */
    public int[] patches() {
        return Arrays.copyOfRange(patches, first, first + count);
    }

    /** One vector; a copy. */
    float[] vector(int index) {
        return Arrays.copyOfRange(vectors, (first + index) * dimension, (first + index + 1) * dimension);
    }

    /** All vectors, {@code [count, dimension]}, row-major; a copy. */
    public float[] vectors() {
        return Arrays.copyOfRange(vectors, first * dimension, (first + count) * dimension);
    }

    /**
     * The squared Euclidean distance from one vector to a query, the same bits on every platform; see {@link SquaredDistance}.
     *
     * @param vector index of the vector
     * @param query holds the query's values from {@code offset} on
     */
    public float squaredDistance(int vector, float[] query, int offset) {
        return SquaredDistance.of(vectors, (first + vector) * dimension, query, offset, dimension);
    }

    /** The same where it is at most {@code limit}, else something above {@code limit}. */
    float squaredDistance(int vector, float[] query, int offset, float limit) {
        return SquaredDistance.upTo(
                Math.nextUp(limit), vectors, (first + vector) * dimension, query, offset, dimension);
    }
}
