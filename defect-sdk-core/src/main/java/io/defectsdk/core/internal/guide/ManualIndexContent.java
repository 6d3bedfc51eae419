package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.ManualIndexSummary.EncoderName;
import java.util.List;
import java.util.Optional;

/**
 * What an index of manuals holds. Immutable.
 *
 * @param reader how the manuals were read, see {@link io.defectsdk.spi.ManualReader#version()}
 * @param encoder what the embeddings were made by; empty if there are none
 * @param dimension of the embeddings, 0 if there are none
 * @param passages in the manuals' order
 */
public record ManualIndexContent(
        String reader, Optional<EncoderName> encoder, int dimension, List<IndexedPassage> passages) {
    /** Copies the list, and checks that the embeddings are what they are said to be. */
    public ManualIndexContent {
        passages = List.copyOf(passages);
        if (encoder.isEmpty() != (dimension == 0)) {
            throw new IllegalArgumentException("embeddings have an encoder and a dimension, or neither");
        }
        for (IndexedPassage passage : passages) {
            if (passage.meanings().isEmpty() != (dimension == 0)) {
                throw new IllegalArgumentException("all passages have embeddings, or none");
            }
            for (IndexedPassage.Meaning meaning : passage.meanings()) {
                int own = meaning.embedding().dimension();
                if (own != dimension) {
                    throw new IllegalArgumentException(
                            "a sentence's embedding has " + own + " dimensions instead of " + dimension);
                }
            }
        }
    }
}
