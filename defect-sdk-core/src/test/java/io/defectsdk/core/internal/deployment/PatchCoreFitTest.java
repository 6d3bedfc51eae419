package io.defectsdk.core.internal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.defectsdk.DeploymentException;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.core.internal.concurrent.Parallel;
import io.defectsdk.core.internal.patchcore.PlainMatrix;
import io.defectsdk.core.internal.picture.PictureDecoder;
import io.defectsdk.deployment.BankSize;
import io.defectsdk.deployment.PatchCoreOptions;
import io.defectsdk.inspection.Picture;
import io.defectsdk.inspection.PixelFormat;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.inspection.Preprocessing;
import io.defectsdk.spi.Backbone;
import io.defectsdk.spi.FeatureExtractor;
import io.defectsdk.spi.FeatureMap;
import io.defectsdk.spi.InputView;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatchCoreFitTest {
    @Test
    void looksAtTheMemoryAfterTheFirstPicture() {
        int bytesEach = 16 * 128 * 128 * Float.BYTES;
        int pictures = (int) (Runtime.getRuntime().maxMemory() / bytesEach);
        Picture picture = Picture.frame(PixelFormat.MONO8, 32, 32, new byte[32 * 32]);
        AtomicInteger extractions = new AtomicInteger();
        try (Parallel parallel = new Parallel(1)) {
            PatchCoreFit fit = new PatchCoreFit(
                    "prod1",
                    Collections.nCopies(pictures, () -> picture),
                    Optional.empty(),
                    PatchCoreOptions.builder()
                            .bankSize(BankSize.ratio(1))
                            .preprocessing(Preprocessing.NONE)
                            .imageThreshold(1)
                            .pixelThreshold(0.9)
                            .build(),
                    new LargeMaps(extractions),
                    PlainMatrix::new,
                    new PictureDecoder(PictureLimits.defaults()),
                    parallel,
                    (phase, done, total) -> {});

            assertThatThrownBy(fit::run)
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining("ask for a smaller bank");
        }
        assertThat(extractions).hasValue(1);
    }

    /** 16 channels of 128×128: one megabyte. */
    private record LargeMaps(AtomicInteger extractions) implements FeatureExtractor {
        @Override
        public Backbone backbone() {
            return new Backbone(
                    "large", "ab".repeat(32), List.of(new Backbone.Layer("only", 16, 2)), List.of("only"), 32);
        }

        @Override
        public List<FeatureMap> extract(PixelImage picture, InputView view, List<String> layers) {
            extractions.incrementAndGet();
            return List.of(new FeatureMap(16, 128, 128, new float[16 * 128 * 128]));
        }

        @Override
        public void close() {}
    }
}
