package io.defectsdk.benchmarks;

import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.BankIndex;
import io.defectsdk.core.internal.patchcore.GreedyCoreset;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.core.internal.patchcore.Neighbours;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.patchcore.PatchReservoir;
import io.defectsdk.spi.Models;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nearest neighbours and coreset alone: 32×32 patches of 152 dimensions, uniformly random: the worst case, since all are about equally
 * far. Nearest neighbours of vectors of one's own: {@code jmh SearchBenchmark.nearest -p bankVectors=0 -p dimension=N -p bankFile=FILE
 * -p queryFile=FILE [-p foundFile=FILE]}, files of little-endian 32-bit floats; the index of each query's nearest vector is written to
 * the last one, as little-endian 32-bit integers.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SearchBenchmark {
    /** Threads. */
    @Param({"1", "2"})
    private int threads;

    /** Vectors in the bank. */
    @Param({"500", "2000", "10000"})
    private int bankVectors;

    /** Length of a vector. */
    @Param("152")
    private int dimension;

    /** File of the bank's vectors; empty: random ones. */
    @Param("")
    private String bankFile;

    /** File of the queries; empty: random ones. */
    @Param("")
    private String queryFile;

    /** File to write what was found to; empty: none. */
    @Param("")
    private String foundFile;

    private Parallel parallel;
    private Models models;
    private MemoryBank bank;
    private BankIndex index;
    private List<PatchGrid> pictures;

    /** Draws or reads the vectors. */
    @Setup
    public void prepare() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        parallel = new Parallel(threads);
        float[] vectors = bankFile.isEmpty() ? values(random, bankVectors * dimension) : floats(bankFile);
        int count = vectors.length / dimension;
        bank = new MemoryBank(dimension, vectors, new int[count], new int[count]);
        models = BenchmarkModels.open("", threads);
        index = new BankIndex(bank, models::integerMatrix);
        pictures = queryFile.isEmpty() ? random(random) : List.of(read(queryFile));
        if (!foundFile.isEmpty()) {
            write(nearest().vectors(), foundFile);
        }
    }

    private List<PatchGrid> random(SplittableRandom random) {
        return IntStream.range(0, 8)
                .mapToObj(i -> new PatchGrid(32, 32, dimension, values(random, dimension * 1024)))
                .toList();
    }

    private PatchGrid read(String file) throws IOException {
        float[] values = floats(file);
        return new PatchGrid(1, values.length / dimension, dimension, values);
    }

    private static float[] floats(String file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of(file))).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private static void write(int[] values, String file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        Files.write(Path.of(file), bytes.array());
    }

    private static float[] values(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        parallel.close();
        models.close();
    }

    /** One picture's patches against the bank. */
    @Benchmark
    public Neighbours nearest() {
        return index.nearest(pictures.get(0), parallel);
    }

    /** The same by measuring every distance. */
    @Benchmark
    public float[] plainLoop() {
        PatchGrid patches = pictures.get(0);
        float[] nearest = new float[patches.count()];
        parallel.forRange(patches.count(), (from, to) -> {
            for (int patch = from; patch < to; patch++) {
                nearest[patch] = Float.POSITIVE_INFINITY;
                for (int vector = 0; vector < bank.count(); vector++) {
                    float distance = bank.squaredDistance(vector, patches.values(), patch * patches.dimension());
                    nearest[patch] = Math.min(nearest[patch], distance);
                }
            }
        });
        return nearest;
    }

    /** What it takes to make a bank ready. */
    @Benchmark
    public BankIndex index() {
        return new BankIndex(bank, models::integerMatrix);
    }

    /** As many vectors as the bank has, at most half, chosen from eight pictures. */
    @Benchmark
    public float coreset() {
        int size = Math.min(bankVectors, 4096);
        PatchReservoir patches = new PatchReservoir(Integer.MAX_VALUE, 0);
        pictures.forEach(patches::add);
        return GreedyCoreset.choose(patches.sample(), size, 0, parallel, count -> {})
                .coverRadius();
    }
}
