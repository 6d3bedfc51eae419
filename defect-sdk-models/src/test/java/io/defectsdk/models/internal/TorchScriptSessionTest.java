package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import io.defectsdk.InferenceException;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.spi.Backbone.Layer;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.Models;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptSessionTest {
    private static final PixelImage BLACK = PixelImage.ofBytes(1, 1, 1, new byte[1]);

    @TempDir
    Path store;

    @Test
    void givesTheFeaturesThatOnnxGives() {
        TinyModel.manifest("onnx", "onnx", TinyModel.onnx()).write(store);
        TinyModel.manifest("torch", "torchscript", TinyModel.torchScript()).write(store);
        try (Models models = ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(1, Device.cpu()))) {
            PixelImage picture = TestPictures.rgb(120, 90);
            List<FeatureMap> onnx = models.backbone("onnx").extract(picture, 64, List.of("shallow", "deep"));
            List<FeatureMap> torch = models.backbone("torch").extract(picture, 64, List.of("shallow", "deep"));
            for (int i = 0; i < 2; i++) {
                assertThat(torch.get(i).values()).containsExactly(onnx.get(i).values(), within(1e-5f));
            }
        }
    }

    @Test
    void takesAModelThatReturnsOneTensor() {
        try (Models models = open("Tensor", "return x")) {
            assertThat(models.backbone("m").extract(BLACK, 32, List.of("out")))
                    .singleElement()
                    .satisfies(map -> assertThat(map.values()).hasSize(3 * 32 * 32));
        }
    }

    @Test
    void refusesWhatIsNoTorchScript() {
        TestManifest manifest = new TestManifest("m", "torchscript", "not a model".getBytes(StandardCharsets.UTF_8))
                .layers(List.of(new Layer("out", 3, 1)));
        manifest.write(store);
        try (Models models = ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(1, Device.cpu()))) {
            assertThatThrownBy(() -> models.backbone("m"))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("PyTorch cannot load the model 'm'");
        }
    }

    @Test
    void refusesAnotherNumberOfTensors() {
        assertRefused("Tuple[Tensor, Tensor]", "return (x, x)", "2 tensors", "1 layers");
    }

    @Test
    void refusesATupleThatHoldsSomethingElse() {
        assertRefused("Tuple[Tensor, int]", "return (x, 3)", "trial run", "64x64");
    }

    @Test
    void refusesTensorsThatAreNotFloat() {
        assertRefused("Tensor", "return torch.isnan(x)", "'out' as boolean", "float32");
    }

    @Test
    void refusesAnotherShape() {
        assertRefused("Tensor", "return torch.avg_pool2d(x, [2, 2])", "'out' as [1, 3, 32, 32]", "[1, 3, 64, 64]");
    }

    @Test
    void refusesValuesThatAreNotFinite() {
        // minus infinity on black; the trial run's grey is above the mean
        TestManifest manifest = manifest("Tensor", "return torch.log(x)");
        manifest.input().putArray("mean").add(0).add(0).add(0);
        manifest.write(store);
        try (Models models = ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(1, Device.cpu()))) {
            FeatureExtractor backbone = models.backbone("m");
            assertThatThrownBy(() -> backbone.extract(BLACK, 32, List.of("out")))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContainingAll("'m'", "'out'", "infinite");
        }
    }

    @Test
    void namesTheVersionsThatTheBuildUses() {
        String djl = Engine.getDjlVersion();
        String torch = Engine.getEngine("PyTorch").getVersion();
        assertThat(TorchScriptRuntime.missing("m", new IllegalStateException("why")))
                .hasMessageContainingAll(
                        "pytorch-engine:" + djl,
                        "pytorch-jni:" + torch + "-" + djl,
                        "pytorch-native-cpu:" + torch + " ",
                        "why");
    }

    private static TestManifest manifest(String returnType, String body) {
        return new TestManifest("m", "torchscript", TorchScriptWriter.archive(returnType, body))
                .layers(List.of(new Layer("out", 3, 1)));
    }

    private Models open(String returnType, String body) {
        manifest(returnType, body).write(store);
        return ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(1, Device.cpu()));
    }

    private void assertRefused(String returnType, String body, String... messageParts) {
        try (Models models = open(returnType, body)) {
            assertThatThrownBy(() -> models.backbone("m"))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContainingAll(messageParts);
        }
    }
}
