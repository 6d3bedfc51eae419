package io.defectsdk.spi;

import io.defectsdk.similarity.Embedding;

/** Turns words into embeddings that can be compared with those of the {@link ImageEncoder} of the same id. Thread-safe. */
public interface TextEncoder {
    /** What it is: the same as the image encoder's. */
    Encoder encoder();

    /**
     * Embeds a text.
     *
     * @param text not blank; what goes beyond the model's context is cut off, as the model's own tokenizer does
     * @throws io.defectsdk.InferenceException if the model fails, or gives something else than its manifest says
     */
    Embedding embed(String text);
}
