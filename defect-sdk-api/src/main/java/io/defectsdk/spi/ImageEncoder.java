package io.defectsdk.spi;

import io.defectsdk.inspection.PixelImage;
import io.defectsdk.similarity.Embedding;
import io.defectsdk.similarity.Framing;
import java.util.List;

/**
 * Turns pictures into embeddings; loaded and ready. Thread-safe: calls from several threads run side by side. One picture gives
 * the same embedding bit for bit, alone or among others.
 */
public interface ImageEncoder {
    /** What it is. */
    Encoder encoder();

    /**
     * Embeds a picture.
     *
     * @param framing how it is made square
     * @return an embedding of {@link Encoder#dimension()} dimensions, as the model gives it, whatever its length
     * @throws io.defectsdk.InferenceException if the model fails, or gives something else than its manifest says
     */
    Embedding embed(PixelImage picture, Framing framing);

    /** Embeds several pictures, each as {@link #embed(PixelImage, Framing)} does, in their order. */
    default List<Embedding> embedAll(List<PixelImage> pictures, Framing framing) {
        return pictures.stream().map(picture -> embed(picture, framing)).toList();
    }
}
