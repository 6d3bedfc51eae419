package io.defectsdk.benchmarks;

import io.defectsdk.DefectSdk;
import io.defectsdk.account.Actor;
import io.defectsdk.account.Role;
import io.defectsdk.catalog.NewProduct;
import io.defectsdk.deployment.PatchCoreDeployment;
import io.defectsdk.inspection.InspectionRequest;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelFormat;
import io.defectsdk.testing.line.SimulatedLine;
import io.defectsdk.testing.memory.InMemoryStores;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
 * One inspection from the host's call to the verdict, with in-memory stores: 384×384 simulated castings, packaged backbone at
 * 256 px, bank of 2,000.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class InspectionBenchmark {
    /** Threads that one inspection may use. */
    @Param({"1", "2"})
    private int threads;

    private DefectSdk sdk;
    private Picture jpeg;
    private Picture frame;

    /** Teaches the product. */
    @Setup
    public void teach() throws IOException {
        SimulatedLine line = SimulatedLine.builder().seed(7).build();
        Actor engineer = Actor.vouched("benchmark", Role.ADMIN);
        sdk = DefectSdk.builder().stores(new InMemoryStores()).threads(threads).build();
        sdk.catalog().addProduct(NewProduct.of("prod1", "casting"), engineer);
        sdk.deployments()
                .deploy(
                        PatchCoreDeployment.of(
                                "prod1",
                                IntStream.range(0, 40)
                                        .mapToObj(i -> Picture.of(line.good(i).picture()))
                                        .toList()),
                        engineer)
                .join();
        BufferedImage image = line.good(100).picture();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        jpeg = Picture.of(bytes.toByteArray());
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        frame = Picture.frame(PixelFormat.RGB8, image.getWidth(), image.getHeight(), rgb);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        sdk.close();
    }

    /** From the bytes of a JPEG. */
    @Benchmark
    public double fromJpeg() {
        return sdk.inspector().inspect(InspectionRequest.of("prod1", jpeg)).anomalyScore();
    }

    /** From a raw RGB frame. */
    @Benchmark
    public double fromFrame() {
        return sdk.inspector().inspect(InspectionRequest.of("prod1", frame)).anomalyScore();
    }
}
