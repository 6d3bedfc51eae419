package io.defectsdk.core.internal.similarity;

import io.defectsdk.InferenceException;
import io.defectsdk.inspection.Box;
import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.spi.ImageEncoder;

/**
 * Turns pictures into embeddings of a space. Thread-safe.
 *
 * @param space the space
 * @param encoder its encoder, hash checked
 */
public record SpaceEncoder(EmbeddingSpace space, ImageEncoder encoder) {
    /** Of a picture as a whole. */
    public Embedding whole(PixelImage picture) {
        return checked(encoder.embed(picture, space.framing()));
    }

    /** Of a region with its surroundings. */
    public Embedding region(PixelImage picture, Box region) {
        return whole(RegionCrop.of(picture, region));
    }

    /**
     * What an encoder gave, if it is what its description says: whoever brings an encoder may be wrong.
     *
     * @throws InferenceException if it is of another dimension
     */
    Embedding checked(Embedding embedding) {
        if (embedding.dimension() != space.dimension()) {
            throw new InferenceException(
                    "the encoder '" + space.encoder() + "' gave an embedding of " + embedding.dimension()
                            + " dimensions, but its description says " + space.dimension(),
                    null);
        }
        return embedding;
    }
}
