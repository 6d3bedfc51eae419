package io.defectsdk.benchmarks;

import io.defectsdk.config.PictureLimits;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.GreedyCoreset;
import io.defectsdk.core.internal.patchcore.PatchEmbedder;
import io.defectsdk.core.internal.patchcore.PatchReservoir;
import io.defectsdk.core.internal.patchcore.PatchSample;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.deployment.PatchEmbedding;
import io.defectsdk.inspection.Picture;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.Models;
import io.defectsdk.testing.line.SimulatedLine;
import java.nio.file.Path;
import java.util.List;
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
 * Choosing a memory bank from the patches of pictures at 256 px. Of 40 simulated castings and the packaged backbone, unless told
 * otherwise: {@code -p folder=DIR} takes the pictures of a folder, {@code -p models=DIR} the only model of a model directory.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class CoresetBenchmark {
    private static final int INPUT_SIZE = 256;

    /** Threads. */
    @Param({"1", "2"})
    private int threads;

    /** Share of all patches that the bank holds. */
    @Param({"0.01", "0.1"})
    private double ratio;

    /** Folder of pictures; empty: simulated ones. */
    @Param("")
    private String folder;

    /** Model directory; empty: the packaged backbone. */
    @Param("")
    private String models;

    private Parallel parallel;
    private PatchSample patches;

    /** Embeds the pictures. */
    @Setup
    public void embed() {
        parallel = new Parallel(threads);
        try (Models opened = BenchmarkModels.open(models, threads)) {
            FeatureExtractor backbone = opened.backbone(opened.defaultBackbone());
            PictureDecoder decoder = new PictureDecoder(PictureLimits.defaults());
            PatchReservoir all = new PatchReservoir(Integer.MAX_VALUE, 0);
            for (Picture picture : pictures()) {
                all.add(PatchEmbedder.embed(
                        backbone.extract(
                                decoder.decode(picture).pixels(),
                                INPUT_SIZE,
                                backbone.backbone().defaultLayers()),
                        PatchEmbedding.MEAN));
            }
            patches = all.sample();
        }
    }

    private List<Picture> pictures() {
        if (!folder.isEmpty()) {
            return Picture.folder(Path.of(folder));
        }
        SimulatedLine line = SimulatedLine.builder().seed(7).build();
        return IntStream.range(0, 40)
                .mapToObj(i -> Picture.of(line.good(i).picture()))
                .toList();
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        parallel.close();
    }

    /** Exact greedy k-center. */
    @Benchmark
    public float choose() {
        int size = Math.max(1, (int) (patches.count() * ratio));
        return GreedyCoreset.choose(patches, size, 0, parallel, chosen -> {}).coverRadius();
    }
}
