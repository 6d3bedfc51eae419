package io.defectsdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelParamsTest {
    @Test
    void changesOneValueAtATime() {
        PatchCoreParams params = PatchCoreParams.none()
                .withImageThreshold(0.9)
                .withPixelThreshold(0.8)
                .withBackbone("resnet18");

        assertThat(params).isEqualTo(new PatchCoreParams(Optional.of(0.9), Optional.of(0.8), Optional.of("resnet18")));
        assertThat(PatchCoreParams.none().imageThreshold()).isEmpty();
    }

    @Test
    void refusesValuesOutOfRangeByTheirNamesInTheDatabase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatchCoreParams.none().withImageThreshold(0))
                .withMessageContaining("image_threshold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatchCoreParams.none().withPixelThreshold(Double.NaN))
                .withMessageContaining("pixel_threshold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatchCoreParams.none().withBackbone(""))
                .withMessageContaining("backbone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClipParams(Optional.empty(), Optional.of(0), Optional.empty()))
                .withMessageContaining("top_k");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LlmParams(Optional.empty(), Optional.of(2.5), Optional.empty(), Optional.empty()))
                .withMessageContaining("temperature");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LlmParams(Optional.empty(), Optional.empty(), Optional.of(0), Optional.empty()))
                .withMessageContaining("max_tokens");
    }
}
