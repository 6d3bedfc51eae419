package io.defectsdk.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Passages, found by their words: ranked by BM25 (Robertson and Zaragoza, 2009) after Korean words were cut into their parts. Lies in
 * memory; immutable and thread-safe.
 */
public interface LexicalIndex extends AutoCloseable {
    /**
     * What is searched.
     *
     * @param id names it, not blank; no two are the same
     * @param title what it stands under; counts more than the text
     * @param text what it says
     */
    record Document(String id, String title, String text) {}

    /**
     * A part of what is searched for.
     *
     * @param words any text
     * @param weight above 0; 1 for what a person asked, less for what was added to it
     */
    record Clause(String words, float weight) {
        /** Checks the weight. */
        public Clause {
            if (!(weight > 0 && weight <= 100)) { // as a negation, so that NaN fails too
                throw new IllegalArgumentException("a weight is above 0 and at most 100, but is " + weight);
            }
        }
    }

    /**
     * What was found.
     *
     * @param id the document's
     * @param score BM25's, above 0; comparable within one search only
     */
    record Hit(String id, float score) {}

    /**
     * The best documents that share a word with what is asked, best first, those with the same score in the order in which they were given.
     *
     * @param clauses at least one; a text whose words all mean nothing finds nothing
     * @param among ids of the documents to look at; empty: all
     * @param limit at least 1
     */
    List<Hit> search(List<Clause> clauses, Optional<Set<String>> among, int limit);

    /**
     * The words into which a text is cut, as they are looked up, each once, with how rare each is.
     *
     * @return in the text's order
     */
    List<Word> words(String text);

    /**
     * A word of a query.
     *
     * @param text as it is looked up
     * @param documents how many documents hold it
     */
    record Word(String text, int documents) {}

    /** How many documents there are. */
    int size();

    /** Frees what it holds. Idempotent. */
    @Override
    void close();
}
