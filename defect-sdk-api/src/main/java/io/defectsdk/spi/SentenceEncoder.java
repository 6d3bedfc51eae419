package io.defectsdk.spi;

import io.defectsdk.similarity.Embedding;
import java.util.List;

/**
 * Turns texts into embeddings whose cosine similarity says how near they are in meaning: a query's with those of passages. Thread-safe.
 */
public interface SentenceEncoder {
    /** What it is. */
    Encoder encoder();

    /** What a text is for: some models tell the two apart. */
    enum Purpose {
        /** It is searched with. */
        QUERY,
        /** It is searched for. */
        PASSAGE
    }

    /**
     * Embeds texts; the same text gives the same embedding, whatever stands beside it.
     *
     * @param texts none blank; what goes beyond the model's context is cut off
     * @return of length 1 each, in the texts' order, with how much of each text was understood
     * @throws io.defectsdk.InferenceException if the model fails, or gives something else than its manifest says
     */
    List<EmbeddedText> embed(List<String> texts, Purpose purpose);

    /**
     * A text's embedding. Immutable.
     *
     * @param embedding of length 1
     * @param pieces into how many pieces the text was cut, at least 1, beyond the model's context included
     * @param unknownPieces how many of them the model does not know ({@code <unk>}): each is a word that it cannot see
     * @param cutOff whether pieces beyond the model's context were left out
     */
    record EmbeddedText(Embedding embedding, int pieces, int unknownPieces, boolean cutOff) {}
}
