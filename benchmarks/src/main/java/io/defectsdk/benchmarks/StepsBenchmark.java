package io.defectsdk.benchmarks;

import io.defectsdk.config.PictureLimits;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.BankIndex;
import io.defectsdk.core.internal.patchcore.GreedyCoreset;
import io.defectsdk.core.internal.patchcore.MemoryBank;
import io.defectsdk.core.internal.patchcore.Neighbours;
import io.defectsdk.core.internal.patchcore.PatchCoreSteps;
import io.defectsdk.core.internal.patchcore.PatchEmbedder;
import io.defectsdk.core.internal.patchcore.PatchGrid;
import io.defectsdk.core.internal.patchcore.PatchReservoir;
import io.defectsdk.core.internal.picture.DecodedPicture;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.deployment.PatchCoreMethod;
import io.defectsdk.deployment.PatchEmbedding;
import io.defectsdk.inspection.AnomalyMap;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.Models;
import io.defectsdk.testing.line.SimulatedLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
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
 * The steps of an inspection one by one: 384×384 simulated castings, 256 px, a bank of 2,000 from 20 of them. The packaged backbone in
 * ONNX Runtime unless told otherwise: {@code -p models=DIR} takes the only model of a model directory, in the runtime that its manifest
 * names. {@code -bm thrpt -t 2} has two callers at a time.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StepsBenchmark {
    private static final int INPUT_SIZE = 256;
    private static final int BANK = 2_000;
    private static final int TAUGHT = 20;

    /** Threads that one step may use. */
    @Param({"1", "2"})
    private int threads;

    /** Model directory; empty: the packaged backbone. */
    @Param("")
    private String models;

    private final PictureDecoder decoder = new PictureDecoder(PictureLimits.defaults());

    private Models opened;
    private Parallel parallel;
    private FeatureExtractor extractor;
    private PatchCoreSteps steps;
    private MemoryBank bank;
    private BankIndex index;

    private Picture jpeg;
    private PixelImage picture;
    private PixelImage atInputSize;
    private List<FeatureMap> features;
    private PatchGrid patches;
    private Neighbours nearest;

    /** Opens the backbone, chooses the bank, and makes what each step begins with. */
    @Setup
    public void prepare() throws IOException {
        parallel = new Parallel(threads);
        opened = BenchmarkModels.open(models, threads);
        extractor = opened.backbone(opened.defaultBackbone());
        steps = new PatchCoreSteps(new PatchCoreMethod(
                extractor.backbone().id(),
                extractor.backbone().sha256(),
                extractor.backbone().defaultLayers(),
                INPUT_SIZE,
                Preprocessing.NONE));
        SimulatedLine line = SimulatedLine.builder().seed(7).build();
        PatchReservoir reservoir = new PatchReservoir(Integer.MAX_VALUE, 0);
        IntStream.range(0, TAUGHT)
                .mapToObj(i -> pixels(line, i))
                .forEach(good -> reservoir.add(steps.patches(extractor, good, () -> {})));
        bank = GreedyCoreset.choose(reservoir.sample(), BANK, 0, parallel, chosen -> {})
                .bank();
        index = new BankIndex(bank, opened::integerMatrix);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(line.good(TAUGHT).picture(), "jpg", bytes);
        jpeg = Picture.of(bytes.toByteArray());
        picture = pixels(line, TAUGHT);
        atInputSize = pixels(
                SimulatedLine.builder().seed(7).size(INPUT_SIZE, INPUT_SIZE).build(), TAUGHT);
        features = resizeAndBackbone();
        patches = embed();
        nearest = search();
    }

    private PixelImage pixels(SimulatedLine line, int index) {
        return decoder.decode(Picture.of(line.good(index).picture())).pixels();
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        parallel.close();
        opened.close();
    }

    /** From a JPEG's bytes to upright pixels and a hash. */
    @Benchmark
    public DecodedPicture decode() {
        return decoder.decode(jpeg);
    }

    /** Resize, normalisation and backbone. */
    @Benchmark
    public List<FeatureMap> resizeAndBackbone() {
        return extractor.extract(picture, INPUT_SIZE, extractor.backbone().defaultLayers());
    }

    /** The same of a picture that has the input's size already: what is less is the resize. */
    @Benchmark
    public List<FeatureMap> backbone() {
        return extractor.extract(atInputSize, INPUT_SIZE, extractor.backbone().defaultLayers());
    }

    /** Patch embeddings. */
    @Benchmark
    public PatchGrid embed() {
        return PatchEmbedder.embed(features, PatchEmbedding.MEAN);
    }

    /** Nearest neighbours. */
    @Benchmark
    public Neighbours search() {
        return index.nearest(patches, parallel);
    }

    /** Map and score. */
    @Benchmark
    public AnomalyMap map() {
        PatchCoreSteps.Scores scores = steps.scores(patches, nearest, bank, parallel);
        return steps.map(scores.map(), picture.width(), picture.height());
    }
}
