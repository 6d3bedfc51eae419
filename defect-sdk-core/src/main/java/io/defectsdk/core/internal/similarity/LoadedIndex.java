package io.defectsdk.core.internal.similarity;

import io.defectsdk.similarity.SimilarityIndex;

/**
 * An index ready to be searched. Immutable.
 *
 * @param version the stored version
 * @param content how it compares
 * @param encoder its encoder, hash checked
 * @param galleries what is in it
 * @param topK how many pictures a search gives that does not say: the parameter in force when the index was last looked at
 */
public record LoadedIndex(
        SimilarityIndex version, IndexContent content, SpaceEncoder encoder, Galleries galleries, int topK) {}
