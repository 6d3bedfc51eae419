package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.IncompatibleModelException;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.models.internal.ModelManifest.Input;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every runtime must do alike, with {@link TinyModel}. */
abstract class BackboneTest {
    private static final List<String> BOTH = List.of("shallow", "deep");

    @TempDir
    Path store;

    private ModelCatalog models;
    private FeatureExtractor backbone;

    abstract String runtime();

    abstract byte[] model();

    @BeforeEach
    void load() {
        TinyModel.manifest("tiny", runtime(), model()).write(store);
        models = ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(2, Device.cpu()));
        backbone = models.backbone("tiny");
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void equalsThePlainComputation() {
        assertEqualsPlainComputation(TestPictures.rgb(50, 41), 32);
        assertEqualsPlainComputation(TestPictures.rgb(8, 90), 64);
        assertEqualsPlainComputation(TestPictures.grey(33, 33), 32);
        assertEqualsPlainComputation(TestPictures.rgb16(40, 28), 36);
    }

    @Test
    void givesOnlyTheLayersAskedForInTheirOrder() {
        PixelImage picture = TestPictures.rgb(50, 41);
        List<FeatureMap> both = backbone.extract(picture, 32, BOTH);
        List<FeatureMap> turned = backbone.extract(picture, 32, List.of("deep", "shallow"));
        assertThat(turned.get(0).values()).isEqualTo(both.get(1).values());
        assertThat(turned.get(1).values()).isEqualTo(both.get(0).values());
        assertThat(backbone.extract(picture, 32, List.of("deep")))
                .singleElement()
                .satisfies(map -> assertThat(map.values()).isEqualTo(both.get(1).values()));
    }

    @Test
    void describesItselfAsItsManifestDoes() {
        assertThat(backbone.backbone().id()).isEqualTo("tiny");
        assertThat(backbone.backbone().sha256()).isEqualTo(TestManifest.sha256(model()));
        assertThat(backbone.backbone().layers()).isEqualTo(TinyModel.LAYERS);
        assertThat(backbone.backbone().defaultLayers()).isEqualTo(BOTH);
        assertThat(backbone.backbone().inputMultiple()).isEqualTo(4);
    }

    @Test
    void givesEqualBitsFromManyThreads() throws Exception {
        List<PixelImage> pictures = IntStream.range(0, 6)
                .mapToObj(i -> TestPictures.rgb(30 + 9 * i, 70 - 8 * i))
                .toList();
        List<float[]> alone = pictures.stream().map(this::deep).toList();
        ExecutorService executor = Executors.newFixedThreadPool(6);
        try {
            List<Future<float[]>> together = IntStream.range(0, 120)
                    .mapToObj(i -> executor.submit(() -> deep(pictures.get(i % 6))))
                    .toList();
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i % 6));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void givesEqualBitsOnOneThread() {
        for (int size : new int[] {32, 64, 224}) {
            PixelImage picture = TestPictures.rgb(50, 41);
            List<FeatureMap> all = backbone.extract(picture, InputView.whole(size), BOTH);
            List<FeatureMap> one = backbone.extractOnOneThread(picture, InputView.whole(size), BOTH);
            for (int i = 0; i < 2; i++) {
                assertThat(one.get(i).values()).isEqualTo(all.get(i).values());
            }
        }
    }

    @Test
    void givesEqualBitsOnAWorkerOfAPoolOfTheHost() {
        PixelImage picture = TestPictures.rgb(300, 200);
        float[] alone = deepOnOneThread(picture);
        ForkJoinPool pool = new ForkJoinPool(2);
        try {
            assertThat(pool.submit(() -> deep(picture, 224)).join()).isEqualTo(alone);
        } finally {
            pool.shutdownNow();
        }
        assertThat(IntStream.range(0, 8).parallel().mapToObj(i -> deep(picture, 224)))
                .hasSize(8)
                .allMatch(values -> Arrays.equals(values, alone));
    }

    @Test
    void givesEqualBitsOnAnInterruptedThreadAndLeavesItSo() {
        PixelImage picture = TestPictures.rgb(300, 200);
        float[] alone = deepOnOneThread(picture);
        Thread.currentThread().interrupt();
        float[] values = deep(picture, 224);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(values).isEqualTo(alone);
    }

    @Test
    void refusesAnUnknownLayerAndNamesTheKnownOnes() {
        assertThatThrownBy(() -> backbone.extract(TestPictures.rgb(9, 9), 32, List.of("layer9")))
                .isInstanceOf(IncompatibleModelException.class)
                .hasMessageContaining("'layer9'")
                .hasMessageContaining("[shallow, deep]");
    }

    @Test
    void refusesSizesThatDoNotFit() {
        for (int size : new int[] {0, -4, 30, 2_052, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> backbone.extract(TestPictures.rgb(9, 9), size, BOTH))
                    .isInstanceOf(IncompatibleModelException.class)
                    .hasMessageContaining("multiples of 4 up to 2048")
                    .hasMessageContaining(String.valueOf(size));
        }
    }

    @Test
    void refusesNoLayerAndLayersNamedTwice() {
        for (List<String> layers : List.of(List.<String>of(), List.of("deep", "deep"))) {
            assertThatThrownBy(() -> backbone.extract(TestPictures.rgb(9, 9), 32, layers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(layers.toString());
        }
    }

    @Test
    void cannotBeUsedAfterItWasClosed() {
        backbone.close();
        backbone.close();
        assertThatThrownBy(() -> backbone.extract(TestPictures.rgb(9, 9), 32, BOTH))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'tiny'")
                .hasMessageContaining("closed");
    }

    @Test
    void closeWaitsForCallsThatAreUnderWay() throws Exception {
        CountDownLatch running = new CountDownLatch(4);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> executor.submit(() -> runUntilClosed(running)))
                    .toList();
            running.await();
            backbone.close();
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Ends with the error that a closed backbone gives; any other one, or a crash, fails the test. */
    private void runUntilClosed(CountDownLatch running) {
        while (true) {
            try {
                deep(TestPictures.rgb(60, 60));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("closed");
                return;
            }
            running.countDown();
        }
    }

    private float[] deep(PixelImage picture) {
        return deep(picture, 48);
    }

    private float[] deep(PixelImage picture, int size) {
        return backbone.extract(picture, size, List.of("deep")).get(0).values();
    }

    private float[] deepOnOneThread(PixelImage picture) {
        return backbone.extractOnOneThread(picture, InputView.whole(224), List.of("deep"))
                .get(0)
                .values();
    }

    private void assertEqualsPlainComputation(PixelImage picture, int size) {
        Preprocessor preprocessor =
                new Preprocessor(new Input("input", List.of(0.5, 0.4, 0.3), List.of(0.2, 0.25, 0.3)));
        FloatBuffer prepared = preprocessor.prepare(picture, InputView.whole(size), new Workspace(), 1);
        float[] input = new float[prepared.remaining()];
        prepared.get(input);
        List<float[]> expected = TinyModel.expected(input, size);
        List<FeatureMap> maps = backbone.extract(picture, size, BOTH);
        for (int i = 0; i < 2; i++) {
            assertThat(maps.get(i).channels()).isEqualTo(TinyModel.LAYERS.get(i).channels());
            assertThat(maps.get(i).width())
                    .isEqualTo(size / TinyModel.LAYERS.get(i).stride());
            assertThat(maps.get(i).values()).containsExactly(expected.get(i), within(1e-5f));
        }
    }
}
