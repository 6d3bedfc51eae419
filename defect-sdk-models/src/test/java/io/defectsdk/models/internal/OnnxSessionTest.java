package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.defectsdk.InferenceException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.Models;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxSessionTest {
    private static final PixelImage BLACK = PixelImage.ofBytes(1, 1, 1, new byte[1]);
    private static final PixelImage WHITE = PixelImage.ofBytes(1, 1, 1, new byte[] {(byte) 255});

    @TempDir
    Path store;

    @Test
    void refusesWhatIsNoOnnxModel() {
        byte[] text = "not a model".getBytes(StandardCharsets.UTF_8);
        assertRefused(
                new TestManifest("m", "onnx", text).layers(TinyModel.LAYERS), "ONNX Runtime cannot load the model 'm'");
    }

    @Test
    void refusesAnotherInputName() {
        TestManifest manifest = TinyModel.manifest("m", "onnx", TinyModel.onnx());
        manifest.input().put("name", "pixels");
        assertRefused(manifest, "one input 'pixels'", "[input]");
    }

    @Test
    void refusesAModelWithoutADeclaredLayer() {
        assertRefused(
                TinyModel.manifest(
                        "m", "onnx", TinyModel.onnx("shallow", "deeper").toBytes()),
                "an output 'deep'",
                "[shallow, deeper]");
    }

    @Test
    void refusesAnotherNumberOfChannels() {
        TestManifest manifest = TinyModel.manifest("m", "onnx", TinyModel.onnx())
                .layers(List.of(new Layer("shallow", 4, 2), new Layer("deep", 6, 4)));
        assertRefused(manifest, "'deep' of float32 [batch, 6, height, width]", "[-1, 5, -1, -1]");
    }

    @Test
    void refusesAnotherStride() {
        TestManifest manifest = TinyModel.manifest("m", "onnx", TinyModel.onnx())
                .layers(List.of(new Layer("shallow", 4, 2), new Layer("deep", 5, 2)));
        assertRefused(manifest, "trial run", "'deep' as [1, 5, 16, 16]", "64x64", "[1, 5, 32, 32]");
    }

    @Test
    void refusesAFixedInputSize() {
        byte[] model = new OnnxWriter()
                .input("input", "1", "3", "224", "224")
                .node("Identity", List.of("input"), "out")
                .output("out", "1", "3", "224", "224")
                .toBytes();
        assertRefused(manifest(model), "height and width open", "[1, 3, 224, 224]", "export_backbone.py");
    }

    @Test
    void refusesAFixedBatch() {
        byte[] model = new OnnxWriter()
                .input("input", "4", "3", "H", "W")
                .node("Identity", List.of("input"), "out")
                .output("out", "4", "3", "H", "W")
                .toBytes();
        assertRefused(manifest(model), "[4, 3, -1, -1]");
    }

    @Test
    void refusesAnOutputThatIsNotFloat() {
        byte[] model = new OnnxWriter()
                .input("input", "N", "3", "H", "W")
                .node("IsNaN", List.of("input"), "out")
                .output("out", OnnxWriter.BOOL, "N", "3", "H", "W")
                .toBytes();
        assertRefused(manifest(model), "'out' of float32", "BOOL");
    }

    @Test
    void refusesWeightsThatNoHashCovers() throws IOException {
        byte[] model = new OnnxWriter()
                .input("input", "N", "3", "H", "W")
                .weightsElsewhere("offset", 1, "weights.bin")
                .node("Add", List.of("input", "offset"), "out")
                .output("out", "N", "3", "H", "W")
                .toBytes();
        Path folder = manifest(model).write(store);
        Files.write(folder.resolve("weights.bin"), new byte[4]);
        assertRefused(manifest(model), "ONNX Runtime cannot load the model 'm'");
    }

    @Test
    void acceptsABatchOfOne() {
        byte[] model = new OnnxWriter()
                .input("input", "1", "3", "H", "W")
                .node("Identity", List.of("input"), "out")
                .output("out", "1", "3", "H", "W")
                .toBytes();
        try (Models models = open(manifest(model))) {
            assertThat(values(models.backbone("m"), WHITE)).hasSize(3 * 32 * 32);
        }
    }

    @Test
    void refusesValuesThatAreNotANumber() {
        // (0 - 0.2) / 1 has no root; the trial run's grey has one
        TestManifest manifest = manifest(model("Sqrt", "3").toBytes());
        manifest.input().putArray("mean").add(0.2).add(0.2).add(0.2);
        manifest.input().putArray("std").add(1).add(1).add(1);
        try (Models models = open(manifest)) {
            FeatureExtractor backbone = models.backbone("m");
            assertThat(values(backbone, WHITE)).contains(new float[] {(float) Math.sqrt(0.8)}, within(1e-6f));
            assertThatThrownBy(() -> values(backbone, BLACK))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContainingAll("'m'", "'out'", "not a number");
        }
    }

    @Test
    void refusesInfiniteValues() {
        TestManifest manifest = manifest(model("Log", "3").toBytes());
        manifest.input().putArray("mean").add(0).add(0).add(0);
        try (Models models = open(manifest)) {
            assertThatThrownBy(() -> values(models.backbone("m"), BLACK))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContainingAll("'m'", "'out'", "infinite");
        }
    }

    @Test
    void wrapsAFailureOfTheRuntime() {
        // fits inputs of 64x64 only, as the trial run's
        byte[] model = new OnnxWriter()
                .input("input", "N", "3", "H", "W")
                .integers("fixed", 1, 3, 64, 64)
                .node("Reshape", List.of("input", "fixed"), "reshaped")
                .node("Shape", List.of("input"), "shape")
                .node("Reshape", List.of("reshaped", "shape"), "out")
                .output("out", "N", "C", "h", "w")
                .toBytes();
        try (Models models = open(manifest(model))) {
            FeatureExtractor backbone = models.backbone("m");
            assertThatThrownBy(() -> backbone.extract(WHITE, 96, List.of("out")))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContainingAll("'m'", "96x96")
                    .hasCauseInstanceOf(ai.onnxruntime.OrtException.class);
            assertThat(backbone.extract(WHITE, 64, List.of("out"))).hasSize(1);
        }
    }

    @Test
    void leavesTheEnvironmentAndSessionsOfTheHostAlone() throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession host = environment.createSession(model("Neg", "3").toBytes())) {
            try (Models models = open(manifest(model("Identity", "3").toBytes()))) {
                assertThat(values(models.backbone("m"), WHITE)).hasSize(3 * 32 * 32);
            }
            assertThat(OrtEnvironment.getEnvironment()).isSameAs(environment);
            try (OnnxTensor input = OnnxTensor.createTensor(environment, new float[][][][] {{{{1}}, {{2}}, {{3}}}});
                    OrtSession.Result result = host.run(Map.of("input", input))) {
                assertThat(((OnnxTensor) result.get(0)).getFloatBuffer().array())
                        .containsExactly(-1, -2, -3);
            }
        }
    }

    @Test
    void twoCataloguesOfOneProcessDoNotDisturbEachOther() {
        TestManifest manifest = manifest(model("Identity", "3").toBytes());
        try (Models first = open(manifest)) {
            float[] before = values(first.backbone("m"), WHITE);
            try (Models second = open(manifest)) {
                assertThat(values(second.backbone("m"), WHITE)).isEqualTo(before);
            }
            assertThat(values(first.backbone("m"), WHITE)).isEqualTo(before);
        }
    }

    /** One operator from input to output. */
    private static OnnxWriter model(String operator, String channels) {
        return new OnnxWriter()
                .input("input", "N", "3", "H", "W")
                .node(operator, List.of("input"), "out")
                .output("out", "N", channels, "H", "W");
    }

    private static TestManifest manifest(byte[] model) {
        return new TestManifest("m", "onnx", model).layers(List.of(new Layer("out", 3, 1)));
    }

    private Models open(TestManifest manifest) {
        manifest.write(store);
        return ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(1, Device.cpu()));
    }

    private static float[] values(FeatureExtractor backbone, PixelImage picture) {
        return backbone.extract(picture, 32, List.of("out")).get(0).values();
    }

    private void assertRefused(TestManifest manifest, String... messageParts) {
        try (Models models = open(manifest)) {
            assertThatThrownBy(() -> models.backbone("m"))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContainingAll(messageParts);
        }
    }
}
