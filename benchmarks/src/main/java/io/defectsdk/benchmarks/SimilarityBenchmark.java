package io.defectsdk.benchmarks;

import io.defectsdk.config.PictureLimits;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.core.internal.similarity.Gallery;
import io.defectsdk.core.internal.similarity.Gallery.Hit;
import io.defectsdk.core.internal.similarity.SpaceEncoder;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.GalleryPicture;
import io.defectsdk.similarity.RegionSource;
import io.defectsdk.similarity.SimilarityQuery;
import io.defectsdk.spi.EmbeddingStore.Entry;
import io.defectsdk.spi.Models;
import io.defectsdk.testing.line.SimulatedLine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
 * The parts of a similarity search: embedding pictures (384×384 simulated castings, already decoded), and the exact search for the ten
 * nearest of a gallery of random unit vectors, the worst case, since all are about equally far; beside it a plain loop. Says in its
 * output how much memory the gallery takes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SimilarityBenchmark {
    private static final int TOP_K = 10;
    private static final int TYPES = 10;

    /** Pictures to embed. */
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
    @State(Scope.Benchmark)
    public static class Pictures {
        private static final int COUNT = 16;

        /** Threads. */
        @Param("2")
        private int threads;

        /** Model directory; empty: the packaged models. */
        @Param("")
        private String models;

        /** Id of an encoder or backbone; empty: the default one. */
        @Param("")
        private String encoder;

        private Models opened;
        private SpaceEncoder chosen;
        private List<PixelImage> pictures;

        /** Draws them. */
        @Setup
        public void prepare() {
            opened = BenchmarkModels.open(models, threads);
            chosen = BenchmarkModels.encoder(opened, Optional.of(encoder).filter(id -> !id.isEmpty()));
            SimulatedLine line = SimulatedLine.builder().seed(7).build();
            PictureDecoder decoder = new PictureDecoder(PictureLimits.defaults());
            pictures = IntStream.range(0, COUNT)
                    .mapToObj(i ->
                            decoder.decode(Picture.of(line.good(i).picture())).pixels())
                    .toList();
        }

        /** Ends the threads. */
        @TearDown
        public void close() {
            opened.close();
        }
    }

    /** A gallery, and what is searched for. */
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
    @State(Scope.Benchmark)
    public static class Vectors {
        /** Threads. */
        @Param({"1", "2"})
        private int threads;

        /** Vectors in the gallery. */
        @Param({"1000", "10000", "100000"})
        private int count;

        /** Length of a vector. */
        @Param("512")
        private int dimension;

        private Parallel parallel;
        private Gallery gallery;
        private float[][] plain;
        private float[] query;
        private Predicate<Entry> filter;

        /** Draws the vectors. */
        @Setup
        public void prepare() {
            parallel = new Parallel(threads);
            query = unit(0);
            long before = usedBytes();
            gallery = Gallery.empty(dimension)
                    .updated(
                            LongStream.rangeClosed(1, count)
                                    .mapToObj(Vectors::entry)
                                    .toList(),
                            this::units);
            System.out.printf(
                    Locale.ROOT,
                    "# a gallery of %d x %d takes %.1f MiB of heap%n",
                    count,
                    dimension,
                    (usedBytes() - before) / 1024.0 / 1024.0);
            plain = LongStream.rangeClosed(1, count).mapToObj(this::unit).toArray(float[][]::new);
            SimilarityQuery.Filter types = SimilarityQuery.picture("prod1", Picture.of(Path.of("any")))
                    .ofTypes("type3")
                    .filter();
            filter = entry -> types.accepts(entry.picture(), entry.defectCode());
        }

        private static long usedBytes() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        private static Entry entry(long key) {
            String sha256 = String.format(Locale.ROOT, "%064x", key);
            String type = "type" + key % TYPES;
            GalleryPicture picture = new GalleryPicture(
                    key,
                    "prod1",
                    type,
                    "picture_" + key + ".jpg",
                    "pictures/" + sha256,
                    sha256,
                    Instant.EPOCH.plusSeconds(key));
            return new Entry(key, picture, Optional.empty(), RegionSource.WHOLE, type);
        }

        private Map<Long, float[]> units(List<Long> keys) {
            Map<Long, float[]> units = new HashMap<>();
            keys.forEach(key -> units.put(key, unit(key)));
            return units;
        }

        /** Always the same for the same key. */
        private float[] unit(long key) {
            SplittableRandom random = new SplittableRandom(key);
            float[] values = new float[dimension];
            double squares = 0;
            for (int i = 0; i < dimension; i++) {
                values[i] = (float) (random.nextDouble() - 0.5);
                squares += values[i] * values[i];
            }
            for (int i = 0; i < dimension; i++) {
                values[i] /= (float) Math.sqrt(squares);
            }
            return values;
        }

        /** Ends the threads. */
        @TearDown
        public void close() {
            parallel.close();
        }
    }

    /** One picture. */
    @Benchmark
    public Embedding embed(Pictures pictures) {
        return pictures.chosen.whole(pictures.pictures.get(0));
    }

    /** Sixteen pictures in one call. */
    @Benchmark
    public List<Embedding> embedSixteen(Pictures pictures) {
        return pictures.chosen
                .encoder()
                .embedAll(pictures.pictures, pictures.chosen.space().framing());
    }

    /** Among all. */
    @Benchmark
    public List<Hit> search(Vectors vectors) {
        return vectors.gallery.search(List.of(vectors.query), entry -> true, TOP_K, vectors.parallel);
    }

    /** Among the tenth that is of one type. */
    @Benchmark
    public List<Hit> searchFiltered(Vectors vectors) {
        return vectors.gallery.search(List.of(vectors.query), vectors.filter, TOP_K, vectors.parallel);
    }

    /** A row and its similarity. */
    public record Near(int row, float similarity) {}

    /** Among all by one product after the other, and a heap. */
    @Benchmark
    public PriorityQueue<Near> plainLoop(Vectors vectors) {
        PriorityQueue<Near> nearest = new PriorityQueue<>(Comparator.comparingDouble(Near::similarity));
        vectors.parallel.forRange(vectors.count, (from, to) -> {
            PriorityQueue<Near> own = new PriorityQueue<>(Comparator.comparingDouble(Near::similarity));
            for (int row = from; row < to; row++) {
                float[] vector = vectors.plain[row];
                float sum = 0;
                for (int i = 0; i < vector.length; i++) {
                    sum += vector[i] * vectors.query[i];
                }
                keep(own, new Near(row, sum));
            }
            synchronized (nearest) {
                own.forEach(near -> keep(nearest, near));
            }
        });
        return nearest;
    }

    private static void keep(PriorityQueue<Near> nearest, Near near) {
        nearest.add(near);
        if (nearest.size() > TOP_K) {
            nearest.remove();
        }
    }
}
