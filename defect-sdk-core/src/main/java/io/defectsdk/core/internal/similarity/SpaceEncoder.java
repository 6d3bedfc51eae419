package io.defectsdk.core.internal.similarity;

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
record SpaceEncoder(EmbeddingSpace space, ImageEncoder encoder) {
    /** Of a picture as a whole. */
    Embedding whole(PixelImage picture) {
        return encoder.embed(picture, space.framing());
    }

    /** Of a region with its surroundings. */
    Embedding region(PixelImage picture, Box region) {
        return encoder.embed(RegionCrop.of(picture, region), space.framing());
    }
}
