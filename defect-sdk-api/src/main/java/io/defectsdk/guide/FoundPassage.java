package io.defectsdk.guide;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A passage that a search found. Immutable.
 *
 * @param passage what it says, and where
 * @param score what it was ranked by: the sum of reciprocal ranks (Cormack et al., 2009), above 0; comparable within one search only
 * @param wordRank its rank by words, from 1; empty if it shares none
 * @param meaningRank its rank by meaning, from 1; empty if meanings were not compared
 * @param similarity cosine similarity of the meanings, -1 to 1; empty if they were not compared
 */
public record FoundPassage(
        Passage passage, double score, OptionalInt wordRank, OptionalInt meaningRank, OptionalDouble similarity) {
    /** Checks that all is there. */
    public FoundPassage {
        requireNonNull(passage, "passage");
        requireNonNull(wordRank, "wordRank");
        requireNonNull(meaningRank, "meaningRank");
        requireNonNull(similarity, "similarity");
    }
}
