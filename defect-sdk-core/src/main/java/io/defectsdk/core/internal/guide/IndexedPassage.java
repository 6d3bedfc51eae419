package io.defectsdk.core.internal.guide;

import io.defectsdk.guide.Passage;
import io.defectsdk.similarity.Embedding;
import java.util.List;

/**
 * A passage in an index. Immutable.
 *
 * @param passage what it says
 * @param meanings of its sentences, in their order; empty where passages are found by words alone
 */
public record IndexedPassage(Passage passage, List<Meaning> meanings) {
    /** Copies the list, and checks that no sentence is left out. */
    public IndexedPassage {
        meanings = List.copyOf(meanings);
        if (!meanings.isEmpty() && meanings.size() != passage.sentences().size()) {
            throw new IllegalArgumentException("a passage of "
                    + passage.sentences().size() + " sentences has as many meanings, or none, not " + meanings.size());
        }
    }

    /**
     * What an encoder made of a sentence. Immutable.
     *
     * @param embeddedSha256 hash of the text that it is of, see {@link PassageText#embedded}
     * @param embedding of length 1
     * @param unknownPieces pieces of words that the encoder does not know
     * @param cutOff whether it saw the beginning only
     */
    public record Meaning(String embeddedSha256, Embedding embedding, int unknownPieces, boolean cutOff) {}
}
