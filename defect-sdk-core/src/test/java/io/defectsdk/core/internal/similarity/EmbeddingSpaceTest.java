package io.defectsdk.core.internal.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.defectsdk.core.internal.similarity.EmbeddingSpace.Family;
import io.defectsdk.similarity.Framing;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddingSpaceTest {
    private static final String SHA256 = "ab".repeat(32);

    @Test
    void hasAnotherHashForWhateverChangesAnEmbedding() {
        assertThat(Stream.of(
                                new EmbeddingSpace(Family.BACKBONE, "lite0", SHA256, 384, Framing.STRETCH),
                                new EmbeddingSpace(Family.CLIP, "lite0", SHA256, 384, Framing.STRETCH),
                                new EmbeddingSpace(Family.BACKBONE, "lite0", "cd".repeat(32), 384, Framing.STRETCH),
                                new EmbeddingSpace(Family.BACKBONE, "lite0", SHA256, 385, Framing.STRETCH),
                                new EmbeddingSpace(Family.BACKBONE, "lite0", SHA256, 384, Framing.CENTRE_CROP))
                        .map(EmbeddingSpace::sha256))
                .doesNotHaveDuplicates()
                .allMatch(sha256 -> sha256.matches("[0-9a-f]{64}"));
    }

    @Test
    void hasTheSameHashForAnEncoderThatWasRenamed() {
        EmbeddingSpace space = new EmbeddingSpace(Family.CLIP, "ViT-B-32_openai", SHA256, 512, Framing.LETTERBOX);

        assertThat(new EmbeddingSpace(Family.CLIP, "우리_모델", SHA256, 512, Framing.LETTERBOX).sha256())
                .isEqualTo(space.sha256());
    }
}
