package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.Passage;
import io.defectsdk.similarity.Embedding;
import java.util.Optional;

/**
 * A passage in an index. Immutable.
 *
 * @param passage what it says
 * @param embeddedSha256 hash of the text that its embedding is of, see {@link PassageText}
 * @param meaning its embedding; empty where passages are found by words alone
 */
public record IndexedPassage(Passage passage, String embeddedSha256, Optional<Meaning> meaning) {
    /**
     * What an encoder made of a passage. Immutable.
     *
     * @param embedding of length 1
     * @param unknownPieces pieces of words that the encoder does not know
     * @param cutOff whether it saw the beginning only
     */
    public record Meaning(Embedding embedding, int unknownPieces, boolean cutOff) {}
}
