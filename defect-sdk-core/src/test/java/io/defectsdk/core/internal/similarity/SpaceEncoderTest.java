package io.defectsdk.core.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.defectsdk.InferenceException;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import io.defectsdk.spi.Encoder;
import io.defectsdk.spi.ImageEncoder;
import org.junit.jupiter.api.Test;

class SpaceEncoderTest {
    private static final PixelImage PICTURE = PixelImage.ofBytes(200, 100, 1, new byte[200 * 100]);

    /** Gives width, height, and 1 for a letterbox. */
    private record Sizes(Encoder encoder) implements ImageEncoder {
        @Override
        public Embedding embed(PixelImage picture, Framing framing) {
            return Specimens.embedding(picture.width(), picture.height(), framing == Framing.LETTERBOX ? 1 : 0);
        }
    }

    private static SpaceEncoder encoder(int dimension) {
        String sha256 = "ab".repeat(32);
        return new SpaceEncoder(
                new EmbeddingSpace(EmbeddingSpace.Family.CLIP, "sizes", sha256, dimension, Framing.LETTERBOX),
                new Sizes(new Encoder("sizes", sha256, dimension)));
    }

    @Test
    void embedsPicturesAndTheSurroundingsOfRegions() {
        assertThat(encoder(3).whole(PICTURE)).isEqualTo(Specimens.embedding(200, 100, 1));
        assertThat(encoder(3).region(PICTURE, new Box(0, 0, 100, 10))).isEqualTo(Specimens.embedding(150, 64, 1));
    }

    @Test
    void refusesEmbeddingsOfAnotherDimensionThanDescribed() {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> encoder(4).whole(PICTURE))
                .withMessage("the encoder 'sizes' gave an embedding of 3 dimensions, but its description says 4");
    }
}
