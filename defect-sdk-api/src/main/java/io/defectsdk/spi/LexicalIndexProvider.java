package io.defectsdk.spi;

import java.util.List;

/** Makes lexical indexes; found by {@link java.util.ServiceLoader}. The implementation is in {@code defect-sdk-lucene}. Thread-safe. */
public interface LexicalIndexProvider {
    /** How texts are cut into words. */
    enum Analysis {
        /** Korean words into their parts, with the particles left out; Latin words in lower case and without plural. */
        KOREAN,
        /** At white space and punctuation alone; to compare with. */
        PLAIN
    }

    /**
     * An index of these documents.
     *
     * @param documents any number
     * @param words Korean words that must not be cut: names of defects, parts and machines
     */
    LexicalIndex index(List<LexicalIndex.Document> documents, List<String> words, Analysis analysis);
}
