package io.defectsdk.spi;

import static java.util.Objects.requireNonNull;

import io.defectsdk.similarity.Embedding;
import java.util.List;

/**
 * Turns texts into embeddings whose cosine similarity says how near they are in meaning: a query's with those of passages (Reimers and
 * Gurevych, Sentence-BERT, 2019; Wang et al., Text Embeddings by Weakly-Supervised Contrastive Pre-training, 2022). Thread-safe.
 */
public interface SentenceEncoder {
    /** What it is; its hash covers how query and passage are told apart, too. */
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
     * @throws IllegalArgumentException if a text is blank
     * @throws io.defectsdk.InferenceException if the model fails, or gives something else than its manifest says
     */
    List<EmbeddedText> embed(List<String> texts, Purpose purpose);

    /**
     * A text's embedding. Immutable.
     *
     * @param embedding of length 1
     * @param pieces into how many pieces the text was cut, those beyond the model's context included; 0 if the encoder cannot tell, as
     *     one on a server, or if the model sees nothing of the text, as of an invisible space alone
     * @param unknownPieces how many of them the model does not know ({@code <unk>}): each is a word, or a row of characters in one, that
     *     it cannot see; 0 if the encoder cannot tell
     * @param cutOff whether pieces beyond the model's context were left out; false if the encoder cannot tell
     */
    record EmbeddedText(Embedding embedding, int pieces, int unknownPieces, boolean cutOff) {
        /** Checks that the counts can be. */
        public EmbeddedText {
            requireNonNull(embedding, "embedding");
            if (unknownPieces < 0 || unknownPieces > pieces) {
                throw new IllegalArgumentException(
                        "of " + pieces + " pieces, " + unknownPieces + " cannot be unknown ones");
            }
        }

        /** Of an encoder that does not say how it cut the text. */
        public static EmbeddedText uncounted(Embedding embedding) {
            return new EmbeddedText(embedding, 0, 0, false);
        }

        /** Whether the pieces were counted. */
        public boolean counted() {
            return pieces > 0;
        }
    }
}
