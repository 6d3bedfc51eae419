package io.defectsdk.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.defectsdk.ErrorCode;
import io.defectsdk.ModelLoadException;
import io.defectsdk.config.Device;
import io.defectsdk.config.ModelStore;
import io.defectsdk.spi.Models;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With ONNX Runtime's GPU build and a GPU, and without. */
class CudaTest {
    @TempDir
    Path store;

    @Test
    void saysWhatToBringWhereTheRuntimeHasNoCuda() {
        assumeFalse(built(), "the ONNX Runtime on the class path is the one with CUDA");
        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(
                        () -> new StoreModelProvider().open(ModelStore.directory(store), List.of(), 2, Device.cuda(0)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_MISSING))
                .withMessageContaining("cuda:0")
                .withMessageContaining("com.microsoft.onnxruntime:onnxruntime_gpu:1.28.0")
                .withMessageContaining("cuDNN 9");
    }

    @Test
    void refusesTorchScriptOnAGpu() {
        TinyModel.manifest("tiny", "torchscript", TinyModel.torchScript()).write(store);
        try (Models models =
                ModelCatalog.open(ModelStore.directory(store), List.of(), new Compute(1, Device.cuda(0)))) {
            assertThatExceptionOfType(ModelLoadException.class)
                    .isThrownBy(() -> models.backbone("tiny"))
                    .withMessageContaining("'tiny'")
                    .withMessageContaining("cuda:0");
        }
    }

    @Test
    void comesCloseToTheProcessor() {
        assumeTrue(built(), "needs a GPU and com.microsoft.onnxruntime:onnxruntime_gpu in place of onnxruntime");
        TinyModel.manifest("tiny", "onnx", TinyModel.onnx()).write(store);
        List<String> layers = List.of("shallow", "deep");
        StoreModelProvider provider = new StoreModelProvider();
        try (Models cpu = provider.open(ModelStore.directory(store), List.of(), 2, Device.cpu());
                Models gpu = provider.open(ModelStore.directory(store), List.of(), 2, Device.cuda(0))) {
            var expected = cpu.backbone("tiny").extract(TestPictures.rgb(50, 41), 64, layers);
            var found = gpu.backbone("tiny").extract(TestPictures.rgb(50, 41), 64, layers);
            var again = gpu.backbone("tiny").extract(TestPictures.rgb(50, 41), 64, layers);
            for (int i = 0; i < layers.size(); i++) {
                assertThat(found.get(i).values())
                        .containsExactly(expected.get(i).values(), within(1e-3f));
                assertThat(again.get(i).values()).isEqualTo(found.get(i).values());
            }
        }
    }

    private static boolean built() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }
}
