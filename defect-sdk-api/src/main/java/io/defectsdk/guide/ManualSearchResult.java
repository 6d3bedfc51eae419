package io.defectsdk.guide;

import java.util.List;

/**
 * What a search of the manuals found. Immutable.
 *
 * @param passages the best ones, best first, whether they answer or not
 * @param confidence the probability that the first one answers, 0 to 1, see {@link #answered()}; 0 if nothing was found
 * @param answered whether the manuals are taken to answer: false says 'not in the manuals', and the passages are no more than the nearest
 * @param byMeaning whether meanings were compared, too, and not words alone
 * @param unknownPieces pieces of words, the query's and those that the glossary adds, that the encoder of meanings does not know: for these, the search goes by
 *     words alone
 */
public record ManualSearchResult(
        List<FoundPassage> passages, double confidence, boolean answered, boolean byMeaning, int unknownPieces) {
    /** Copies the list. */
    public ManualSearchResult {
        passages = List.copyOf(passages);
    }
}
