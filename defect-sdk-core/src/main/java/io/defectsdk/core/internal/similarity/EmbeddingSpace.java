package io.defectsdk.core.internal.similarity;

import io.defectsdk.core.internal.picture.Sha256;
import io.defectsdk.similarity.Framing;
import java.nio.charset.StandardCharsets;

/**
 * All that turns a picture into an embedding. Embeddings of one space can be compared, others cannot. Immutable.
 *
 * @param family what the encoder is
 * @param encoder its id
 * @param encoderSha256 its hash
 * @param dimension of its embeddings
 * @param framing how a picture, or a region with its surroundings, is made square
 */
public record EmbeddingSpace(Family family, String encoder, String encoderSha256, int dimension, Framing framing) {
    /** Raised whenever something that is not a field here changes what comes out: pooling, the surroundings of a region. */
    private static final int FORM = 1;

    /** Kinds of encoder. */
    public enum Family {
        /** Pooled features of a backbone. */
        BACKBONE,
        /** A model that was trained to compare pictures with words. */
        CLIP
    }

    /** Names the space, 64 lower-case hexadecimal digits. */
    public String sha256() {
        String text = String.join(
                "\n",
                "embedding space " + FORM,
                family.name(),
                encoderSha256,
                Integer.toString(dimension),
                framing.name(),
                RegionCrop.RULE);
        return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
